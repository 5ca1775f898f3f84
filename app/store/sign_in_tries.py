"""How often somebody tried to sign in: after the first few, each try waits longer; nobody is shut out for good."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from app.store.people_tables import SIGN_IN_TRIES

if TYPE_CHECKING:
    from app.store.database import Database

FORGOTTEN_AFTER: Final = timedelta(days=1)
"""Without a try, the count begins anew."""

_MOST_DOUBLINGS: Final = 20


def begin(database: Database, of: bytes, now: datetime, *, free: int, longest: timedelta) -> timedelta:
    """Count a try and return zero where it may be made; else how long to wait, and the try is not counted.

    After `free` tries the next waits a second, then 2, 4 and so on up to `longest`. A try is counted before anything is
    looked at, so that many at once can't pass between looking and counting.
    """
    with database.begin() as connection:
        connection.execute(_BEGIN[connection.dialect.name], {"of": of, "number": 0, "last": _written(now)})
        number, last = connection.execute(_FIND, {"wanted": of}).one()
        tried = datetime.fromisoformat(last)
        number = 0 if now - tried >= FORGOTTEN_AFTER else number
        wait = tried + _wait(number - free, longest) - now
        if wait > timedelta():
            return wait
        connection.execute(_COUNT, {"wanted": of, "now": number + 1, "when": _written(now)})
    return timedelta()


def forget(database: Database, of: bytes) -> None:
    """Begin the count anew: whoever tried was right."""
    with database.begin() as connection:
        connection.execute(delete(SIGN_IN_TRIES).where(_ITS), {"wanted": of})


def forget_old(database: Database, now: datetime) -> None:
    """Take away the counts of tries of long ago."""
    with database.begin() as connection:
        connection.execute(delete(SIGN_IN_TRIES).where(SIGN_IN_TRIES.c.last < _written(now - FORGOTTEN_AFTER)))


_ITS: Final = SIGN_IN_TRIES.c.of == bindparam("wanted")
_BEGIN: Final = {
    name: dialect.insert(SIGN_IN_TRIES).on_conflict_do_nothing()
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_FIND: Final = select(SIGN_IN_TRIES.c.number, SIGN_IN_TRIES.c.last).where(_ITS).with_for_update()
_COUNT: Final = SIGN_IN_TRIES.update().where(_ITS).values(number=bindparam("now"), last=bindparam("when"))


def _wait(over: int, longest: timedelta) -> timedelta:
    """Return how long a try waits after the last one, with `over` tries more than are free."""
    if over < 0:
        return timedelta()
    return min(longest, timedelta(seconds=2 ** min(over, _MOST_DOUBLINGS)))


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
