"""Accounts of the people who read what comes back, and the inspections that each of them belongs to."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.store.inspections import held_public_key
from app.store.people_tables import SESSIONS
from app.store.tables import MEMBERSHIPS, STAFF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection

    from app.store.database import Database


class Role(StrEnum):
    """What a person may do. An administrator sees every inspection, the others those that they belong to."""

    ADMINISTRATOR = "administrator"
    LEAD_INSPECTOR = "lead_inspector"
    INSPECTOR = "inspector"
    SAFEGUARDING_LEAD = "safeguarding_lead"


@dataclass(frozen=True, kw_only=True)
class Account:
    """One person's account. There is no password in it, only the hash that argon2id made of one."""

    id: int
    email: str
    name: str
    role: Role
    password_hash: str
    session_token: str
    """What a session names its person by; when it changes, every session of theirs has ended."""
    active: bool
    inspections: frozenset[str]

    def may_see(self, code: str) -> bool:
        """Whether this person may see the inspection `code`."""
        return self.role is Role.ADMINISTRATOR or code in self.inspections


class DuplicateAccountError(ValueError):
    """An account with this email address exists already."""


class NoSuchAccountError(LookupError):
    """No account has this email address."""


def add(
    database: Database, *, email: str, name: str, role: Role, password_hash: str, codes: Iterable[str] = ()
) -> None:
    """Keep a new account and let it into `codes`. Raises DuplicateAccountError, NoSuchInspectionError."""
    try:
        with database.begin() as connection:
            make(connection, email=email, name=name, role=role, password_hash=password_hash)
            let_in(connection, email, codes)
    except IntegrityError:
        raise DuplicateAccountError(f"There is an account for {same(email)} already.") from None


def make(connection: Connection, *, email: str, name: str, role: Role, password_hash: str) -> None:
    """Keep a new account in a transaction that is open. IntegrityError where there is one for this address."""
    row = {
        "email": same(email),
        "name": name,
        "role": role.value,
        "password_hash": password_hash,
        "session_token": secrets.token_hex(16),
        "active": True,
    }
    connection.execute(insert(STAFF), row)


def find(database: Database, email: str) -> Account | None:
    """Return the account with this email address, whatever its capitals."""
    return _account(database, STAFF.c.email == bindparam("wanted"), same(email))


def find_by_session(database: Database, session_token: str) -> Account | None:
    """Return the account whose sessions go by `session_token`."""
    return _account(database, STAFF.c.session_token == bindparam("wanted"), session_token)


def find_by_id(database: Database, id_: int) -> Account | None:
    """Return the account with this number."""
    return _account(database, STAFF.c.id == bindparam("wanted"), id_)


def members(database: Database, code: str) -> tuple[Account, ...]:
    """Return the accounts that belong to the inspection `code` and can sign in, by email address."""
    return tuple(one for one in every(database) if one.active and code in one.inspections)


def every(database: Database) -> tuple[Account, ...]:
    """Return all accounts, by email address."""
    with database.look() as connection:
        rows = connection.execute(select(STAFF).order_by(STAFF.c.email)).mappings().all()
        return tuple(_read(connection, dict(row)) for row in rows)


def join(database: Database, email: str, codes: Iterable[str]) -> None:
    """Let the person into the inspections `codes`, all or none. Raises NoSuchAccountError, NoSuchInspectionError."""
    with database.begin() as connection:
        let_in(connection, email, codes)


def set_password(database: Database, email: str, password_hash: str) -> None:
    """Keep a new password and end every session of this person. Raises NoSuchAccountError."""
    _change(database, email, password_hash=password_hash)


def end_sessions(database: Database, email: str) -> None:
    """Sign this person out everywhere. Raises NoSuchAccountError."""
    _change(database, email)


def set_role(database: Database, email: str, role: Role) -> None:
    """Let the person do what `role` may, and end every session of theirs. Raises NoSuchAccountError."""
    _change(database, email, role=role.value)


def set_active(database: Database, email: str, *, active: bool) -> None:
    """Let the person sign in, or no longer, and end every session of theirs. Raises NoSuchAccountError."""
    _change(database, email, active=active)


def leave(database: Database, email: str, code: str) -> None:
    """Let the person into the inspection `code` no longer. Raises NoSuchAccountError."""
    with database.begin() as connection:
        id_ = connection.execute(select(STAFF.c.id).where(STAFF.c.email == same(email))).scalar()
        if id_ is None:
            raise NoSuchAccountError(f"There is no account for {same(email)}.")
        connection.execute(delete(MEMBERSHIPS).where(MEMBERSHIPS.c.staff_id == id_, MEMBERSHIPS.c.code == code))


def renewed(connection: Connection, email: str, password_hash: str) -> bool:
    """Keep a new password and end every session, in a transaction that is open; False where there is no account."""
    values = {"password_hash": password_hash, "session_token": secrets.token_hex(16)}
    _end_sessions(connection, email)
    return connection.execute(update(STAFF).where(STAFF.c.email == same(email)).values(values)).rowcount == 1


_MEMBERSHIPS: Final = select(MEMBERSHIPS.c.code).where(MEMBERSHIPS.c.staff_id == bindparam("staff"))


def let_in(connection: Connection, email: str, codes: Iterable[str]) -> None:
    """Let the person into the inspections `codes` in a transaction that is open. Raises as `join` does."""
    id_ = connection.execute(select(STAFF.c.id).where(STAFF.c.email == same(email))).scalar()
    if id_ is None:
        raise NoSuchAccountError(f"There is no account for {same(email)}.")
    held = {row.code for row in connection.execute(_MEMBERSHIPS, {"staff": id_})}
    for code in dict.fromkeys(codes):
        held_public_key(connection, code)  # raises where the inspection is not there or was shredded
        if code not in held:
            connection.execute(insert(MEMBERSHIPS), {"staff_id": id_, "code": code})


def _end_sessions(connection: Connection, email: str) -> None:
    theirs = select(STAFF.c.id).where(STAFF.c.email == same(email)).scalar_subquery()
    connection.execute(delete(SESSIONS).where(SESSIONS.c.staff_id == theirs))


def _change(database: Database, email: str, **values: str | bool) -> None:
    values["session_token"] = secrets.token_hex(16)
    with database.begin() as connection:
        _end_sessions(connection, email)
        changed = connection.execute(update(STAFF).where(STAFF.c.email == same(email)).values(values)).rowcount
    if not changed:
        raise NoSuchAccountError(f"There is no account for {same(email)}.")


def _account(database: Database, condition: ColumnElement[bool], wanted: str | int) -> Account | None:
    with database.look() as connection:
        row = connection.execute(select(STAFF).where(condition), {"wanted": wanted}).mappings().first()
        return None if row is None else _read(connection, dict(row))


def _read(connection: Connection, row: dict[str, Any]) -> Account:
    codes = frozenset(found.code for found in connection.execute(_MEMBERSHIPS, {"staff": row["id"]}))
    return Account(**{**row, "role": Role(row["role"])}, inspections=codes)


def same(email: str) -> str:
    """Return an email address as it is kept: in small letters."""
    return email.strip().casefold()
