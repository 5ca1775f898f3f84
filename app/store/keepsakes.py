"""Copies of answers that were just sent, for the person alone and for an hour at most.

What was sent is sealed, and nobody here can open it again. A copy is locked under a key that only the browser holds,
states nothing of the submission's id or its receipt, and is destroyed with the hour.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, delete, insert, select

from app.store.drafts import DraftKey
from app.store.locking import lock, unlock
from app.store.prepared import Prepared
from app.store.sealing import filled
from app.store.tables import KEEPSAKES
from surveys.questionnaire import Language

if TYPE_CHECKING:
    from app.store.database import Database

_KEY_BYTES: Final = 32
_SLOT: Final = 15 * 60
"""Seconds: ends are kept as coarse as this, so that a copy does not tell the minute in which somebody sent."""
_SLOTS: Final = 4


@dataclass(frozen=True, kw_only=True)
class Keepsake:
    """What somebody sent, as it can be written out again."""

    group: str
    version: int
    language: Language
    raw: dict[str, list[str]]


def until(now: datetime) -> datetime:
    """Return when a copy that is kept now is destroyed: at a quarter of an hour, at most an hour from now."""
    return datetime.fromtimestamp((int(now.timestamp()) // _SLOT + _SLOTS) * _SLOT, UTC)


def keep(database: Database, code: str, keepsake: Keepsake, *, now: datetime) -> DraftKey:
    """Keep a copy until its hour ends, and return the only key to it."""
    key = DraftKey(id=secrets.token_hex(16), key=secrets.token_bytes(_KEY_BYTES))
    shape = {"group": keepsake.group, "version": keepsake.version, "language": keepsake.language, "raw": keepsake.raw}
    written = filled(json.dumps(shape, separators=(",", ":")).encode())
    locked = lock(key.key, written, place=_place(code, key))
    with database.begin() as connection:
        values = {"id": key.id, "code": code, "ends": _written(until(now)), "locked": locked}
        connection.execute(insert(KEEPSAKES), values)
    return key


def find(database: Database, code: str, key: DraftKey, *, now: datetime) -> tuple[Keepsake, datetime] | None:
    """Return the copy and when it ends; None when its hour is over, when it was cleared, and for another key."""
    row = _FIND.first(database, of=code, keepsake=key.id)
    if row is None:
        return None
    ends, locked = datetime.fromisoformat(row[0]), row[1]
    if ends <= now:
        return None
    written = unlock(key.key, locked, place=_place(code, key))
    if written is None:
        return None
    shape = json.loads(written)
    return Keepsake(**{**shape, "language": Language(shape["language"])}), ends


def forget(database: Database, code: str, key: DraftKey) -> None:
    """Destroy the copy; nothing is done where there is none."""
    with database.begin() as connection:
        connection.execute(delete(KEEPSAKES).where(KEEPSAKES.c.code == code, KEEPSAKES.c.id == key.id))


def destroy_expired(database: Database, now: datetime) -> int:
    """Destroy the copies whose hour is over and return how many there were."""
    over = KEEPSAKES.c.ends <= _written(now)
    with database.look() as connection:
        if connection.execute(select(KEEPSAKES.c.id).where(over).limit(1)).first() is None:
            return 0
    with database.begin() as connection:
        return connection.execute(delete(KEEPSAKES).where(over)).rowcount


_FIND: Final = Prepared(
    select(KEEPSAKES.c.ends, KEEPSAKES.c.locked).where(
        KEEPSAKES.c.code == bindparam("of"), KEEPSAKES.c.id == bindparam("keepsake")
    )
)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _place(code: str, key: DraftKey) -> str:
    return f"keepsake {key.id} of {code}"
