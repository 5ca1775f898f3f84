"""Results: what was worked out from an inspection's answers, sealed like them, so that pages need not do it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, delete, insert, select

from app.store.inspections import held_public_key
from app.store.sealing import Opener, Seal
from app.store.tables import RESULTS

if TYPE_CHECKING:
    from app.store.database import Database
    from app.store.keys import Keys


def keep(database: Database, code: str, name: str, content: bytes) -> None:
    """Keep the result `name` of the inspection `code` in place of an older one. Raises NoSuchInspectionError."""
    with database.begin() as connection:
        sealed = Seal(held_public_key(connection, code)).close(content)
        connection.execute(_FORGET, {"of": code, "called": name})
        connection.execute(insert(RESULTS), {"code": code, "name": name, "sealed": sealed})


def forget(database: Database, code: str, name: str) -> None:
    """Forget the result `name`, if there is one. Raises NoSuchInspectionError."""
    with database.begin() as connection:
        held_public_key(connection, code)
        connection.execute(_FORGET, {"of": code, "called": name})


def find(database: Database, keys: Keys, code: str, name: str) -> bytes | None:
    """Return the result `name`, or None where there is none. Raises NoSuchInspectionError, NoKeyError, DamagedError."""
    with database.look() as connection:
        held_public_key(connection, code)
        sealed: bytes | None = connection.execute(_FIND, {"of": code, "called": name}).scalar()
    return None if sealed is None else Opener(keys.private(code)).open(sealed)


_ITS: Final = (RESULTS.c.code == bindparam("of"), RESULTS.c.name == bindparam("called"))
_FORGET: Final = delete(RESULTS).where(*_ITS)
_FIND: Final = select(RESULTS.c.sealed).where(*_ITS)
