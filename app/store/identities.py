"""Identities: by which name an organisation's own sign-in knows the person of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from app.store import staff
from app.store.people_tables import IDENTITIES

if TYPE_CHECKING:
    from app.store.database import Database
    from app.store.staff import Account


def find(database: Database, issuer: str, subject: str) -> Account | None:
    """Return the account of whoever `issuer` calls `subject`."""
    with database.look() as connection:
        row = connection.execute(_FIND, {"of": issuer, "called": subject}).first()
    return None if row is None else staff.find_by_id(database, row.staff_id)


def keep(database: Database, issuer: str, subject: str, staff_id: int) -> bool:
    """Remember who it is from the first sign-in on; False where this account goes by another name there already."""
    with database.look() as connection:
        if connection.execute(_OTHERS, {"of": issuer, "staff": staff_id}).first() is not None:
            return False
    try:
        with database.begin() as connection:
            connection.execute(insert(IDENTITIES), {"issuer": issuer, "subject": subject, "staff_id": staff_id})
    except IntegrityError:
        return False
    return True


_FIND: Final = select(IDENTITIES.c.staff_id).where(
    IDENTITIES.c.issuer == bindparam("of"), IDENTITIES.c.subject == bindparam("called")
)
_OTHERS: Final = select(IDENTITIES.c.subject).where(
    IDENTITIES.c.issuer == bindparam("of"), IDENTITIES.c.staff_id == bindparam("staff")
)
