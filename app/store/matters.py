"""Matters: what a safeguarding lead must see, sealed under keys of its own, with every decision that was made on it.

Two kinds: words in which somebody may not be safe, and a wish to be contacted. The database itself refuses to delete
either, or to change what is sealed, for as long as the inspection stands.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.store.inspections import held_public_key
from app.store.keys import Purpose
from app.store.sealing import Opener, Seal, filled
from app.store.tables import DECISIONS, INSPECTIONS, MATTERS, PUBLIC_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from nacl.public import PrivateKey
    from sqlalchemy import Connection

    from app.store.database import Database
    from app.store.keys import Keys

_QUARTER: Final = 15 * 60
"""Seconds: moments are kept as coarse as this, so that a row doesn't tell the minute in which somebody sent."""


class Kind(StrEnum):
    """What a matter is."""

    WORDS = "words"
    CONTACT = "contact"


PURPOSES: Final = {Kind.WORDS: Purpose.SAFEGUARDING, Kind.CONTACT: Purpose.CONTACT}
"""Which key each kind is sealed to."""


class NoSuchMatterError(LookupError):
    """The inspection has no such matter."""


@dataclass(frozen=True, kw_only=True)
class Raised:
    """Something for a safeguarding lead, before it is sealed. The same id is kept once."""

    id: str
    kind: Kind
    alarm: str
    content: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided on a matter, by whom and when."""

    made: datetime
    by: str
    outcome: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One matter, opened."""

    id: str
    kind: Kind
    alarm: str
    content: Mapping[str, Any] = field(repr=False)
    looked_at: bool
    told: int
    """How many e-mails have asked somebody to look."""
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """How much of an inspection nobody has looked at, without opening any of it."""

    number: int
    urgent: int


def write(connection: Connection, code: str, raised: Iterable[Raised], now: datetime) -> int:
    """Seal and keep what was raised, inside a transaction; what is kept already stays. Return how many were new."""
    new = 0
    for one in raised:
        sealed_to, key = _public_key(connection, code, PURPOSES[one.kind])
        row = {
            "id": one.id,
            "code": code,
            "kind": one.kind.value,
            "alarm": one.alarm,
            "sealed_to": sealed_to.value,
            "sealed": Seal(key).close(filled(json.dumps({"inspection": code, **one.content}).encode())),
            "due": coarse(now),
            "told": 0,
            "opened": False,
        }
        new += connection.execute(_ADD[connection.dialect.name], row).rowcount == 1
    return new


def put(database: Database, code: str, raised: Iterable[Raised], now: datetime) -> int:
    """Seal and keep what was raised, and return how many were new. Raises NoSuchInspectionError."""
    with database.begin() as connection:
        held_public_key(connection, code)
        return write(connection, code, raised, now)


def every(database: Database, keys: Keys, code: str) -> tuple[Matter, ...]:
    """Return every matter of the inspection, opened: what nobody has looked at first, and urgent before the others.

    Raises NoSuchInspectionError, NoKeyError, DamagedError.
    """
    with database.look() as connection:
        held_public_key(connection, code)
        rows = connection.execute(_EVERY, {"of": code}).all()
        decisions = connection.execute(_DECISIONS, {"of": code}).all()
    opened = _opener(keys, code)
    made: dict[str, list[Decision]] = {}
    for row in decisions:
        made.setdefault(row.matter, []).append(_decision(opened, row))
    found = [_matter(opened, row, made.get(row.id, [])) for row in rows]
    return tuple(sorted(found, key=lambda one: (bool(one.decisions), one.looked_at, one.alarm != "urgent", one.id)))


def look_at(database: Database, code: str, id: str) -> None:  # noqa: A002 - the field's own name
    """Note that somebody has opened a matter: nobody is told of it again. Raises NoSuchMatterError."""
    with database.begin() as connection:
        if connection.execute(_LOOK_AT, {"of": code, "one": id}).rowcount != 1:
            raise NoSuchMatterError("There is no such matter in this inspection.")


def decide(database: Database, code: str, id: str, decision: Decision, *, staff_id: int) -> None:  # noqa: A002
    """Keep a decision beside those that were made before; none is ever changed. Raises NoSuchMatterError."""
    with database.begin() as connection:
        row = connection.execute(_ONE, {"of": code, "one": id}).first()
        if row is None:
            raise NoSuchMatterError("There is no such matter in this inspection.")
        sealed_to, key = _public_key(connection, code, PURPOSES[Kind(row.kind)])
        shape = {"by": decision.by, "outcome": decision.outcome, "note": decision.note}
        values = {
            "matter": id,
            "code": code,
            "made": decision.made.astimezone(UTC).isoformat(timespec="seconds"),
            "staff_id": staff_id,
            "sealed_to": sealed_to.value,
            "sealed": Seal(key).close(filled(json.dumps(shape).encode())),
        }
        connection.execute(insert(DECISIONS), values)
        connection.execute(_LOOK_AT, {"of": code, "one": id})


def waiting(database: Database, code: str) -> Waiting:
    """Return how much of the inspection nobody has looked at yet."""
    with database.look() as connection:
        row = connection.execute(_WAITING, {"of": code}).one()
    return Waiting(number=row.number, urgent=row.urgent)


