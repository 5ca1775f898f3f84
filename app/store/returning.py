"""The four words that open a draft from any device: made when they are asked for, gone with the draft.

The row holds the draft's key locked under what the words become, and the words locked under the draft's key, so that
they can be shown again to whoever holds that. Nothing in it opens without the words, or without the browser's cookie.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from app.store import four_words
from app.store.drafts import DraftKey, NoSuchDraftError
from app.store.locking import lock, unlock
from app.store.tables import RETURNS

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.store.database import Database


def words(database: Database, draft_key: DraftKey) -> tuple[str, ...]:
    """Return the words that open the draft, none where none were made or the key is another one."""
    with database.look() as connection:
        locked = connection.execute(_SHOWN, {"draft": draft_key.id}).scalar()
    written = unlock(draft_key.key, locked, place=_shown(draft_key.id)) if locked else None
    return tuple(written.decode().split(four_words.BETWEEN)) if written else ()


def make(database: Database, code: str, draft_key: DraftKey, *, secret: str) -> tuple[str, ...]:
    """Return the words that open the draft: those that were made before, else new ones. Raises NoSuchDraftError."""
    for _ in range(_TRIES):
        if made := words(database, draft_key):
            return made
        chosen = four_words.new()
        stretched = four_words.stretched(chosen, code, secret)
        values = {
            "draft": draft_key.id,
            "found_by": stretched.found_by,
            "locked_key": lock(stretched.key, draft_key.to_cookie().encode(), place=_opened_by(stretched.found_by)),
            "locked_words": lock(draft_key.key, four_words.BETWEEN.join(chosen).encode(), place=_shown(draft_key.id)),
        }
        try:
            with database.begin() as connection:
                connection.execute(_MAKE[connection.dialect.name], values)  # another page may have made some meanwhile
        except IntegrityError:
            break  # there is no such draft
    raise NoSuchDraftError("These answers are not here any more.")


def find(database: Database, code: str, typed: Collection[str], *, secret: str) -> DraftKey | None:
    """Return the key to the draft of the inspection `code` that the words open, None where they open none."""
    stretched = four_words.stretched(typed, code, secret)
    with database.look() as connection:
        locked = connection.execute(_FIND, {"found_by": stretched.found_by}).scalar()
    cookie = unlock(stretched.key, locked, place=_opened_by(stretched.found_by)) if locked else None
    return DraftKey.from_cookie(cookie.decode()) if cookie else None


_TRIES: Final = 5
# Without a target, so that words which another draft has are made anew too.
_MAKE: Final = {
    "sqlite": sqlite.insert(RETURNS).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(RETURNS).on_conflict_do_nothing(),
}
_SHOWN: Final = select(RETURNS.c.locked_words).where(RETURNS.c.draft == bindparam("draft"))
_FIND: Final = select(RETURNS.c.locked_key).where(RETURNS.c.found_by == bindparam("found_by"))


def _shown(draft: str) -> str:
    return f"words of {draft}"


def _opened_by(found_by: bytes) -> str:
    return f"key at {found_by.hex()}"
