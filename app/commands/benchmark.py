"""`heard benchmark`: the counts of areas asked so far, moved between installations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from app import laid_beside
from app.commands import files
from app.commands.context import opened
from app.store import audit, cubes, inspections, submissions
from app.store.keys import NoKeyError
from surveys.definitions import catalogue
from surveys.inspections import EXAMPLE_AREA, Phase, area_with_code

if TYPE_CHECKING:
    from app.installation import Installation
    from surveys.inspections import Inspection

_LARGEST: Final = 256 * 1024 * 1024


@click.group()
def benchmark() -> None:
    """Move the counts of areas asked so far: from them come the expected ranges."""


@benchmark.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path) -> None:
    """Write the counts of every area asked so far to FILE: none under 10, all to the nearest 5."""
    with opened() as installation:
        passed_over = _count_closed(installation)
        known = cubes.every(installation.database)
        if not known:
            message = "No area has been asked and closed yet, so there is nothing to export."
            raise click.ClickException(message)
        files.put(file, "".join(f"{text}\n" for text in known.values()).encode())
        audit.record(installation.database, installation.clock(), audit.COMMAND_LINE, "benchmark.exported")
        click.echo(f"Wrote the counts of {len(known)} inspections to {file}.")
        for code, why in passed_over:
            click.echo(f"  {code} is not among them: {why}", err=True)


@benchmark.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path) -> None:
    """Take in the counts that another installation exported. All of them or none."""
    from analysis.cubes import CubeError, from_text, to_text

    found: dict[tuple[str, str], str] = {}
    try:
        if file.stat().st_size > _LARGEST:
            message = f"{file.name} is too large to hold counts. Is it the right file?"
            raise click.ClickException(message)
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.ClickException(f"{file.name} holds no text. Nothing was taken in.") from None
    except OSError as error:
        raise click.ClickException(f"{file.name} can't be read: {(error.strerror or 'it failed').lower()}.") from None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            cube = from_text(line)
            area_with_code(cube.area)
        except CubeError as error:
            raise click.ClickException(f"{file.name}, line {number}: {error}. Nothing was taken in.") from None
        except KeyError:
            raise click.ClickException(
                f"{file.name}, line {number}: there is no area {cube.area}. Nothing was taken in."
            ) from None
        if cube.area != EXAMPLE_AREA.gss_code:
            found[cube.area, cube.opened] = to_text(cube)
    if not found:
        raise click.ClickException(f"{file.name} holds no counts of any area.")
    with opened() as installation:
        cubes.keep(installation.database, found)
        audit.record(installation.database, installation.clock(), audit.COMMAND_LINE, "benchmark.imported")
        click.echo(f"Took in the counts of {len(found)} inspections.")


@benchmark.command(name="list")
def list_() -> None:
    """List the areas whose counts are kept."""
    from analysis.cubes import from_text

    with opened() as installation:
        known = cubes.every(installation.database)
        if not known:
            click.echo("No benchmark yet: no area has been asked, closed and analysed.", err=True)
        for (area, day), text in known.items():
            counted = ", ".join(f"{group} {counts.people:,}" for group, counts in from_text(text).groups.items())
            click.echo(f"{area}  {area_with_code(area).name}  {day}  {counted}")


@benchmark.command()
@click.argument("area", metavar="GSS_CODE")
@click.argument("day", metavar="DAY")
def forget(area: str, day: str) -> None:
    """Delete the counts of one inspection, by its area's GSS code and the day its survey opened."""
    with opened() as installation:
        if not cubes.forget(installation.database, area, day):
            raise click.ClickException(
                f"No counts of {area[:20]} of {day[:20]} are kept. heard benchmark list shows them."
            )
        audit.record(
            installation.database, installation.clock(), audit.COMMAND_LINE, "benchmark.forgotten", f"{area}/{day}"
        )
        click.echo("Deleted.")


def _count_closed(installation: Installation) -> list[tuple[str, str]]:
    """Count what closed inspections hold, and return those that could not be, with the reason."""
    from analysis.snapshot import take

    passed_over: list[tuple[str, str]] = []
    for inspection in inspections.every(installation.database):
        why = _passed_over(installation, inspection)
        if why is None:
            try:
                answers = submissions.opened(installation.database, installation.keys, inspection.code)
            except (NoKeyError, inspections.NoSuchInspectionError):
                why = "its key is not on this machine, or was destroyed."
            else:
                asked = {key: inspection.tailor(one) for key, one in catalogue().items()}
                if not laid_beside.keep_counts(installation, inspection, take(asked, answers)):
                    why = "fewer than 10 people of any group answered."
        if why is not None:
            passed_over.append((inspection.code, why))
    return passed_over


def _passed_over(installation: Installation, inspection: Inspection) -> str | None:
    if inspection.area == EXAMPLE_AREA:
        return "its area is invented."
    if inspection.window.phase(installation.clock()) is not Phase.CLOSED:
        return "it still takes answers."
    return None
