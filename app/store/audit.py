"""The record of who looked at, exported, changed or decided what: rows are only added, each chained to the last."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.store.tables import AUDIT, AUDIT_HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from app.store.database import Database

COMMAND_LINE: Final = "command-line"
"""Who acts with the command `heard`: whoever the machine lets run it."""
SCHEDULE: Final = "schedule"
"""What happens by itself when its time has come."""

LONGEST_ACTION: Final = 48
LONGEST_OBJECT: Final = 120

_FIRST: Final = bytes(32)
_ACTOR: Final = re.compile(r"staff:[0-9]+|officer:[a-z0-9-]{1,40}|command-line|schedule|stranger")
_ACTION: Final = re.compile(r"[a-z]+(?:[_.][a-z]+)*")
_OBJECT: Final = re.compile(r"[a-zA-Z0-9:/_.-]*")


class NotForTheRecordError(ValueError):
    """What was to be recorded could hold personal data; the message says what may stand in the record."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One row of the record."""

    number: int
    moment: datetime
    actor: str
    """`staff:` and the number of an account, `officer:` and an inspection's code, COMMAND_LINE or SCHEDULE."""
    action: str
    object: str
    hash: str
    """Of this row and of the hash before it, in hexadecimal."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What checking the whole record found."""

    rows: int
    head: str
    """The last row's number and hash, as `12:9f86...`: noted elsewhere, it shows later that nothing was rewritten."""
    faults: tuple[str, ...]
    """What was removed, altered or added, in words; empty where the record is whole."""


def staff(account_id: int) -> str:
    """Return who acts, for someone with an account: its number, never a name or an address."""
    return f"staff:{account_id}"


def officer(code: str) -> str:
    """Return who acts, for whoever holds the private address of the nominated officer of an inspection."""
    return f"officer:{code}"


def record(database: Database, moment: datetime, actor: str, action: str, object: str = "") -> None:  # noqa: A002 - the record's own word
    """Add a row in a transaction of its own. Raises NotForTheRecordError."""
    with database.begin() as connection:
        write(connection, moment, actor, action, object)


def write(connection: Connection, moment: datetime, actor: str, action: str, object: str = "") -> None:  # noqa: A002 - the record's own word
    """Add a row in a transaction that is open, so that what was done and its record are kept or lost together.

    `action` is small words joined by dots, as in `lines.looked`; `object` names a thing by codes and numbers alone, as
    in `kent-4827` or `kent-4827/copy:9f86`. Raises NotForTheRecordError.
    """
    _see_that_plain(actor, action, object)
    connection.execute(_BEGIN[connection.dialect.name])
    # On PostgreSQL whoever comes second waits here for the first; SQLite has one writer at a time.
    number, previous = connection.execute(select(AUDIT_HEAD.c.number, AUDIT_HEAD.c.hash).with_for_update()).one()
    row = {
        "number": number + 1,
        "moment": moment.astimezone(UTC).isoformat(timespec="seconds"),
        "actor": actor,
        "action": action,
        "object": object,
    }
    hashed = _chained(previous, row)
    connection.execute(insert(AUDIT), row | {"hash": hashed})
    connection.execute(update(AUDIT_HEAD).values(number=number + 1, hash=hashed))


def latest(database: Database, *, most: int, before: int | None = None, about: str = "") -> tuple[Entry, ...]:
    """Return at most `most` rows, the newest first: those before number `before`, and those of one inspection."""
    wanted = select(AUDIT).order_by(AUDIT.c.number.desc()).limit(most)
    if before is not None:
        wanted = wanted.where(AUDIT.c.number < before)
    if about:
        wanted = wanted.where((AUDIT.c.object == about) | AUDIT.c.object.startswith(f"{about}/", autoescape=True))
    with database.look() as connection:
        return tuple(_entry(dict(row)) for row in connection.execute(wanted).mappings())


def verify(database: Database, expected: str = "") -> Verdict:
    """Check every row against the chain, and the end of the chain; `expected` is a head noted earlier."""
    faults: list[str] = []
    number, previous = 0, _FIRST
    noted = _noted(expected)
    seen = noted is None
    with database.look() as connection:
        head = connection.execute(select(AUDIT_HEAD.c.number, AUDIT_HEAD.c.hash)).first()
        rows = 0
        for row in _every(connection):
            rows += 1
            if row["number"] > number + 1:
                faults.append(_missing(number + 1, row["number"] - 1))
            elif not hmac.compare_digest(_chained(previous, row), bytes(row["hash"])):
                faults.append(f"Row {row['number']} was altered, or stands where another was.")
            number, previous = row["number"], bytes(row["hash"])
            seen = seen or (noted is not None and noted == (number, previous.hex()))
    last, at_last = (head.number, bytes(head.hash)) if head else (0, _FIRST)
    if last > number:
        faults.append(_missing(number + 1, last))
    elif last < number or not hmac.compare_digest(at_last, previous):
        faults.append("The last row is not the one that was added last.")
    if not seen:
        faults.append(f"The row noted earlier, {expected[:80]}, is not in the record.")
    return Verdict(rows=rows, head=f"{number}:{previous.hex()}", faults=tuple(faults))


_BEGIN: Final = {
    name: dialect.insert(AUDIT_HEAD).values(id=1, number=0, hash=_FIRST).on_conflict_do_nothing()
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_PAGE: Final = 5000
_AFTER: Final = select(AUDIT).where(AUDIT.c.number > bindparam("after")).order_by(AUDIT.c.number).limit(_PAGE)


def _every(connection: Connection) -> Iterator[dict[str, Any]]:
    after = 0
    while rows := connection.execute(_AFTER, {"after": after}).mappings().all():
        yield from map(dict, rows)
        after = rows[-1]["number"]


def _chained(previous: bytes, row: dict[str, Any]) -> bytes:
    said = [row["number"], row["moment"], row["actor"], row["action"], row["object"]]
    return hashlib.sha256(previous + json.dumps(said, separators=(",", ":")).encode()).digest()


def _noted(expected: str) -> tuple[int, str] | None:
    number, colon, hashed = expected.partition(":")
    if not expected:
        return None
    return (int(number), hashed) if colon and number.isascii() and number.isdigit() else (-1, expected)


def _missing(first: int, last: int) -> str:
    return f"Row {first} was removed." if first == last else f"Rows {first} to {last} were removed."


def _see_that_plain(actor: str, action: str, named: str) -> None:
    if not _ACTOR.fullmatch(actor):
        raise NotForTheRecordError("The record names an account by its number, an officer by the inspection's code.")
    if not _ACTION.fullmatch(action) or len(action) > LONGEST_ACTION:
        raise NotForTheRecordError("An action is small words joined by dots, as in lines.looked.")
    if not _OBJECT.fullmatch(named) or len(named) > LONGEST_OBJECT:
        raise NotForTheRecordError("The record names a thing by codes and numbers, never by words that a person wrote.")


def _entry(row: dict[str, Any]) -> Entry:
    moment = datetime.fromisoformat(row["moment"])
    return Entry(**{**row, "moment": moment, "hash": bytes(row["hash"]).hex()})
