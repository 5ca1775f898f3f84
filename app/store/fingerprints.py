"""Fingerprints: which answers there are, told without opening them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, select

from app.store.tables import SUBMISSIONS

if TYPE_CHECKING:
    from app.store.database import Database


def fingerprint(database: Database, code: str) -> str:
    """Return a hash of the ids of the inspection's submissions: another as soon as one comes or goes."""
    with database.look() as connection:
        ids = sorted(connection.execute(_IDS, {"of": code}).scalars())
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()


_IDS: Final = select(SUBMISSIONS.c.id).where(SUBMISSIONS.c.code == bindparam("of"))
