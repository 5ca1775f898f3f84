"""`heard analyse`: the lines of enquiry and the tables of one inspection."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from app import laid_beside, released
from app.commands import files
from app.commands.context import opened
from app.store import inspections, submissions
from surveys.definitions import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.beside import Beside
    from analysis.disclosure import Release
    from analysis.lines import Summary
    from analysis.snapshot import Snapshot
    from surveys.inspections import Inspection

KINDS: Final = (".docx", ".json", ".csv", ".xlsx", ".sav")


@click.command()
@click.argument("code")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; its ending says which kind: .docx or .json for the lines of enquiry, "
    ".csv, .xlsx or .sav for the tables. Without it the lines are listed.",
)
@click.option("--explain", type=click.IntRange(min=1), metavar="RANK", help="Show how this line came about, whole.")
def analyse(code: str, out: Path | None, explain: int | None) -> None:
    """Work out the lines of enquiry of the inspection CODE."""
    if out is not None and explain is not None:
        message = "Give --out or --explain, not both."
        raise click.ClickException(message)
    if out is not None and out.suffix.lower() not in KINDS:
        message = f"{out.name} has no ending that is known here. Use one of {', '.join(KINDS)}."
        raise click.ClickException(message)
    with opened() as installation:
        from analysis import snapshot

        inspection = inspections.find(installation.database, code)
        questionnaires = {key: inspection.tailor(one) for key, one in catalogue().items()}
        taken = snapshot.take(questionnaires, submissions.opened(installation.database, installation.keys, code))
        beside = laid_beside.beside(installation, inspection)
        laid_beside.keep_counts(installation, inspection, taken)
        if explain is not None:
            _explain(taken, beside, explain)
            return
        if out is None:
            _list(taken, beside)
            return

        def out_of(taken: Snapshot) -> Release:
            made = released.release(installation, inspection, taken)
            if made.refused:
                click.echo(released.REFUSED, err=True)
            return made

        files.put(out, _content(out.suffix.lower(), taken, inspection, beside, out_of))
        total = sum(len(table) for table in taken.tables.values())
        click.echo(f"Wrote {out} from {total:,} submissions.")


def _summary(taken: Snapshot, beside: Beside) -> Summary:
    from analysis import enquiry

    return enquiry.propose(taken, beside=beside)


def _explain(taken: Snapshot, beside: Beside, rank: int) -> None:
    from analysis.explain import NoSuchLineError, explain

    try:
        click.echo(explain(_summary(taken, beside), taken, rank), nl=False)
    except NoSuchLineError as error:
        raise click.ClickException(str(error)) from None


def _list(taken: Snapshot, beside: Beside) -> None:
    summary = _summary(taken, beside)
    for line in summary.lines:
        changes = "; changes when weighted or filled in" if line.sensitivity and line.sensitivity.changes else ""
        click.echo(f"{line.rank:>2}. {line.title} ({line.kind.value}, {line.criterion}{changes})")
    for caution in summary.cautions:
        click.echo(f"  * {caution.text}")


def _content(
    kind: str, taken: Snapshot, inspection: Inspection, beside: Beside, out_of: Callable[[Snapshot], Release]
) -> bytes:
    match kind:
        case ".docx":
            from exports import briefing

            return briefing.write(_summary(taken, beside), inspection)
        case ".json":
            from analysis import enquiry

            shape = enquiry.to_json(_summary(taken, beside), inspection)
            return (json.dumps(shape, ensure_ascii=False, indent=1) + "\n").encode()
        case _:
            from exports import tables

            write = {".csv": tables.write_csv, ".xlsx": tables.write_xlsx, ".sav": tables.write_sav}[kind]
            return write(out_of(taken), taken)
