"""Filled copies on the command line: read for a look, or taken in, one file or five hundred."""

from __future__ import annotations

import json
import sys
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from app.copies.taking_in import Outcome, questionnaires, take_in
from app.inspectors.words import reason
from app.store import inspections
from exports.reading import record
from exports.reading.package import LARGEST_RICH_TEXT
from exports.reading.worker import Worker
from exports.word import UnreadableError
from surveys.definitions import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from app.copies.reading import Question
    from app.copies.taking_in import Taken
    from app.installation import Installation
    from exports.word import FilledCopy, Reference
    from surveys.questionnaire import Questionnaire
    from surveys.submissions import Channel


def show(installation: Installation, files: Sequence[Path], *, as_json: bool) -> bool:
    """Show the answers and doubts of each file; say whether all could be read."""
    refused = 0
    with Worker() as worker:
        for file in _each(files):
            try:
                found = worker.read(_content(file), file.name, _known(installation))
            except (UnreadableError, OSError) as error:
                refused += 1
                _refuse(file, error, as_json=as_json)
            else:
                _show(file, found, as_json=as_json)
    return not refused


def store(installation: Installation, code: str, files: Sequence[Path], channel: Channel) -> bool:
    """Store each file, or keep it for a person, and say what became of it; say whether all are stored."""
    inspection = inspections.find(installation.database, code)
    became: Counter[Outcome] = Counter()
    every = list(_each(files))
    with Worker() as worker, _progress(every) as (shown, say):
        for file in shown:
            try:
                taken = take_in(
                    installation,
                    inspection,
                    file_name=file.name,
                    content=_content(file),
                    channel=channel,
                    worker=worker,
                )
            except OSError as error:
                became[Outcome.REFUSED] += 1
                say(f"{file}: refused: The file can't be opened: {error.strerror}.", True)
                continue
            became[taken.outcome] += 1
            say(_said(file, taken), taken.outcome is not Outcome.STORED)
    click.echo(f"Stored {became[Outcome.STORED]} of {len(every)}.")
    if became[Outcome.WAITS]:
        copies = _number(became[Outcome.WAITS], "copy", "copies")
        click.echo(f"{copies} waiting for a person, on the inspectors' pages.")
    if became[Outcome.REFUSED]:
        click.echo(f"{_number(became[Outcome.REFUSED], 'file', 'files')} refused.")
    return became[Outcome.STORED] == len(every)


def _said(file: Path, taken: Taken) -> str:
    match taken.outcome:
        case Outcome.STORED:
            return f"{file}: stored, receipt {taken.receipt}."
        case Outcome.REFUSED:
            return f"{file}: refused: {taken.words}"
        case Outcome.WAITS:
            lines = [f"{file}: not stored: a person must look at it first:", *map(_asked, taken.waits)]
            return "\n  ".join(lines)


def _asked(question: Question) -> str:
    where = f"{question.item}: " if question.item else ""
    words = reason(question.reason)
    return f"{where}{words[0].lower()}{words[1:].rstrip('.')}{f': {question.shown!r}' if question.shown else ''}"


@contextmanager
def _progress(files: Sequence[Path]) -> Iterator[tuple[Iterable[Path], Callable[[str, bool], None]]]:
    """Give the files one by one, with a bar where a person watches; what is said then follows the bar."""
    if not sys.stderr.isatty():
        yield files, lambda words, wrong: click.echo(words, err=wrong)
        return
    later: list[tuple[str, bool]] = []
    with click.progressbar(files, label="Reading", show_pos=True, file=sys.stderr) as bar:
        yield bar, lambda words, wrong: later.append((words, wrong))
    for words, wrong in later:
        click.echo(words, err=wrong)


def _each(files: Sequence[Path]) -> Iterator[Path]:
    """Yield each file; a folder stands for the files in it."""
    for file in files:
        if file.is_dir():
            yield from (each for each in sorted(file.iterdir()) if each.is_file() and not each.name.startswith("."))
        else:
            yield file


def _known(installation: Installation) -> Callable[[Reference], Questionnaire | None]:
    """Return what finds a form's questionnaire, with the area's own options where the inspection is known here."""

    def known(reference: Reference) -> Questionnaire | None:
        try:
            here = questionnaires(inspections.find(installation.database, reference.code))
        except inspections.NoSuchInspectionError:
            here = catalogue()
        return here.get((reference.group, reference.version))

    return known


def _content(file: Path) -> bytes:
    with file.open("rb") as opened_file:
        return opened_file.read(LARGEST_RICH_TEXT + 1)


def _refuse(file: Path, error: UnreadableError | OSError, *, as_json: bool) -> None:
    if isinstance(error, UnreadableError):
        kind, words = error.kind.value, str(error)
    else:
        kind, words = "no_file", f"The file can't be opened: {error.strerror}."
    if as_json:
        click.echo(json.dumps({"file": str(file), "refused": kind, "message": words}, ensure_ascii=False))
    else:
        click.echo(f"{file}: refused: {words}", err=True)


def _show(file: Path, found: FilledCopy, *, as_json: bool) -> None:
    if as_json:
        shape: dict[str, Any] = {"file": str(file), **record.record(found)}
        click.echo(json.dumps(shape, ensure_ascii=False))
        return
    answers, doubts = _number(len(found.raw), "answer", "answers"), _number(len(found.doubts), "doubt", "doubts")
    click.echo(f"{file}: {found.reference}: {answers}, {doubts}")
    for item, given in found.raw.items():
        click.echo(f"  {item}: {'; '.join(given)}")
    for doubt in found.doubts:
        click.echo(f"  doubt: {doubt}")


def _number(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
