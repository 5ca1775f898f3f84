"""How often wrong words were typed of late: counted for a whole inspection, never for a person or an address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, case, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.store.tables import TRIES

if TYPE_CHECKING:
    from app.store.database import Database

SPAN: Final = timedelta(minutes=10)
"""What is counted together."""

MOST: Final = 50
"""Wrong words in one span for which one inspection may be asked; then everybody waits until the span ends."""


class Kind(StrEnum):
    """What the words were to open."""

    DRAFT = "draft"
    RECEIPT = "receipt"


def begin(database: Database, code: str, kind: Kind, now: datetime) -> datetime | None:
    """Count a try; return None where it may be made, and where there were too many when to come again.

    It is counted before the words are looked at, so that many at once can't pass between looking and counting.
    """
    span = _span(now)
    values = {"code": code, "kind": kind.value, "span": span.isoformat(), "number": 1}
    with database.begin() as connection:
        connection.execute(_COUNT[connection.dialect.name], values)
        number = connection.execute(_FIND, {"of": code, "what": kind.value}).scalar_one()
    return span + SPAN if number > MOST else None


def take_back(database: Database, code: str, kind: Kind) -> None:
    """Leave a try out of the count: its words were right."""
    with database.begin() as connection:
        connection.execute(_LESS, {"of": code, "what": kind.value})


def forget_old(database: Database, now: datetime) -> None:
    """Take away the counts of spans that are over."""
    old = TRIES.c.span < _span(now).isoformat()
    with database.look() as connection:
        if connection.execute(select(TRIES.c.code).where(old).limit(1)).first() is None:
            return
    with database.begin() as connection:
        connection.execute(delete(TRIES).where(old))


_ITS: Final = (TRIES.c.code == bindparam("of"), TRIES.c.kind == bindparam("what"))
_FIND: Final = select(TRIES.c.number).where(*_ITS)
_LESS: Final = update(TRIES).where(*_ITS, TRIES.c.number > 0).values(number=TRIES.c.number - 1)


def _counted(insert: sqlite.Insert | postgresql.Insert) -> sqlite.Insert | postgresql.Insert:
    """Return the statement that makes the count, adds one to it, or begins it again in a new span."""
    number = case((TRIES.c.span == insert.excluded.span, TRIES.c.number + 1), else_=1)
    return insert.on_conflict_do_update(
        index_elements=[TRIES.c.code, TRIES.c.kind], set_={"number": number, "span": insert.excluded.span}
    )


_COUNT: Final = {"sqlite": _counted(sqlite.insert(TRIES)), "postgresql": _counted(postgresql.insert(TRIES))}


def _span(now: datetime) -> datetime:
    """Return when the span that `now` lies in began."""
    seconds = int(SPAN.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)
