"""Statements that nearly every page runs: written in SQLAlchemy's words, compiled once, handed to the driver itself.

SQLAlchemy's own way to a row takes ten times as long as SQLite does, and a page has little else to do.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Select, Update
    from sqlalchemy.engine.interfaces import DBAPICursor

    from app.store.database import Database


class Prepared:
    """One statement, whose values are its `bindparam`s by name. It is a transaction of its own."""

    def __init__(self, statement: Select[Any] | Update) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, tuple[str, ...] | None]] = {}

    def first(self, database: Database, **values: str | bytes) -> tuple[Any, ...] | None:
        """Return the first row that it finds, as the driver has it; None where there is none."""
        with database.driver() as connection, closing(connection.cursor()) as cursor:
            self._run(database, cursor, values)
            row: tuple[Any, ...] | None = cursor.fetchone()
        return row

    def changed(self, database: Database, **values: str | bytes) -> int:
        """Return how many rows it changed; they are on disk by then."""
        with database.turn(), database.driver() as connection, closing(connection.cursor()) as cursor:
            self._run(database, cursor, values)
            return cursor.rowcount

    def _run(self, database: Database, cursor: DBAPICursor, values: dict[str, str | bytes]) -> None:
        dialect = database.engine.dialect
        if dialect.name not in self._compiled:
            compiled = self._statement.compile(dialect=dialect)
            places = tuple(compiled.positiontup) if compiled.positional and compiled.positiontup else None
            self._compiled[dialect.name] = str(compiled), places
        words, places = self._compiled[dialect.name]
        cursor.execute(words, values if places is None else tuple(values[name] for name in places))
