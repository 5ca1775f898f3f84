"""`heard keys`: which private keys are here, and wrapping them anew."""

from __future__ import annotations

import click

from app.commands.context import opened
from app.store import audit
from app.store.keys import NoKeyError


@click.group()
def keys() -> None:
    """List the private keys of inspections, and wrap them anew."""


@keys.command(name="list")
def list_() -> None:
    """List the private keys on this machine: the inspection, what each opens, and whether it can be unwrapped."""
    with opened() as installation:
        found = list(installation.keys.every())
        if not found:
            click.echo("There is no private key on this machine: it can't open any answer.", err=True)
        for code, purpose in found:
            try:
                installation.keys.private(code, purpose)
            except NoKeyError:
                state = "can't be unwrapped here"
            else:
                state = "can be used"
            click.echo(f"{code}  {purpose.value}  {state}")


@keys.command()
def rotate() -> None:
    """Wrap every private key anew. No answer is read, and none has to be sealed again.

    A wrapping key that Heard made for itself gives way to a new one. With HEARD_KEY_WRAPPING_KEY, HEARD_KEY_FILE or
    HEARD_KEY_COMMAND, set the new one there first and give the old one as HEARD_KEY_FORMER.
    """
    with opened() as installation:
        number = installation.keys.rotate()
        audit.record(installation.database, installation.clock(), audit.COMMAND_LINE, "keys.rotated", str(number))
        click.echo(f"Wrapped {number} private keys anew. Copies of the old files open nothing any more.")
        click.echo("Make a new backup now: the keys in older ones can't be unwrapped with the new wrapping key.")