def claim_due(database: Database, now: datetime, again: datetime) -> dict[str, Waiting]:
    """Return what somebody must be told of now, by inspection, and put it off until `again`.

    Of several processes that ask in the same moment, one gets it. Raises UnavailableError.
    """
    with database.look() as connection:
        if connection.execute(_DUE.limit(1), {"now": coarse(now)}).first() is None:
            return {}  # nearly always: nobody is kept from writing to find that out
    found: dict[str, Waiting] = {}
    with database.begin() as connection:
        for row in connection.execute(_DUE.with_for_update(), {"now": coarse(now)}).all():
            one = found.get(row.code, Waiting(number=0, urgent=0))
            found[row.code] = Waiting(number=one.number + 1, urgent=one.urgent + (row.alarm == "urgent"))
            connection.execute(_PUT_OFF, {"one": row.id, "again": coarse(again, up=True)})
    return found


def have_told(database: Database, code: str, again: datetime) -> None:
    """Note that somebody was told of all that nobody has looked at, and when they are told again."""
    with database.begin() as connection:
        connection.execute(_TOLD, {"of": code, "again": coarse(again, up=True)})


def make_keys(database: Database, keys: Keys) -> int:
    """Make the keys of inspections that were opened before matters had their own; return how many were made."""
    with database.look() as connection:
        standing = connection.execute(select(INSPECTIONS.c.code).where(INSPECTIONS.c.public_key.is_not(None))).scalars()
        have = {(row.code, row.purpose) for row in connection.execute(select(PUBLIC_KEYS)).all()}
        missing = [(code, one) for code in standing for one in PURPOSES.values() if (code, one.value) not in have]
    made = 0
    for code, purpose in missing:
        if not keys.holds(code):
            continue
        public = (
            bytes(keys.private(code, purpose).public_key) if keys.holds(code, purpose) else keys.create(code, purpose)
        )
        with database.begin() as connection:
            row = {"code": code, "purpose": purpose.value, "public_key": public}
            made += connection.execute(_ADD_KEY[connection.dialect.name], row).rowcount == 1
    return made


def coarse(moment: datetime, *, up: bool = False) -> str:
    """Return the quarter of an hour in which `moment` lies, or with `up` the first that is not before it."""
    seconds = int(moment.timestamp())
    quarters = -(-seconds // _QUARTER) if up else seconds // _QUARTER
    return datetime.fromtimestamp(quarters * _QUARTER, UTC).isoformat(timespec="seconds")


_ADD: Final = {
    "sqlite": sqlite.insert(MATTERS).on_conflict_do_nothing().execution_options(preserve_rowcount=True),
    "postgresql": postgresql.insert(MATTERS).on_conflict_do_nothing().execution_options(preserve_rowcount=True),
}
_ADD_KEY: Final = {
    "sqlite": sqlite.insert(PUBLIC_KEYS).on_conflict_do_nothing().execution_options(preserve_rowcount=True),
    "postgresql": postgresql.insert(PUBLIC_KEYS).on_conflict_do_nothing().execution_options(preserve_rowcount=True),
}
_KEY: Final = select(PUBLIC_KEYS.c.public_key).where(
    PUBLIC_KEYS.c.code == bindparam("of"), PUBLIC_KEYS.c.purpose == bindparam("for")
)
_THIS: Final = and_(MATTERS.c.code == bindparam("of"), MATTERS.c.id == bindparam("one"))
_ONE: Final = select(MATTERS.c.kind).where(_THIS)
_EVERY: Final = select(MATTERS).where(MATTERS.c.code == bindparam("of"))
_DECISIONS: Final = select(DECISIONS).where(DECISIONS.c.code == bindparam("of")).order_by(DECISIONS.c.id)
_LOOK_AT: Final = update(MATTERS).where(_THIS).values(opened=True, due=None)
_WAITING: Final = select(
    func.count().label("number"), func.count().filter(MATTERS.c.alarm == "urgent").label("urgent")
).where(MATTERS.c.code == bindparam("of"), MATTERS.c.opened.is_(False))
_DUE: Final = select(MATTERS.c.id, MATTERS.c.code, MATTERS.c.alarm).where(MATTERS.c.due <= bindparam("now"))
_PUT_OFF: Final = update(MATTERS).where(MATTERS.c.id == bindparam("one")).values(due=bindparam("again"))
_TOLD: Final = (
    update(MATTERS)
    .where(MATTERS.c.code == bindparam("of"), MATTERS.c.opened.is_(False))
    .values(due=bindparam("again"), told=MATTERS.c.told + 1)
)


def _public_key(connection: Connection, code: str, purpose: Purpose) -> tuple[Purpose, bytes]:
    """Return the key to seal to; that of the answers for an inspection that has no other yet."""
    key: bytes | None = connection.execute(_KEY, {"of": code, "for": purpose.value}).scalar()
    return (Purpose.ANSWERS, held_public_key(connection, code)) if key is None else (purpose, key)


def _opener(keys: Keys, code: str) -> Callable[[Any], dict[str, Any]]:
    openers: dict[Purpose, Opener] = {}

    def opened(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row with what is sealed, and to which key
        purpose = Purpose(row.sealed_to)
        if purpose not in openers:
            private: PrivateKey = keys.private(code, purpose)
            openers[purpose] = Opener(private)
        shape: dict[str, Any] = json.loads(openers[purpose].open(row.sealed))
        return shape

    return opened


def _matter(opened: Callable[[Any], dict[str, Any]], row: Any, decisions: list[Decision]) -> Matter:  # noqa: ANN401
    return Matter(
        id=row.id,
        kind=Kind(row.kind),
        alarm=row.alarm,
        content=opened(row),
        looked_at=row.opened,
        told=row.told,
        decisions=tuple(decisions),
    )


def _decision(opened: Callable[[Any], dict[str, Any]], row: Any) -> Decision:  # noqa: ANN401
    return Decision(made=datetime.fromisoformat(row.made), **opened(row))
