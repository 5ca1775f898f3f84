"""The window of an inspection, set anew."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from sqlalchemy import update

from app.store.inspections import find, held_public_key
from app.store.tables import INSPECTIONS

if TYPE_CHECKING:
    from app.store.database import Database
    from surveys.inspections import Inspection, Window


def set_window(database: Database, code: str, window: Window) -> Inspection:
    """Take answers for the inspection `code` in `window` from now on. Raises NoSuchInspectionError."""
    opens, closes = (moment.astimezone(UTC).isoformat(timespec="seconds") for moment in (window.opens, window.closes))
    with database.begin() as connection:
        held_public_key(connection, code)
        connection.execute(update(INSPECTIONS).where(INSPECTIONS.c.code == code).values(opens=opens, closes=closes))
    return find(database, code)
