"""Count cubes as they are kept: what earlier inspections counted, suppressed before it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, delete, insert, select

from app.store.tables import CUBES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.store.database import Database


def keep(database: Database, counts: Mapping[tuple[str, str], str]) -> None:
    """Keep each text under its area's GSS code and the day its survey opened, in place of an older one."""
    with database.begin() as connection:
        for (area, opened), text in counts.items():
            connection.execute(_FORGET, {"of": area, "on": opened})
            connection.execute(insert(CUBES), {"area": area, "opened": opened, "counts": text})


def every(database: Database) -> dict[tuple[str, str], str]:
    """Return all of them, by area and day."""
    with database.look() as connection:
        rows = connection.execute(_EVERY).all()
    return {(row.area, row.opened): row.counts for row in rows}


def forget(database: Database, area: str, opened: str) -> bool:
    """Delete one; False where there is none."""
    with database.begin() as connection:
        return connection.execute(_FORGET, {"of": area, "on": opened}).rowcount == 1


_FORGET: Final = delete(CUBES).where(CUBES.c.area == bindparam("of"), CUBES.c.opened == bindparam("on"))
_EVERY: Final = select(CUBES.c.area, CUBES.c.opened, CUBES.c.counts).order_by(CUBES.c.area, CUBES.c.opened)
