"""Where people at work are signed in: one row a session, found by a hash of what its cookie holds."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, delete, insert, select

from app.store.people_tables import SESSIONS

if TYPE_CHECKING:
    from datetime import timedelta

    from app.store.database import Database

_BYTES: Final = 32


@dataclass(frozen=True, kw_only=True)
class Session:
    """One session of somebody. `id` names it on pages and opens nothing."""

    id: str
    began: datetime
    seen: datetime
    """When a page was asked for last, as far as it was noted."""


def begin(database: Database, staff_id: int, now: datetime, *, longest: timedelta) -> str:
    """Keep a new session and return what its cookie holds; those that began before `longest` ago are taken away."""
    token = secrets.token_hex(_BYTES)
    row = {"hash": _hash(token), "staff_id": staff_id, "began": now.isoformat(), "seen": now.isoformat()}
    with database.begin() as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.began <= (now - longest).isoformat()))
        connection.execute(insert(SESSIONS), row)
    return token


def stands(database: Database, staff_id: int, token: str) -> bool:
    """Whether the session of this cookie has begun and nobody has ended it."""
    with database.look() as connection:
        return connection.execute(_ITS, {"wanted": _hash(token), "of": staff_id}).first() is not None


def see(database: Database, token: str, now: datetime) -> None:
    """Note that a page was asked for."""
    with database.begin() as connection:
        connection.execute(_SEE, {"wanted": _hash(token), "now": now.isoformat()})


def end(database: Database, token: str) -> None:
    """End the session of this cookie, whether it stands or not."""
    with database.begin() as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.hash == _hash(token)))


def end_one(database: Database, staff_id: int, id: str) -> bool:  # noqa: A002 - the field's own name
    """End one of the person's sessions by its `id`; False where they have no such one."""
    with database.begin() as connection:
        ended = connection.execute(_END_ONE, {"of": staff_id, "wanted": bytes.fromhex(id)})
        return ended.rowcount == 1


def every(database: Database, staff_id: int, *, since: datetime) -> tuple[Session, ...]:
    """Return the person's sessions in which a page was asked for since then, the latest first."""
    with database.look() as connection:
        rows = connection.execute(_EVERY, {"of": staff_id, "since": since.isoformat()}).all()
    return tuple(
        Session(id=row.hash.hex(), began=datetime.fromisoformat(row.began), seen=datetime.fromisoformat(row.seen))
        for row in rows
    )


def id_of(token: str) -> str:
    """Return the `id` of the session of this cookie."""
    return _hash(token).hex()


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode(errors="surrogatepass")).digest()


_ITS: Final = select(SESSIONS.c.hash).where(
    SESSIONS.c.hash == bindparam("wanted"), SESSIONS.c.staff_id == bindparam("of")
)
_SEE: Final = SESSIONS.update().where(SESSIONS.c.hash == bindparam("wanted")).values(seen=bindparam("now"))
_END_ONE: Final = delete(SESSIONS).where(SESSIONS.c.hash == bindparam("wanted"), SESSIONS.c.staff_id == bindparam("of"))
_EVERY: Final = (
    select(SESSIONS)
    .where(SESSIONS.c.staff_id == bindparam("of"), SESSIONS.c.seen > bindparam("since"))
    .order_by(SESSIONS.c.seen.desc(), SESSIONS.c.hash)
)
