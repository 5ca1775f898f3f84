"""`heard questionnaires`: holds the questionnaires to the rules of easy read."""

from __future__ import annotations

from pathlib import Path

import click

from accessibility import easy_read, pictures
from app.commands.context import opened
from app.store import audit, translations
from surveys import definitions
from surveys.questionnaire import GROUPS, Language
from surveys.strict_yaml import DefinitionError


@click.group()
def questionnaires() -> None:
    """Work with the questionnaires, which are files."""


@questionnaires.command()
@click.argument("files", nargs=-1, metavar="[FILE...]", type=click.Path(path_type=Path))
@click.option(
    "--pictures",
    "folder",
    type=click.Path(path_type=Path),
    help="The folder of the set of pictures to look in, in place of the one that ships with Heard.",
)
def check(files: tuple[Path, ...], folder: Path | None) -> None:
    """Say what in each FILE does not keep the rules of easy read; without FILE, in each that ships with Heard.

    Exits with 1 where there is a concern or a file can't be read.
    """
    chosen = files or tuple(sorted(definitions.SHIPPED.glob("*.yaml")))
    try:
        shown = pictures.load(folder) if folder else pictures.default()
    except pictures.PictureSetError as error:
        raise click.ClickException(_in_one_line(error)) from None
    concerns, refused = 0, 0
    for file in chosen:
        try:
            questionnaire = definitions.load(file)
        except DefinitionError as error:
            click.echo(f"Error: {_in_one_line(error)}", err=True)
            refused += 1
            continue
        for concern in easy_read.concerns(questionnaire, shown):
            click.echo(f"{file.name}: {_in_one_line(concern)}")
            concerns += 1
    if concerns:
        click.echo(f"{concerns} {'concern' if concerns == 1 else 'concerns'} in {_files(len(chosen) - refused)}.")
    if concerns or refused:
        click.get_current_context().exit(1)
    click.echo(f"{_files(len(chosen))} checked. No concern.")


@questionnaires.command()
@click.argument("group", type=click.Choice(GROUPS))
@click.argument("language")
def checked(group: str, language: str) -> None:
    """Keep that a person who speaks LANGUAGE has read the newest questionnaire of GROUP in it, and it is right."""
    asked = definitions.newest(group)
    if language not in asked.languages:
        raise click.ClickException(f"The survey for {group} has no words in {language[:20]!r}.")
    with opened() as installation:
        database, now = installation.database, installation.clock()
        translations.check(database, asked, Language(language), now, None)
        audit.record(database, now, audit.COMMAND_LINE, "translation.checked", f"{group}.v{asked.version}/{language}")
    click.echo(f"{group} in {language} is checked, as its words are now.")


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"


def _in_one_line(told: object) -> str:
    return " ".join(str(told).split())
