"""What was promised for an inspection, and what was changed about it since: by whom and why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, func, insert, select, update

from app.store.inspections import find, hash_of, held_public_key
from app.store.people_tables import CHANGES, PROMISES
from app.store.sealing import Seal
from app.store.tables import INSPECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Update

    from app.store.database import Database

LONGEST_WHY: Final = 500


@dataclass(frozen=True, kw_only=True)
class Because:
    """Who changes something, when, and why."""

    staff_id: int | None
    """The number of the account; None for the command line."""
    moment: datetime
    why: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """Something that was changed about an inspection."""

    what: str
    """`window`, `officer_withdrawn` or `officer_renewed`."""
    before: str
    after: str
    because: Because


class NotLongerError(ValueError):
    """The window would not be longer than it is."""


def promise(database: Database, code: str, formats: Iterable[str]) -> None:
    """Keep which formats were promised for a new inspection."""
    with database.begin() as connection:
        connection.execute(insert(PROMISES), {"code": code, "formats": json.dumps(list(formats))})


def promised(database: Database, code: str) -> tuple[str, ...]:
    """Return which formats were promised for an inspection."""
    with database.look() as connection:
        row = connection.execute(_PROMISED, {"wanted": code}).first()
    return () if row is None else tuple(json.loads(row.formats))


def lengthen(database: Database, code: str, closes: datetime, because: Because) -> None:
    """Let the window close later. Raises NotLongerError, NoSuchInspectionError."""
    with database.begin() as connection:
        held_public_key(connection, code)
        before = connection.execute(_CLOSES.with_for_update(), {"wanted": code}).scalar_one()
        after = closes.astimezone(UTC).isoformat(timespec="seconds")
        if datetime.fromisoformat(after) <= datetime.fromisoformat(before):
            raise NotLongerError("Give a later time than the window has now: it can only be made longer.")
        connection.execute(update(INSPECTIONS).where(INSPECTIONS.c.code == code).values(closes=after))
        _write(connection, code, "window", before, after, because)


def withdraw_officer(database: Database, code: str, because: Because) -> bool:
    """Let the nominated officer's private address open nothing from now on; False where there is none."""
    with database.begin() as connection:
        held_public_key(connection, code)
        gone = connection.execute(_its(code).values(partnership_token_hash=None, partnership_token_sealed=None))
        if not gone.rowcount:
            return False
        _write(connection, code, "officer_withdrawn", "", "", because)
    return True


def renew_officer(database: Database, code: str, token: str, because: Because) -> None:
    """Give the nominated officer another private address; one that there was opens nothing from now on."""
    with database.begin() as connection:
        sealed = Seal(held_public_key(connection, code)).close(token.encode())
        renewed = update(INSPECTIONS).where(INSPECTIONS.c.code == code)
        connection.execute(renewed.values(partnership_token_hash=hash_of(token), partnership_token_sealed=sealed))
        _write(connection, code, "officer_renewed", "", "", because)


def every(database: Database, code: str) -> tuple[Change, ...]:
    """Return what was changed about an inspection, the first change first. Raises NoSuchInspectionError."""
    find(database, code)
    with database.look() as connection:
        rows = connection.execute(_CHANGES, {"wanted": code}).all()
    return tuple(
        Change(
            what=row.what,
            before=row.before,
            after=row.after,
            because=Because(staff_id=row.staff_id, moment=datetime.fromisoformat(row.moment), why=row.why),
        )
        for row in rows
    )


_PROMISED: Final = select(PROMISES.c.formats).where(PROMISES.c.code == bindparam("wanted"))
_CLOSES: Final = select(INSPECTIONS.c.closes).where(INSPECTIONS.c.code == bindparam("wanted"))
_CHANGES: Final = select(CHANGES).where(CHANGES.c.code == bindparam("wanted")).order_by(CHANGES.c.number)
_LAST: Final = select(func.max(CHANGES.c.number)).where(CHANGES.c.code == bindparam("wanted"))


def _its(code: str) -> Update:
    return update(INSPECTIONS).where(INSPECTIONS.c.code == code, INSPECTIONS.c.partnership_token_hash.is_not(None))


def _write(connection: Connection, code: str, what: str, before: str, after: str, because: Because) -> None:
    row = {
        "code": code,
        "number": (connection.execute(_LAST, {"wanted": code}).scalar() or 0) + 1,
        "moment": because.moment.astimezone(UTC).isoformat(timespec="seconds"),
        "staff_id": because.staff_id,
        "what": what,
        "before": before,
        "after": after,
        "why": because.why[:LONGEST_WHY],
    }
    connection.execute(insert(CHANGES), row)
