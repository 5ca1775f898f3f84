"""Backups: everything in one file, taken while the product is in use, and put back into either kind of database.

The file holds the database and the wrapped private keys. It does not hold what wraps them, nor the secret that signs
cookies: with the file alone nobody opens an answer.
"""

from __future__ import annotations

import base64
import json
import os
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import column, delete, func, insert, select, table

from app.store.database import newest_migration
from app.store.keys import Purpose
from app.store.tables import INSPECTIONS, METADATA, STAFF

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path
    from typing import IO

    from sqlalchemy import Connection

    from app.store.database import Database
    from app.store.keys import Keys

FORMAT: Final = 1

_MANIFEST: Final = "heard-backup.json"
_BATCH: Final = 500
_BYTES: Final = "bytes"


class BackupError(ValueError):
    """A backup can't be made or put back; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What a backup holds."""

    day: str
    rows: int
    keys: int


def write(database: Database, keys: Keys, path: Path, *, day: date) -> Summary:
    """Write everything as it stands in one moment to a new file that only its owner can read. Raises BackupError."""
    aside = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(os.open(aside, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600), "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
                summary = _write(database, keys, written, day)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(aside, path)  # never over a file that is there: it may be the only good backup
        except FileExistsError:
            raise BackupError(f"There is a file {path} already. Give another name.") from None
    finally:
        aside.unlink(missing_ok=True)
    return summary


def read(database: Database, keys: Keys, path: Path) -> Summary:
    """Put a backup back, all of it or nothing, into an installation that holds no inspection. Raises BackupError."""
    try:
        with zipfile.ZipFile(path) as held:
            return _read(database, keys, held)
    except (OSError, zipfile.BadZipFile, KeyError, UnicodeDecodeError, json.JSONDecodeError):
        raise BackupError(f"{path} is no backup of Heard's, or it is damaged. Nothing was put back.") from None


def _write(database: Database, keys: Keys, written: zipfile.ZipFile, day: date) -> Summary:
    rows = 0
    with database.one_moment() as connection:
        for one in METADATA.sorted_tables:
            with written.open(f"{one.name}.jsonl", "w", force_zip64=True) as lines:
                for row in connection.execute(select(one)).mappings():
                    lines.write(json.dumps(dict(row), default=_as_text).encode() + b"\n")
                    rows += 1
    held = [(code, purpose, keys.stored(code, purpose)) for code, purpose in keys.every()]
    shape = [{"code": code, "purpose": purpose.value, "wrapped": _as_text(wrapped)} for code, purpose, wrapped in held]
    written.writestr("keys.json", json.dumps(shape))
    manifest = {"format": FORMAT, "tables": newest_migration(), "day": day.isoformat(), "rows": rows, "keys": len(held)}
    written.writestr(_MANIFEST, json.dumps(manifest))
    return Summary(day=day.isoformat(), rows=rows, keys=len(held))


def _read(database: Database, keys: Keys, held: zipfile.ZipFile) -> Summary:
    manifest = json.loads(held.read(_MANIFEST))
    if manifest["format"] != FORMAT or manifest["tables"] > newest_migration():
        raise BackupError("This backup is of a newer Heard than this one. Install that, then put it back.")
    if (broken := held.testzip()) is not None:
        raise BackupError(f"The backup is damaged ({broken}). Nothing was put back.")
    _see_that_empty(database)
    wrapped = [
        (one["code"], Purpose(one["purpose"]), _as_bytes(one["wrapped"])) for one in json.loads(held.read("keys.json"))
    ]
    with database.begin() as connection:
        rows = sum(_fill(connection, held, one.name) for one in METADATA.sorted_tables)
        if rows != manifest["rows"]:
            raise BackupError("The backup does not hold all that it says. Nothing was put back.")
        _count_on(connection)
        for code, purpose, key in wrapped:
            keys.put_back(code, purpose, key)
    return Summary(day=manifest["day"], rows=rows, keys=len(wrapped))


def _see_that_empty(database: Database) -> None:
    with database.look() as connection:
        if any(connection.execute(select(one).limit(1)).first() for one in (INSPECTIONS, STAFF)):
            raise BackupError(
                "This installation holds inspections or accounts, which a backup would be mixed with. Give an empty "
                "one: another HEARD_HOME, or another HEARD_DATABASE_URL."
            )


def _fill(connection: Connection, held: zipfile.ZipFile, name: str) -> int:
    if f"{name}.jsonl" not in held.namelist():  # a table that came after this backup
        return 0
    number = 0
    connection.execute(delete(table(name)))  # what an empty installation made for itself
    with _lines(held, name) as lines:
        batch: list[dict[str, Any]] = []
        for line in lines:
            batch.append(json.loads(line, object_hook=_object))
            number += 1
            if len(batch) == _BATCH:
                _insert(connection, name, batch)
                batch = []
        if batch:
            _insert(connection, name, batch)
    return number


def _insert(connection: Connection, name: str, batch: list[dict[str, Any]]) -> None:
    connection.execute(insert(table(name, *(column(one) for one in batch[0]))), batch)


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL number new rows after those that were put back; SQLite does by itself."""
    if connection.dialect.name != "postgresql":
        return
    for one in METADATA.sorted_tables:
        if (key := one.autoincrement_column) is not None:
            newest = select(func.max(key)).scalar_subquery()
            connection.execute(select(func.setval(func.pg_get_serial_sequence(one.name, key.name), newest)))


@contextmanager
def _lines(held: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    with held.open(f"{name}.jsonl") as lines:
        yield lines


def _object(shape: dict[str, Any]) -> Any:  # noqa: ANN401 - bytes where they were written as text, else the row
    return _as_bytes(shape) if set(shape) == {_BYTES} else shape


def _as_text(value: object) -> dict[str, str]:
    if isinstance(value, bytes | memoryview):
        return {_BYTES: base64.b64encode(value).decode()}
    raise TypeError(type(value).__name__)


def _as_bytes(shape: dict[str, str]) -> bytes:
    return base64.b64decode(shape[_BYTES], validate=True)
