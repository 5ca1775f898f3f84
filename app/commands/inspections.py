"""`heard inspections`: opened, listed and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app import sweeping
from app.arranging.arrange import KEPT_YEARS, NotReadyError, Wanted, arrange
from app.arranging.parts import NotAPartError, parts_of_area
from app.arranging.readiness import Format
from app.commands.context import opened
from app.commands.moments import Moment, in_london
from app.store import audit, submissions
from app.store import inspections as store
from app.store.keys import KeyExistsError
from surveys.inspections import NoSuchAreaError, local_area
from surveys.questionnaire import EASY_ENGLISH, ENGLISH, GROUPS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


@click.group()
def inspections() -> None:
    """Open, list and close inspections."""


@inspections.command(name="open")
@click.option("--area", required=True, metavar="NAME_OR_CODE", help="The local area, as in Kent or E10000016.")
@click.option(
    "--notified",
    required=True,
    type=Moment(),
    help="When the area is notified and the surveys open for a week, as in 2026-11-23T09:30; London's time.",
)
@click.option("--code", help="The code for posters and addresses. Made from the area's name unless given.")
@click.option("--part", "parts", multiple=True, metavar="NAME", help="A part of the area to choose from; repeat.")
@click.option(
    "--promise",
    "formats",
    multiple=True,
    type=click.Choice([one.value for one in Format]),
    default=(Format.WORD.value,),
    show_default=True,
    help="A format that must be ready, or nothing opens; repeat.",
)
@click.option(
    "--kept-years", type=click.Choice([str(one) for one in KEPT_YEARS]), help="Years for which answers are kept."
)
def open_(
    *,
    area: str,
    notified: datetime,
    code: str | None,
    parts: Sequence[str],
    formats: Sequence[str],
    kept_years: str | None,
) -> None:
    """Open an inspection's surveys for the week from notification. The last line printed is its code."""
    with opened() as installation:
        try:
            found = local_area(area)
            wanted = Wanted(
                area=found,
                notified=notified,
                languages=(ENGLISH, EASY_ENGLISH),
                formats=tuple(Format(one) for one in dict.fromkeys(formats)),
                parts=_parts(parts),
                kept_years=int(kept_years) if kept_years else None,
                code=code,
            )
            inspection = arrange(installation, wanted, None)
        except (
            NoSuchAreaError,
            NotReadyError,
            store.BadCodeError,
            store.DuplicateCodeError,
            KeyExistsError,
        ) as error:
            raise click.ClickException(str(error)) from None
        address = installation.settings.public_address
        click.echo(f"{found.official_name}: the surveys are open")
        click.echo(f"  from {in_london(inspection.window.opens)}")
        click.echo(f"  to   {in_london(inspection.window.closes)} (London time)")
        click.echo(f"Surveys: {address}/{inspection.code}")
        for group in GROUPS:
            click.echo(f"  {address}/{inspection.code}/{group}")
        click.echo(f"For the nominated officer alone: {address}/partnership/{inspection.partnership_token}")
        click.echo(inspection.code)


@inspections.command(name="list")
def list_() -> None:
    """List the inspections: code, area, week, phase and how many have answered."""
    with opened() as installation:
        now = installation.clock()
        known = store.every(installation.database)
        if not known:
            click.echo("There are no inspections yet: heard inspections open makes one.", err=True)
        for one in known:
            number = sum(count.number for count in submissions.counts(installation.database, one.code))
            click.echo(
                f"{one.code}  {one.area.name}  {in_london(one.window.opens)} to {in_london(one.window.closes)}  "
                f"{one.window.phase(now).value.replace('_', ' ')}  {number} answered"
            )


@inspections.command()
@click.argument("code")
def close(code: str) -> None:
    """Close the inspection CODE now. Drafts that are open can be sent for one hour more."""
    with opened() as installation:
        closed = store.close(installation.database, code, installation.clock())
        audit.record(installation.database, installation.clock(), audit.COMMAND_LINE, "inspection.closed", code)
        sweeping.sweep(installation)
        click.echo(f"{closed.area.name}: closed since {in_london(closed.window.closes)} (London time).")


def _parts(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    try:
        return parts_of_area(names)
    except NotAPartError as error:
        raise click.BadParameter(str(error)) from None
