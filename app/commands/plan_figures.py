"""`heard plan-figures`: what the department publishes of each area's education, health and care plans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.commands.context import opened
from app.store import audit
from app.store import plan_figures as store
from surveys.inspections import NoSuchAreaError, local_area
from surveys.plan_figures import PlanFigures, PlanFiguresError, merged, read

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.group(name="plan-figures")
def plan_figures() -> None:
    """Import the department's figures of plans, by which answers are weighted and who is missing is judged."""


@plan_figures.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--year", type=click.IntRange(2015, 2100), help="The January they count, where the file doesn't say.")
def import_(files: Sequence[Path], year: int | None) -> None:
    """Take in CSV files as the department publishes them, or with one row an area. All of them or none."""
    found: dict[str, PlanFigures] = {}
    for file in files:
        try:
            for one in read(file.read_bytes(), year=year):
                found[one.area] = merged(found[one.area], one) if one.area in found else one
        except PlanFiguresError as error:
            raise click.ClickException(f"{file.name}: {error} Nothing was taken in.") from None
        except OSError as error:
            raise click.ClickException(
                f"{file.name} can't be read: {(error.strerror or 'it failed').lower()}."
            ) from None
    with opened() as installation:
        number = store.keep(installation.database, found.values())
        audit.record(installation.database, installation.clock(), audit.COMMAND_LINE, "plan_figures.imported")
        items = sorted({item for one in found.values() for item in one.by})
        click.echo(f"Took in the plan figures of {number} areas, by {', '.join(items) or 'total alone'}.")


@plan_figures.command()
@click.argument("area", metavar="NAME_OR_CODE")
def show(area: str) -> None:
    """Show the figures that are kept of one area."""
    try:
        wanted = local_area(area)
    except NoSuchAreaError as error:
        raise click.ClickException(str(error)) from None
    with opened() as installation:
        figures = store.find(installation.database, wanted.gss_code)
    if figures is None:
        raise click.ClickException(
            f"No plan figures of {wanted.name} are here. heard plan-figures import takes them in."
        )
    when = f", January {figures.year}" if figures.year else ""
    click.echo(f"{wanted.name}: {figures.plans:,} plans{when}")
    for item, codes in figures.by.items():
        click.echo(f"  {item}: " + ", ".join(f"{code} {number:,}" for code, number in codes.items()))
