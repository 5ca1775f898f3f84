"""`heard audio`: makes the recordings, and lists what people could record."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from accessibility import audio as recordings
from accessibility.speech.voice import Line, Voice, VoiceError
from app.commands.context import opened
from app.store import inspections
from surveys import definitions
from surveys.questionnaire import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accessibility.speech.building import Built
    from app.installation import Installation
    from surveys.questionnaire import Questionnaire

VOICES: Final = ("recorded", "gtts", "piper", "espeak")
_DEFAULT: Final = "espeak"
_STEPS: Final = 10


@click.group()
def audio() -> None:
    """Make and list the recordings of every question, hint and answer, and of the pages around them."""


@audio.command()
@click.option(
    "--voice",
    "name",
    type=click.Choice(VOICES),
    help="Who speaks. People's own recordings always come first; `recorded` takes in nothing else. "
    "Naming a voice makes anew what another computer's voice made. "
    "gtts sends the words of the questions to Google.  [default: espeak, for what is missing]",
)
@click.option(
    "--voice-file", type=click.Path(path_type=Path), help="For piper: its voice file, as in en_GB-alba-medium.onnx."
)
@click.option(
    "--questionnaire",
    "groups",
    multiple=True,
    type=click.Choice(GROUPS),
    help="Only this one, and none of the pages around it; may be repeated.",
)
def build(name: str | None, voice_file: Path | None, groups: tuple[str, ...]) -> None:
    """Make the recordings that are missing, and print what was made."""
    from accessibility.speech.building import build as build_folder

    with opened() as installation:
        folder = installation.settings.audio
        questionnaires = _questionnaires(installation, groups or GROUPS)
        try:
            voice = _voice(name or _DEFAULT, voice_file, folder)
            pages = () if groups else _pages(installation)
            built = build_folder(
                folder, questionnaires, voice, pages=pages, remake=name is not None, progress=_progress
            )
        except VoiceError as error:
            raise click.ClickException(" ".join(str(error).split())) from None
    _report(built, folder)


@audio.command(name="list")
@click.option("--questionnaire", "groups", multiple=True, type=click.Choice(GROUPS), help="Only this one.")
@click.option("--missing", "only_missing", is_flag=True, help="Only the words that nobody has recorded yet.")
@click.option("--script", is_flag=True, help="Only the words, to be read in front of a microphone, with their names.")
def list_(groups: tuple[str, ...], *, only_missing: bool, script: bool) -> None:
    """List the words of each recording and the name it goes by, as CSV (or as a script with --script)."""
    with opened() as installation:
        questionnaires = _questionnaires(installation, groups or GROUPS)
        ready = recordings.Recordings(installation.settings.audio)
        pages = () if groups else _pages(installation)
    listed: set[str] = set()
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    if not script:
        table.writerow(("name", "language", "questionnaire", "item", "part", "voice", "words"))
    asked = (
        (Line(words=segment.words, language=language), (f"{one.group}.v{one.version}", item.name, segment.part))
        for one, item, language, segment in recordings.scripts(questionnaires)
    )
    for line, place in (*asked, *((line, ("", "", "page")) for line in pages)):
        name = recordings.file_name(line.words, line.language)
        found = ready.find(line.words, line.language)
        if name in listed or (only_missing and found is not None):
            continue
        listed.add(name)
        if script:
            out.write(f"{name.removesuffix('.mp3')}  [{line.language}]\n{line.words}\n\n")
        else:
            table.writerow((name, line.language, *place, found.voice if found else "", line.words))
    click.echo(out.getvalue(), nl=False)


def _voice(name: str, voice_file: Path | None, folder: Path) -> Voice:
    from accessibility.speech.espeak import Espeak
    from accessibility.speech.gtts import Gtts
    from accessibility.speech.piper import Piper
    from accessibility.speech.recorded import Recorded

    if voice_file is not None and name != "piper":
        raise VoiceError("--voice-file goes with --voice piper")
    if name == "piper":
        if voice_file is None:
            raise VoiceError("Piper needs a voice file: add --voice-file FILE.onnx")
        return Piper(voice_file)
    others: dict[str, Voice] = {"recorded": Recorded(folder), "gtts": Gtts(), "espeak": Espeak()}
    return others[name]


def _questionnaires(installation: Installation, groups: Iterable[str]) -> tuple[Questionnaire, ...]:
    """Return the shipped questionnaires of `groups`, and as each inspection that has parts of its area asks them."""
    shipped = [one for one in definitions.catalogue().values() if one.group in groups]
    with_parts = [one for one in inspections.every(installation.database) if one.parts_of_area]
    tailored = [inspection.tailor(questionnaire) for inspection in with_parts for questionnaire in shipped]
    return (*shipped, *tailored)


def _pages(installation: Installation) -> tuple[Line, ...]:
    """Return what our own pages say, with what they say of each inspection."""
    from app import create_app
    from app.respond.spoken import spoken

    passages = spoken(create_app(installation), inspections.every(installation.database))
    return tuple(Line(words=words, language=language) for language, words in passages)


def _progress(made: int, number: int) -> None:
    step = max(number // _STEPS, 1)
    if made % step == 0 or made == number:
        click.echo(f"{made} of {number} recordings", err=True)


def _report(built: Built, folder: Path) -> None:
    click.echo(f"Made {built.made} recordings and {built.whole_items} of whole questions, kept {built.kept}: {folder}")
    if built.recorded:
        click.echo(f"A person reads {built.recorded} of them.")
    if built.missing:
        click.echo(f"{built.missing} are missing, in {', '.join(built.without_voice)}: see heard audio list --missing.")
    if built.too_large:
        click.echo(f"Warning: larger than 40 kB, since they are so long: {', '.join(built.too_large)}.", err=True)
    for name in built.not_used:
        click.echo(f"recorded/{name} is not used: no question has the words of that name.")
