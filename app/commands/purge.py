"""`heard purge`: what has been kept for as long as it may be is destroyed."""

from __future__ import annotations

import click

from app import clock
from app.commands.context import opened
from app.store import audit, shredding
from app.sweeping import sweep


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would be destroyed, and destroy nothing.")
def purge(*, dry_run: bool) -> None:
    """Destroy keys and answers of every inspection whose retention has ended; for a timer that runs each night.

    Where Heard made the wrapping key itself, that is rotated too, so that not even a backup of the keys opens them.
    """
    with opened() as installation:
        now = installation.clock()
        codes = shredding.ended(installation.database, clock.day(now))
        if not dry_run:
            sweep(installation)
        for code in codes:
            if dry_run:
                click.echo(f"{code}: its retention has ended.")
                continue
            number = shredding.shred(installation.database, installation.keys, code)
            audit.record(installation.database, now, audit.SCHEDULE, "inspection.purged", code)
            click.echo(f"{code}: destroyed its keys and {number} submissions.")
        if not codes:
            click.echo("No inspection's retention has ended.")
        elif not dry_run and installation.keys.makes_its_own:
            installation.keys.rotate()
            click.echo("The wrapping key was rotated: backups from before open none of these. Make a new backup now.")
        elif not dry_run:
            click.echo(
                "A backup from before holds these keys, wrapped. Change what wraps them, and run heard keys rotate: "
                "then it opens none of them."
            )
