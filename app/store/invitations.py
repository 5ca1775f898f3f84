"""Invitations: a link that opens once and not for long, with which somebody makes their account or a new password."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, delete, insert, select

from app.store import staff
from app.store.inspections import held_public_key
from app.store.people_tables import INVITATIONS
from app.store.staff import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import RowMapping

    from app.store.database import Database
    from app.store.staff import Account

LASTS: Final = timedelta(days=3)
_TOKEN_BYTES: Final = 24


class NoSuchInvitationError(LookupError):
    """The link is not known: it was used, has ended, was withdrawn, or never was."""


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """Whom an invitation is for, and what they may do."""

    email: str
    name: str
    role: Role
    inspections: tuple[str, ...]
    ends: datetime
    invited_by: int | None
    """The number of the account that invited; None where the command line did."""


def invite(database: Database, invitation: Invitation) -> str:
    """Keep an invitation, in place of an older one to the same address, and return the secret of its link.

    Raises NoSuchInspectionError.
    """
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    row = {
        "hash": _hash(token),
        "email": staff.same(invitation.email),
        "name": invitation.name,
        "role": invitation.role.value,
        "codes": json.dumps(invitation.inspections),
        "ends": _written(invitation.ends),
        "invited_by": invitation.invited_by,
    }
    with database.begin() as connection:
        for code in invitation.inspections:
            held_public_key(connection, code)
        connection.execute(_WITHDRAW, {"wanted": row["email"]})
        connection.execute(insert(INVITATIONS), row)
    return token


def find(database: Database, token: str, now: datetime) -> Invitation:
    """Return the invitation that a link's secret opens. Raises NoSuchInvitationError."""
    with database.look() as connection:
        row = connection.execute(_FIND, {"wanted": _hash(token)}).mappings().first()
    return _standing(row, now)


def accept(database: Database, token: str, now: datetime, password_hash: str) -> Account:
    """Use up an invitation: make the account, or give the one that stands a new password, and end its sessions.

    Of two who come at once with the same link, one gets in. Raises NoSuchInvitationError.
    """
    with database.begin() as connection:
        row = connection.execute(_FIND.with_for_update(), {"wanted": _hash(token)}).mappings().first()
        invitation = _standing(row, now)
        if connection.execute(_USE, {"wanted": _hash(token)}).rowcount != 1:
            raise NoSuchInvitationError("This link was used already.")
        if not staff.renewed(connection, invitation.email, password_hash):
            staff.make(
                connection,
                email=invitation.email,
                name=invitation.name,
                role=invitation.role,
                password_hash=password_hash,
            )
        staff.let_in(connection, invitation.email, invitation.inspections)
    account = staff.find(database, invitation.email)
    assert account is not None, "it was made or found in the transaction above"  # noqa: S101
    return account


def every(database: Database, now: datetime) -> tuple[Invitation, ...]:
    """Return the invitations that can still be accepted, by address."""
    with database.look() as connection:
        rows = connection.execute(_EVERY, {"now": _written(now)}).mappings().all()
    return tuple(_read(row) for row in rows)


def withdraw(database: Database, email: str) -> bool:
    """Take back the invitation to this address; False where there is none."""
    with database.begin() as connection:
        return connection.execute(_WITHDRAW, {"wanted": staff.same(email)}).rowcount > 0


def forget_old(database: Database, now: datetime) -> None:
    """Take away invitations that nobody accepted in time."""
    with database.begin() as connection:
        connection.execute(delete(INVITATIONS).where(INVITATIONS.c.ends <= _written(now)))


_FIND: Final = select(INVITATIONS).where(INVITATIONS.c.hash == bindparam("wanted"))
_USE: Final = delete(INVITATIONS).where(INVITATIONS.c.hash == bindparam("wanted"))
_WITHDRAW: Final = delete(INVITATIONS).where(INVITATIONS.c.email == bindparam("wanted"))
_EVERY: Final = select(INVITATIONS).where(INVITATIONS.c.ends > bindparam("now")).order_by(INVITATIONS.c.email)


def to(
    *, email: str, name: str, role: Role, inspections: Iterable[str], now: datetime, invited_by: int | None
) -> Invitation:
    """Return a new invitation that lasts from `now`."""
    return Invitation(
        email=email, name=name, role=role, inspections=tuple(inspections), ends=now + LASTS, invited_by=invited_by
    )


def _standing(row: RowMapping | None, now: datetime) -> Invitation:
    if row is None or datetime.fromisoformat(row["ends"]) <= now:
        raise NoSuchInvitationError("This link was used already, or has ended.")
    return _read(row)


def _read(row: RowMapping) -> Invitation:
    return Invitation(
        email=row["email"],
        name=row["name"],
        role=Role(row["role"]),
        inspections=tuple(json.loads(row["codes"])),
        ends=datetime.fromisoformat(row["ends"]),
        invited_by=row["invited_by"],
    )


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode(errors="surrogatepass")).digest()


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
