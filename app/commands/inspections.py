"""`heard inspections`: opened, listed and closed."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

import click

from app import sweeping
from app.commands.context import opened
from app.commands.moments import Moment, in_london
from app.store import inspections as store
from app.store import submissions
from app.store.keys import KeyExistsError
from surveys.inspections import Inspection, NoSuchAreaError, local_area, week_from
from surveys.questionnaire import GROUPS
from surveys.strict_yaml import LONGEST_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_LONGEST_PART: Final = 60


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
def open_(area: str, notified: datetime, code: str | None, parts: Sequence[str]) -> None:
    """Open an inspection's surveys for the week from notification. The last line printed is its code."""
    with opened() as installation:
        database = installation.database
        try:
            found = local_area(area)
            inspection = Inspection(
                code=store.new_code(database, found) if code is None else code,
                area=found,
                window=week_from(notified),
                parts_of_area=parts_of_area(parts),
                partnership_token=store.new_token(),
            )
            store.add(database, installation.keys, inspection)
        except (NoSuchAreaError, store.BadCodeError, store.DuplicateCodeError, KeyExistsError) as error:
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
        sweeping.sweep(installation)
        click.echo(f"{closed.area.name}: closed since {in_london(closed.window.closes)} (London time).")


def parts_of_area(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return a code and the name of each part of the area. Raises click.BadParameter."""
    parts: dict[str, str] = {}
    for given in names:
        name = " ".join(given.split())
        if not name or len(name) > _LONGEST_PART or not name.isprintable():
            raise click.BadParameter(f"A part's name has 1 to {_LONGEST_PART} letters: {given[:_LONGEST_PART]!r}.")
        plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
        code = "_".join(re.findall("[a-z0-9]+", plain))[:LONGEST_NAME].strip("_") or f"part_{len(parts) + 1}"
        if code in parts or code == "rather_not_say":
            raise click.BadParameter(f"The part {name!r} can't be told from another choice: give it another name.")
        parts[code] = name
    return tuple(parts.items())
