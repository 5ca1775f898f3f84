"""`heard staff`: accounts for the people who read what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.accounts.inviting import is_email
from app.commands.context import opened
from app.store import audit, inspections, invitations, second_factors
from app.store import staff as accounts
from app.store.staff import DuplicateAccountError, NoSuchAccountError, Role
from surveys.answers import clean

if TYPE_CHECKING:
    from app.installation import Installation

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
        made = accounts.find(installation.database, email)
        if made is not None:
            _recorded(installation, "account.made", made.id)
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
            for code in codes:
                audit.record(installation.database, installation.clock(), audit.COMMAND_LINE, "member.added", code)
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
        changed = accounts.find(installation.database, email)
        if changed is not None:
            _recorded(installation, "password.changed", changed.id)
    click.echo(f"{email} has a new password.")


@staff.command()
@click.argument("email")
@click.option("--name", help="The person's name, where there is no account yet.")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), default=Role.INSPECTOR.value, show_default=True
)
@click.option("--inspection", "codes", multiple=True, metavar="CODE", help="An inspection they belong to; repeat.")
def link(*, email: str, name: str | None, role: str, codes: tuple[str, ...]) -> None:
    """Print a link with which EMAIL makes an account, or a new password. It works once, for three days."""
    _see_that_email(email)
    with opened() as installation:
        database, now = installation.database, installation.clock()
        account = accounts.find(database, email)
        if account is None and not name:
            raise click.ClickException(f"There is no account for {email}: give the person's --name to invite them.")
        invitation = invitations.to(
            email=email,
            name=account.name if account else " ".join(clean(name or "").split())[:_LONGEST_NAME],
            role=account.role if account else Role(role),
            inspections=codes,
            now=now,
            invited_by=None,
        )
        token = invitations.invite(database, invitation)
        audit.record(database, now, audit.COMMAND_LINE, "invited")
        click.echo(f"{installation.settings.public_address}/inspectors/invitation/{token}")


@staff.command(name="new-phone")
@click.argument("email")
def new_phone(*, email: str) -> None:
    """Let EMAIL set up another phone for the second factor, and end every session of theirs."""
    account = _known(email)
    with opened() as installation:
        second_factors.remove(installation.database, account)
        accounts.end_sessions(installation.database, email)
        _recorded(installation, "second_factor.removed", account)
    click.echo(f"{email} sets up a phone at the next sign-in.")


@staff.command(name="sign-out")
@click.argument("email")
def sign_out(*, email: str) -> None:
    """Sign EMAIL out everywhere."""
    account = _known(email)
    with opened() as installation:
        accounts.end_sessions(installation.database, email)
        _recorded(installation, "sessions.ended", account)
    click.echo(f"{email} is signed out everywhere.")


@staff.command()
@click.argument("email")
def stop(*, email: str) -> None:
    """Let EMAIL sign in no longer; `heard staff start` undoes it."""
    _set_active(email, active=False)


@staff.command()
@click.argument("email")
def start(*, email: str) -> None:
    """Let EMAIL sign in again."""
    _set_active(email, active=True)


def _set_active(email: str, *, active: bool) -> None:
    account = _known(email)
    with opened() as installation:
        accounts.set_active(installation.database, email, active=active)
        _recorded(installation, "account.started" if active else "account.stopped", account)
    click.echo(f"{email} can{'' if active else 'not'} sign in{'' if active else ' any more'}.")


def _known(email: str) -> int:
    """Return the number of the account of EMAIL."""
    _see_that_email(email)
    with opened() as installation:
        account = accounts.find(installation.database, email)
    if account is None:
        raise click.ClickException(f"There is no account for {email}.")
    return account.id


def _recorded(installation: Installation, action: str, account_id: int) -> None:
    audit.record(installation.database, installation.clock(), audit.COMMAND_LINE, action, audit.staff(account_id))


def _see_that_email(email: str) -> None:
    if not is_email(email):
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
