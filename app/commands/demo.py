"""`heard demo`: the demonstration, and the addresses to look at it."""

from __future__ import annotations

import click

from app.commands.context import opened
from app.store.inspections import ShreddedError


@click.command()
@click.option("--unless-in-use", is_flag=True, help="Where real inspections are kept, do nothing instead of failing.")
def demo(*, unless_in_use: bool) -> None:
    """Put an invented area with about 3,000 answers in, and print where to look."""
    from app.demonstration import installing

    with opened() as installation:
        try:
            shown = installing.install(installation)
        except installing.InUseError as error:
            if unless_in_use:
                click.echo("This installation holds inspections of its own: no demonstration was put in.")
                return
            raise click.ClickException(str(error)) from None
        except ShreddedError as error:
            message = f"{error} To see the demonstration again, give a new folder, as in HEARD_HOME=trial heard demo."
            if unless_in_use:
                click.echo(message)
                return
            raise click.ClickException(message) from None
    address = installation.settings.public_address
    for line in (
        "The demonstration is ready. Everyone in it is invented.",
        f"  Young person       {address}/{installing.OPEN}/young-people",
        f"  Parent or carer    {address}/{installing.OPEN}/parents-and-carers",
        f"  Practitioner       {address}/{installing.OPEN}/practitioners",
        f"  Nominated officer  {address}/partnership/{shown.partnership_token}",
        f"  Inspector          {address}/inspectors/{installing.CLOSED}/lines",
        f"  Safeguarding lead  {address}/inspectors/{installing.CLOSED}/safeguarding",
        f"Sign in as {shown.email} with the password {shown.password} (known to this machine only);",
        f"the safeguarding lead signs in as {installing.LEAD} with the same password.",
    ):
        click.echo(line)
