"""`heard import` and `heard shred`: submissions from a file taken in, and an inspection's answers destroyed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click

from app import clock, security
from app.commands import json_lines
from app.commands.context import opened
from app.commands.json_lines import Refused
from app.safeguarding import raising
from app.store import inspections, shredding, submissions
from surveys.definitions import catalogue

if TYPE_CHECKING:
    from typing import BinaryIO

    from app.installation import Installation
    from app.store.matters import Raised
    from surveys.inspections import Inspection
    from surveys.submissions import Submission

_REASONS_SHOWN: Final = 20
_LONGEST_REASON: Final = 300


@click.command(name="import")
@click.argument("code")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option(
    "--all-or-nothing/--keep-good",
    default=True,
    help="Store nothing when a line is refused (so it is unless you say otherwise), or store the good lines.",
)
def import_(code: str, file: Path, *, all_or_nothing: bool) -> None:
    """Take submissions for the inspection CODE in from FILE, one JSON object a line; - reads standard input."""
    with opened() as installation:
        inspection = inspections.find(installation.database, code)
        good, refused = _read(installation, inspection, file)
        known = submissions.known(installation.database, code, good)
        refused += [
            Refused(line=good[id_][0], reason=f"a submission with the id {id_!r} is stored already") for id_ in known
        ]
        refused.sort(key=lambda one: one.line)
        for one in refused[:_REASONS_SHOWN]:
            click.echo(f"line {one.line}: {' '.join(one.reason.split())[:_LONGEST_REASON]}", err=True)
        if refused and all_or_nothing:
            raise click.ClickException(f"{_lines(len(refused))} refused, so nothing was stored.")
        now = installation.clock()
        chosen = [submission for id_, (_, submission) in good.items() if id_ not in known]
        try:
            stored = submissions.add_all(
                installation.database, code, chosen, raised=_raised(installation, inspection, chosen), now=now
            )
        except submissions.DuplicateSubmissionError as error:
            raise click.ClickException(str(error)) from None
        early = sum(submission.day < clock.day(inspection.window.opens) for submission in chosen)
        if early:
            click.echo(f"{early} of these have a day before the surveys opened: is that right?", err=True)
        click.echo(f"Stored {stored}." + (f" {_lines(len(refused))} refused." if refused else ""))


@click.command()
@click.argument("code")
@click.option("--yes", is_flag=True, help="Don't ask: destroy.")
def shred(code: str, *, yes: bool) -> None:
    """Destroy the key of the inspection CODE and every answer, draft and result of it, for ever."""
    with opened() as installation:
        inspection = inspections.find(installation.database, code)
        if not yes:
            number = sum(count.number for count in submissions.counts(installation.database, code))
            click.echo(f"This destroys {number} submissions from {inspection.area.name}. No one can bring them back.")
            typed = click.prompt("Type the code to go on", default="", show_default=False)
            if typed.strip() != code:
                raise click.ClickException("That is not the code, so nothing was destroyed.")
        destroyed = shredding.shred(installation.database, installation.keys, code)
        click.echo(f"Destroyed the key of {code} and {destroyed} submissions.")


def _raised(installation: Installation, inspection: Inspection, chosen: list[Submission]) -> list[Raised]:
    """Return what the texts of these submissions raise for the safeguarding leads."""
    secret = installation.settings.secret_key or security.secret_key(installation.settings.home)
    tailored = {key: inspection.tailor(questionnaire) for key, questionnaire in catalogue().items()}
    return [
        one
        for submission in chosen
        for one in raising.of_submission(submission, tailored[submission.questionnaire, submission.version], secret)
    ]


def _read(
    installation: Installation, inspection: Inspection, path: Path
) -> tuple[dict[str, tuple[int, Submission]], list[Refused]]:
    """Return the good submissions by id with their lines, and what is refused."""
    tailored = {key: inspection.tailor(questionnaire) for key, questionnaire in catalogue().items()}
    # Paper can come days after the week, and a trial may take in the whole week before it is over.
    latest = max(clock.day(installation.clock()), clock.day(inspection.window.closes))
    good: dict[str, tuple[int, Submission]] = {}
    refused: list[Refused] = []
    with click.open_file(str(path), "rb") as file:
        for one in json_lines.read(cast("BinaryIO", file), tailored, latest=latest):
            if isinstance(one, Refused):
                refused.append(one)
            else:
                good[one[1].id] = one
    return good, refused


def _lines(number: int) -> str:
    return "1 line was" if number == 1 else f"{number} lines were"
