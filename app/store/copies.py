"""Filled copies that wait for a person to settle something: sealed, and handed to one person at a time."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import and_, bindparam, delete, func, or_, select, update

from app.store.inspections import held_public_key
from app.store.sealing import Opener, Seal
from app.store.tables import COPIES, COPIES_SEEN

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement, Connection

    from app.store.database import Database
    from app.store.keys import Keys

LEASE: Final = timedelta(minutes=10)
"""How long a copy is a person's after their last press; then the next one may have it."""

_TRIES: Final = 20


class HeldError(LookupError):
    """The copy is not this person's to settle: another has it, or it is settled."""

    def __init__(self, by: int | None) -> None:
        self.by = by
        super().__init__("This copy is settled." if by is None else "Another person is settling this copy.")


@dataclass(frozen=True, kw_only=True)
class Queue:
    """How many copies wait, how many of those somebody has in hand, and how many were put aside."""

    waiting: int
    in_hand: int
    aside: int


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A copy as it was opened: what was made of it so far, and the file itself."""

    id: str
    reading: bytes
    original: bytes


def mark(secret: bytes, kind: str, content: bytes) -> bytes:
    """Return a hash by which the same content is known again, that says nothing to who has not the secret."""
    return hmac.digest(secret, kind.encode() + b"\0" + content, hashlib.sha256)


def seen(database: Database, code: str, marks: Collection[bytes]) -> frozenset[bytes]:
    """Return those of `marks` that a copy taken in before for the inspection `code` has left."""
    with database.look() as connection:
        found = connection.execute(_SEEN, {"of": code, "marks": list(marks)}).scalars()
        return frozenset(bytes(one) for one in found)


def remember(database: Database, code: str, marks: Collection[bytes]) -> None:
    """Leave the marks of a copy that was taken in."""
    with database.begin() as connection:
        held_public_key(connection, code)
        _remember(connection, code, marks)


def put(database: Database, code: str, *, id: str, reading: bytes, original: bytes, marks: Collection[bytes]) -> None:  # noqa: A002
    """Seal and keep a copy until a person has settled it. Raises NoSuchInspectionError."""
    with database.begin() as connection:
        seal = Seal(held_public_key(connection, code))
        row = {"code": code, "id": id, "reading": seal.close(reading), "original": seal.close(original)}
        connection.execute(COPIES.insert(), {**row, "aside": False})
        _remember(connection, code, marks)


def queue(database: Database, code: str, now: datetime) -> Queue:
    """Return how many copies of the inspection `code` wait at `now`."""
    with database.look() as connection:
        row = connection.execute(_QUEUE, {"of": code, "now": _moment(now)}).one()
    return Queue(waiting=row.waiting or 0, in_hand=row.in_hand or 0, aside=row.aside or 0)


def take(database: Database, code: str, *, by: int, now: datetime) -> str | None:
    """Give a person the next copy to settle, the one they have in hand first; None where none is free.

    Two people who ask in the same moment never get the same one.
    """
    for _ in range(_TRIES):
        with database.begin() as connection:
            values = {"of": code, "now": _moment(now), "by": by, "until": _moment(now + LEASE)}
            id = connection.execute(_NEXT, values).scalar()  # noqa: A001 - the column's own name
            if id is None:
                return None
            if connection.execute(_TAKE, {**values, "copy": id}).rowcount == 1:
                return str(id)
    return None


def hold(database: Database, keys: Keys, code: str, id: str, *, by: int, now: datetime) -> Kept:  # noqa: A002
    """Open a copy for the person who settles it, and keep it theirs for LEASE. Raises HeldError and NoKeyError."""
    with database.begin() as connection:
        _hold(connection, code, id, by=by, now=now)
        row = connection.execute(_OPEN, {"of": code, "copy": id}).one()
    opener = Opener(keys.private(code))
    return Kept(id=id, reading=opener.open(row.reading), original=opener.open(row.original))


def keep(database: Database, code: str, id: str, reading: bytes, *, by: int, now: datetime) -> None:  # noqa: A002
    """Keep what a person made of a copy so far. Raises HeldError."""
    with database.begin() as connection:
        seal = Seal(held_public_key(connection, code))
        _hold(connection, code, id, by=by, now=now)
        connection.execute(_KEEP, {"of": code, "copy": id, "sealed": seal.close(reading)})


def let_go(database: Database, code: str, id: str, *, by: int) -> None:  # noqa: A002
    """Give a copy back to the queue; nothing is done where it is not this person's."""
    with database.begin() as connection:
        connection.execute(_LET_GO, {"of": code, "copy": id, "by": by})


