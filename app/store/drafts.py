"""Drafts: answers not yet sent, encrypted under a key that only the person's browser holds."""

from __future__ import annotations

import base64
import json
import re
import secrets
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import bindparam, delete, exists, insert, select, update

from app.store.inspections import held_public_key
from app.store.prepared import Prepared
from app.store.sealing import filled
from app.store.tables import DRAFTS, INSPECTIONS
from surveys.inspections import GRACE
from surveys.questionnaire import Language
from surveys.submissions import Channel

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from app.store.database import Database

_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_COOKIE: Final = re.compile(r"([0-9a-f]{32})\.([A-Za-z0-9_-]{43})")


class NoSuchDraftError(LookupError):
    """The draft is gone: it was sent or cleared, or the week has ended; or the browser's key is another one."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """All that a page needs to go on where someone was."""

    code: str
    group: str
    version: int
    language: Language
    channel: Channel
    submission_id: str
    receipt: str
    raw: dict[str, list[str]] = field(default_factory=dict)
    row: bytes = field(default=b"", repr=False, compare=False)
    """The sealed bytes that it was found as, by which `change` tells whether it still stands so."""


@dataclass(frozen=True, kw_only=True)
class DraftKey:
    """What the browser holds: which draft, and the key to it."""

    id: str
    key: bytes = field(repr=False)

    def to_cookie(self) -> str:
        """Return the key as a cookie's value."""
        return f"{self.id}.{base64.urlsafe_b64encode(self.key).decode().rstrip('=')}"

    @classmethod
    def from_cookie(cls, cookie: str) -> DraftKey | None:
        """Return the key that `cookie` holds, or None where it holds none."""
        found = _COOKIE.fullmatch(cookie)
        return cls(id=found[1], key=base64.urlsafe_b64decode(f"{found[2]}=")) if found else None


def start(database: Database, draft: Draft) -> DraftKey:
    """Keep a new draft and return the only key to it. Raises NoSuchInspectionError."""
    draft_key = DraftKey(id=secrets.token_hex(16), key=secrets.token_bytes(_KEY_BYTES))
    with database.begin() as connection:
        held_public_key(connection, draft.code)
        values = {"id": draft_key.id, "code": draft.code, "sealed": _sealed(draft_key, draft)}
        connection.execute(_START, values)
    return draft_key


def keep(database: Database, draft_key: DraftKey, draft: Draft) -> None:
    """Keep the draft as it stands now. Raises NoSuchDraftError.

    Where two pages may be open at once use `change`: between finding and keeping, another page's answer would be lost.
    """
    with database.begin() as connection:
        _keep(connection, draft_key, draft)


def change(
    database: Database, draft_key: DraftKey, changed: Callable[[Draft], Draft], found: Draft | None = None
) -> Draft:
    """Find the draft, keep what `changed` makes of it and return that, as one step. Raises NoSuchDraftError.

    Where it was `found` before and still stands as it was then, that spares finding it again; `changed` may then be
    asked twice.
    """
    if found is not None and found.row:
        draft = replace(changed(found), row=b"")
        sealed = _sealed(draft_key, draft)
        if _EXCHANGE.changed(database, draft=draft_key.id, of=draft.code, before=found.row, sealed=sealed):
            return replace(draft, row=sealed)
    with database.begin() as connection:
        found = opened(draft_key, connection.execute(_FIND_TO_CHANGE, {"draft": draft_key.id}).first())
        if found is None:
            raise NoSuchDraftError("These answers are not here any more.")
        draft = changed(found)
        _keep(connection, draft_key, draft)
    return draft


def find(database: Database, draft_key: DraftKey) -> Draft | None:
    """Return the draft; None when it is gone, when the key is another one, or when it was damaged."""
    with database.look() as connection:
        row = connection.execute(_FIND, {"draft": draft_key.id}).first()
    return opened(draft_key, row)


def forget(database: Database, draft_key: DraftKey) -> None:
    """Destroy the draft, where the key is its own; nothing is done where there is none."""
    with database.begin() as connection:
        if opened(draft_key, connection.execute(_FIND_TO_CHANGE, {"draft": draft_key.id}).first()):
            forget_sent(connection, draft_key)


def forget_sent(connection: Connection, draft_key: DraftKey) -> None:
    """Destroy the draft inside the transaction that keeps its submission."""
    connection.execute(_FORGET, {"draft": draft_key.id})


def destroy_for(database: Database, code: str) -> int:
    """Destroy all drafts of the inspection `code` and return how many there were."""
    with database.begin() as connection:
        return connection.execute(delete(DRAFTS).where(DRAFTS.c.code == code)).rowcount


def destroy_expired(database: Database, now: datetime) -> int:
    """Destroy the drafts that can't be sent any more and return how many there were."""
    with database.look() as connection:
        if not _over(connection, now):  # nearly always: nobody is kept from writing to find that out
            return 0
    with database.begin() as connection:
        return connection.execute(delete(DRAFTS).where(DRAFTS.c.code.in_(_over(connection, now)))).rowcount


_FIELDS: Final = tuple(one.name for one in fields(Draft) if one.name != "row")
_START: Final = insert(DRAFTS)
_FIND: Final = select(DRAFTS.c.code, DRAFTS.c.sealed).where(DRAFTS.c.id == bindparam("draft"))
_FIND_TO_CHANGE: Final = _FIND.with_for_update()
_KEEP: Final = (
    update(DRAFTS)
    .where(DRAFTS.c.id == bindparam("draft"), DRAFTS.c.code == bindparam("of"))
    .values(sealed=bindparam("sealed"))
)
_EXCHANGE: Final = Prepared(
    update(DRAFTS)
    .where(DRAFTS.c.id == bindparam("draft"), DRAFTS.c.code == bindparam("of"), DRAFTS.c.sealed == bindparam("before"))
    .values(sealed=bindparam("sealed"))
)
_FORGET: Final = delete(DRAFTS).where(DRAFTS.c.id == bindparam("draft"))
_WITH_DRAFTS: Final = select(INSPECTIONS.c.code, INSPECTIONS.c.closes).where(
    exists().where(DRAFTS.c.code == INSPECTIONS.c.code)
)


def _over(connection: Connection, now: datetime) -> list[str]:
    rows = connection.execute(_WITH_DRAFTS)
    return [code for code, closes in rows if datetime.fromisoformat(closes) + GRACE <= now]


def _keep(connection: Connection, draft_key: DraftKey, draft: Draft) -> None:
    values = {"draft": draft_key.id, "of": draft.code, "sealed": _sealed(draft_key, draft)}
    if connection.execute(_KEEP, values).rowcount != 1:
        raise NoSuchDraftError("These answers are not here any more.")


def _sealed(draft_key: DraftKey, draft: Draft) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    written = filled(json.dumps({name: getattr(draft, name) for name in _FIELDS}, separators=(",", ":")).encode())
    return nonce + AESGCM(draft_key.key).encrypt(nonce, written, draft_key.id.encode())


def opened(draft_key: DraftKey, row: tuple[str, bytes] | None) -> Draft | None:
    """Return the draft in a row of code and sealed bytes; None without one, for another key or where it was damaged."""
    if row is None:
        return None
    code, sealed = row
    try:
        written = AESGCM(draft_key.key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], draft_key.id.encode())
    except (InvalidTag, ValueError):
        return None
    shape = json.loads(written)
    if shape["code"] != code:  # the row was moved to another inspection
        return None
    shape |= {"language": Language(shape["language"]), "channel": Channel(shape["channel"])}
    return Draft(**shape, row=sealed)
