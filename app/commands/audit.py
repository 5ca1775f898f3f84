"""`heard audit`: the record of who did what, shown and checked."""

from __future__ import annotations

import re

import click

from app.commands.context import opened
from app.commands.moments import in_london
from app.store import audit as record

_MOST = 100_000


@click.group()
def audit() -> None:
    """Show and check the record of who looked at, exported, changed or decided what."""


@audit.command(name="list")
@click.option("--inspection", "code", metavar="CODE", help="Only what concerns this inspection.")
@click.option("--last", type=click.IntRange(1, _MOST), default=50, show_default=True, help="How many rows.")
def list_(code: str | None, last: int) -> None:
    """Print the newest rows, the oldest of them first: number, moment, who, what, and of what."""
    if code is not None and not re.fullmatch("[a-z0-9-]{1,40}", code):
        raise click.ClickException(f"{code[:40]!r} is not an inspection's code.")
    with opened() as installation:
        for row in reversed(record.latest(installation.database, most=last, about=code or "")):
            click.echo(f"{row.number}  {in_london(row.moment)}  {row.actor}  {row.action}  {row.object}".rstrip())


@audit.command()
@click.option("--expect", "noted", default="", metavar="NUMBER:HASH", help="A last row that was noted earlier.")
def verify(noted: str) -> None:
    """Find rows that were removed, altered or added. The last line is to be noted elsewhere, for --expect."""
    with opened() as installation:
        verdict = record.verify(installation.database, noted)
    for fault in verdict.faults:
        click.echo(fault)
    if verdict.faults:
        number = "1 fault" if len(verdict.faults) == 1 else f"{len(verdict.faults)} faults"
        raise click.ClickException(f"The record is not whole: {number} in {verdict.rows} rows.")
    click.echo(f"The record is whole: {verdict.rows} rows.")
    click.echo(verdict.head)