def put_aside(database: Database, code: str, id: str, *, by: int, now: datetime) -> None:  # noqa: A002
    """Keep a copy out of the answers, sealed until the inspection is shredded. Raises HeldError."""
    with database.begin() as connection:
        _hold(connection, code, id, by=by, now=now)
        connection.execute(_PUT_ASIDE, {"of": code, "copy": id})


def bring_back(database: Database, code: str) -> int:
    """Put all copies that were put aside into the queue again, and return how many those were."""
    with database.begin() as connection:
        return connection.execute(_BRING_BACK, {"of": code}).rowcount


def finish(database: Database, code: str, id: str) -> None:  # noqa: A002
    """Take a copy out of the queue after its submission was stored, with the original beside it."""
    with database.begin() as connection:
        connection.execute(_FINISH, {"of": code, "copy": id})


def _remember(connection: Connection, code: str, marks: Collection[bytes]) -> None:
    left = set(connection.execute(_SEEN, {"of": code, "marks": list(marks)}).scalars())
    for one in sorted({*marks} - {bytes(mark) for mark in left}):
        connection.execute(COPIES_SEEN.insert(), {"code": code, "mark": one})


def _hold(connection: Connection, code: str, id: str, *, by: int, now: datetime) -> None:  # noqa: A002
    values = {"of": code, "copy": id, "by": by, "now": _moment(now), "until": _moment(now + LEASE)}
    if connection.execute(_TAKE, values).rowcount != 1:
        raise HeldError(connection.execute(_HOLDER, {"of": code, "copy": id}).scalar())


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _free() -> ColumnElement[bool]:
    return or_(COPIES.c.held_by.is_(None), COPIES.c.held_by == bindparam("by"), COPIES.c.held_until < bindparam("now"))


_THIS: Final = and_(COPIES.c.code == bindparam("of"), COPIES.c.id == bindparam("copy"))
_WAITS: Final = and_(COPIES.c.code == bindparam("of"), COPIES.c.aside.is_(False))
_SEEN: Final = select(COPIES_SEEN.c.mark).where(
    COPIES_SEEN.c.code == bindparam("of"), COPIES_SEEN.c.mark.in_(bindparam("marks", expanding=True))
)
_QUEUE: Final = select(
    func.count().filter(COPIES.c.aside.is_(False)).label("waiting"),
    func.count().filter(COPIES.c.aside.is_(False), COPIES.c.held_until >= bindparam("now")).label("in_hand"),
    func.count().filter(COPIES.c.aside.is_(True)).label("aside"),
).where(COPIES.c.code == bindparam("of"))
_NEXT: Final = (
    select(COPIES.c.id)
    .where(_WAITS, _free())
    .order_by((COPIES.c.held_by == bindparam("by")).is_not(True), COPIES.c.id)
    .limit(1)
)
_TAKE: Final = (
    update(COPIES)
    .where(_THIS, COPIES.c.aside.is_(False), _free())
    .values(held_by=bindparam("by"), held_until=bindparam("until"))
)
_HOLDER: Final = select(COPIES.c.held_by).where(_THIS, COPIES.c.aside.is_(False))
_OPEN: Final = select(COPIES.c.reading, COPIES.c.original).where(_THIS)
_KEEP: Final = update(COPIES).where(_THIS).values(reading=bindparam("sealed"))
_LET_GO: Final = update(COPIES).where(_THIS, COPIES.c.held_by == bindparam("by")).values(held_by=None, held_until=None)
_PUT_ASIDE: Final = update(COPIES).where(_THIS).values(aside=True, held_by=None, held_until=None)
_BRING_BACK: Final = (
    update(COPIES).where(COPIES.c.code == bindparam("of"), COPIES.c.aside.is_(True)).values(aside=False)
)
_FINISH: Final = delete(COPIES).where(_THIS)
