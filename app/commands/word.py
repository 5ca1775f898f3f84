"""`heard word`: Word copies written, read and taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from app import papers
from app.commands import files
from app.commands.context import opened
from app.store import inspections
from exports import word as copies
from exports.reading.package import LARGEST_FILE
from surveys.answers import clean
from surveys.definitions import newest
from surveys.questionnaire import GROUPS, Language
from surveys.submissions import Channel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.installation import Installation
    from exports.writing.copy import Copy

_FILES: Final = click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))


@click.group()
def word() -> None:
    """Write Word copies of a questionnaire, and read the ones that come back."""


@word.command()
@click.argument("code")
@click.argument("questionnaire", type=click.Choice(GROUPS))
@click.option("--language", required=True, metavar="L", help="A language of the questionnaire, as in en or en-simple.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write, .docx, .odt (for those without Word) or .pdf (needs LibreOffice).",
)
@click.option(
    "--size",
    type=click.Choice([str(points) for points in copies.SIZES]),
    default=str(copies.SIZES[0]),
    help="Points of the type: 18, 24 and 36 are large print.  [default: 14]",
)
@click.option("--no-pictures", is_flag=True, help="Simple text: without the pictures.")
@click.option("--pen", is_flag=True, help="A plain copy to print: boxes large enough for a pen, no pictures.")
@click.option(
    "--return-to",
    "--send-to",
    default="",
    metavar="WORDS",
    help="Where the filled copy goes: an e-mail address, a postal address with commas, or both with a semicolon "
    "between. HEARD_RETURN unless given.",
)
def write(code: str, questionnaire: str, language: str, out: Path, return_to: str, **looks: str | bool) -> None:
    """Write the Word copy of a QUESTIONNAIRE for the inspection CODE."""
    shape = copies.Shape(
        points=int(looks["size"]), pictures=not (looks["no_pictures"] or looks["pen"]), pen=bool(looks["pen"])
    )
    with opened() as installation:
        inspection = inspections.find(installation.database, code)
        asked = inspection.tailor(newest(questionnaire))
        if language not in asked.languages:
            known = ", ".join(asked.languages)
            raise click.ClickException(f"The questionnaire has no words in {language!r}. It has {known}.")
        send_to = " ".join(clean(return_to).split()) or installation.settings.return_to
        copy = papers.copy_of(installation, inspection, asked, Language(language), shape, send_to=send_to)
        content = _written(copy, installation, out)
        files.put(out, content, mode=files.PUBLIC)
        click.echo(f"{out}: the copy for {questionnaire} in {language}, {len(content) // 1000} kB.")
        if not send_to:
            click.echo("It says to give it back to whoever gave it out: no return address is set (HEARD_RETURN).")


def _written(copy: Copy, installation: Installation, out: Path) -> bytes:
    ending = out.suffix.lower()
    if ending == ".pdf":
        from exports.pdf import form, office

        try:
            return papers.as_pdf(copy, installation.pictures)
        except (office.NoOfficeError, form.MovedError) as error:
            raise click.ClickException(str(error)) from None
    if ending.removeprefix(".") not in set(copies.FileKind):
        raise click.ClickException(f"A copy can't be written as {out.name!r}: end it in .docx, .odt or .pdf.")
    return copy.written(installation.pictures, copies.FileKind(ending.removeprefix(".")))


@word.command()
@_FILES
def check(files: Sequence[Path]) -> None:
    """Hold .docx FILEs to the rules for Word copies and to what Word's accessibility checker looks for."""
    from exports.checking import check as word_check

    faulty = 0
    for file in files:
        try:
            found = word_check.faults(_content(file))
        except (copies.UnreadableError, OSError) as error:
            faulty += 1
            _say_refused(file, error)
            continue
        faulty += bool(found)
        for fault in found:
            click.echo(f"{file}: {fault}")
        if not found:
            click.echo(f"{file}: nothing found.")
    if faulty:
        raise click.exceptions.Exit(1)


@word.command()
@_FILES
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line for each file.")
def read(files: Sequence[Path], *, as_json: bool) -> None:
    """Show the answers and doubts of filled copies, .docx, .odt, .rtf or .pdf. Nothing is stored."""
    from app.commands import copies_back

    with opened() as installation:
        if not copies_back.show(installation, files, as_json=as_json):
            raise click.exceptions.Exit(1)


@word.command(name="take-in")
@click.argument("code")
@_FILES
@click.option(
    "--via",
    type=click.Choice([channel.value for channel in Channel]),
    default=Channel.OTHER.value,
    help="How the copies reached people.",
)
def take_in(code: str, files: Sequence[Path], via: str) -> None:
    """Store filled copies for the inspection CODE; a file that can't be stored does not stop the others.

    A copy with something in doubt waits for a person, on the inspectors' pages. A folder stands for the files in it.
    """
    from app.commands import copies_back

    with opened() as installation:
        if not copies_back.store(installation, code, files, Channel(via)):
            raise click.exceptions.Exit(1)


def _content(file: Path) -> bytes:
    with file.open("rb") as opened_file:
        return opened_file.read(LARGEST_FILE + 1)


def _say_refused(file: Path, error: copies.UnreadableError | OSError) -> None:
    words = str(error) if isinstance(error, copies.UnreadableError) else f"The file can't be opened: {error.strerror}."
    click.echo(f"{file}: refused: {words}", err=True)
