"""Shredding: an inspection's keys and all that was kept of it destroyed, so that no copy of the database opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, select, update

from app.store.inspections import find
from app.store.tables import (
    COPIES,
    COPIES_SEEN,
    DECISIONS,
    DRAFTS,
    INSPECTIONS,
    KEEPSAKES,
    MATTERS,
    ORIGINALS,
    PUBLIC_KEYS,
    RESULTS,
    SUBMISSIONS,
    TRIES,
)

if TYPE_CHECKING:
    from datetime import date

    from app.store.database import Database
    from app.store.keys import Keys

_HELD: Final = (RESULTS, DRAFTS, KEEPSAKES, TRIES, ORIGINALS, COPIES, COPIES_SEEN, DECISIONS, MATTERS, PUBLIC_KEYS)


def shred(database: Database, keys: Keys, code: str) -> int:
    """Destroy the keys of the inspection `code`, its rows, drafts and results; return how many submissions those were.

    The keys go first: from then on nothing can be opened, even if the rest is cut short and has to be done again.
    """
    find(database, code)
    keys.destroy(code)
    with database.begin() as connection:
        # First of the rows: while an inspection has its key, the database refuses to delete its safeguarding matters.
        connection.execute(
            update(INSPECTIONS)
            .where(INSPECTIONS.c.code == code)
            .values(public_key=None, partnership_token_hash=None, partnership_token_sealed=None)
        )
        for table in _HELD:
            connection.execute(delete(table).where(table.c.code == code))
        destroyed = connection.execute(delete(SUBMISSIONS).where(SUBMISSIONS.c.code == code)).rowcount
    database.wipe_deleted()
    return destroyed


def ended(database: Database, today: date) -> tuple[str, ...]:
    """Return the codes of the inspections whose answers were to be kept until a day that is over."""
    with database.look() as connection:
        return tuple(
            connection.execute(
                select(INSPECTIONS.c.code)
                .where(INSPECTIONS.c.public_key.is_not(None), INSPECTIONS.c.answers_kept_until < today.isoformat())
                .order_by(INSPECTIONS.c.code)
            ).scalars()
        )
