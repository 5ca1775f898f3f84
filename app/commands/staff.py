"""`heard staff`: accounts for the people who read what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.commands.context import opened
from app.store import inspections
from app.store import staff as accounts
from app.store.staff import DuplicateAccountError, NoSuchAccountError, Role
from surveys.answers import clean

if TYPE_CHECKING:
    from app.installation import Installation

_LONGEST_EMAIL = 254
_LONGEST_NAME = 200
_PASSWORD = click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input, not the keyboard."
)


@click.group()
def staff() -> None:
    """Accounts for inspectors and administrators."""


@staff.command()
@click.argument("email")
@click.option("--name", required=True, help="The person's name, as colleagues know it.")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), default=Role.INSPECTOR.value, show_default=True
)
@click.option(
    "--inspection", "codes", multiple=True, metavar="CODE", help="An inspection they belong to; may be repeated."
)
@_PASSWORD
def add(*, email: str, name: str, role: str, codes: tuple[str, ...], password_stdin: bool) -> None:
    """Make an account for EMAIL."""
    _see_that_email(email)
    name = " ".join(clean(name).split())
    if not name or len(name) > _LONGEST_NAME:
        raise click.ClickException(f"A name has 1 to {_LONGEST_NAME} characters.")
    with opened() as installation:
        if accounts.find(installation.database, email) is not None:
            raise click.ClickException(f"There is an account for {email} already.")
        for code in codes:
            inspections.find(installation.database, code)  # a wrong code is told before a password is asked for
        password_hash = _hashed(installation, email, password_stdin=password_stdin)
        try:
            accounts.add(
                installation.database,
                email=email,
                name=name,
                role=Role(role),
                password_hash=password_hash,
                codes=codes,
            )
        except DuplicateAccountError as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"{name} can sign in as {email} at {installation.settings.public_address}/inspectors/.")


@staff.command()
@click.argument("email")
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
def join(*, email: str, codes: tuple[str, ...]) -> None:
    """Let EMAIL into the inspections CODE."""
    _see_that_email(email)
    with opened() as installation:
        try:
            accounts.join(installation.database, email, codes)
        except NoSuchAccountError as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"{email} belongs to {', '.join(codes)}.")


@staff.command()
@click.argument("email")
@_PASSWORD
def password(*, email: str, password_stdin: bool) -> None:
    """Give EMAIL a new password, and end every session of theirs."""
    _see_that_email(email)
    with opened() as installation:
        if accounts.find(installation.database, email) is None:
            raise click.ClickException(f"There is no account for {email}.")
        accounts.set_password(installation.database, email, _hashed(installation, email, password_stdin=password_stdin))
    click.echo(f"{email} has a new password.")


def _see_that_email(email: str) -> None:
    name, at, host = email.partition("@")
    well_formed = at and name and "." in host.strip(".") and "@" not in host and not any(map(str.isspace, email))
    if not well_formed or not email.isprintable() or len(email) > _LONGEST_EMAIL:
        raise click.ClickException(f"{email[:60]!r} is no email address: it must be like name@example.org.")


def _hashed(installation: Installation, email: str, *, password_stdin: bool) -> str:
    from app import create_app
    from app.accounts import passwords

    if password_stdin:
        typed = click.get_text_stream("stdin").readline(passwords.LONGEST + 2).rstrip("\r\n")
    else:
        typed = click.prompt("Password", hide_input=True, confirmation_prompt="The same again")
    try:
        with create_app(installation).app_context():
            return passwords.hashed(typed, email)
    except passwords.WeakPasswordError as error:
        raise click.ClickException(str(error)) from None
