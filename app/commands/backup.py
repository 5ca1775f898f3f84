"""`heard backup` and `heard restore`: everything in one file, and put back."""

from __future__ import annotations

from pathlib import Path

import click

from app import clock
from app.commands.context import opened
from app.store import audit, shredding
from app.store import backup as backups
from app.store.backup import BackupError

_FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@click.command()
@_FILE
def backup(file: Path) -> None:
    """Write everything to FILE, while Heard is in use. The file alone opens no answer.

    It holds the database and the wrapped private keys. Keep what wraps them, and HEARD_SECRET_KEY, in another place.
    """
    with opened() as installation:
        now = installation.clock()
        audit.record(installation.database, now, audit.COMMAND_LINE, "backup.written")
        try:
            made = backups.write(installation.database, installation.keys, file, day=clock.day(now))
        except BackupError as error:
            raise click.ClickException(str(error)) from None
        click.echo(f"Wrote {made.rows} rows and {made.keys} wrapped keys to {file}.")
        if not made.keys:
            click.echo("There is no private key on this machine: make another backup where they are.", err=True)


@click.command()
@_FILE
def restore(file: Path) -> None:
    """Put the backup FILE back into an empty installation, on either kind of database.

    What wraps the private keys has to be as it was. What may not be kept any more is destroyed again at once.
    """
    with opened() as installation:
        try:
            held = backups.read(installation.database, installation.keys, file)
        except BackupError as error:
            raise click.ClickException(str(error)) from None
        now = installation.clock()
        audit.record(installation.database, now, audit.COMMAND_LINE, "backup.restored")
        for code in shredding.ended(installation.database, clock.day(now)):
            shredding.shred(installation.database, installation.keys, code)
            click.echo(f"{code}: its retention has ended since, so it was destroyed.")
        click.echo(f"Put back {held.rows} rows and {held.keys} wrapped keys of {held.day}.")
