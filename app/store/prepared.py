"""Statements that nearly every page runs: written in SQLAlchemy's words, compiled once, handed to the driver itself.

SQLAlchemy's own way to a row takes ten times as long as SQLite does, and a page has little else to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Select, Update

    from app.store.database import Database


class Prepared:
    """One statement, whose values are its `bindparam`s by name. It is a transaction of its own."""

    def __init__(self, statement: Select[Any] | Update) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, tuple[str, ...] | None]] = {}

    def first(self, database: Database, **values: str | bytes) -> tuple[Any, ...] | None:
        """Return the first row that it finds, as the driver has it; None where there is none."""
        return database.straight(*self._said(database, values), writes=False)[0]

    def changed(self, database: Database, **values: str | bytes) -> int:
        """Return how many rows it changed; they are on disk by then.

        Where the connection breaks meanwhile it is run again, and then counts only what it still found to change.
        """
        return database.straight(*self._said(database, values), writes=True)[1]

    def _said(
        self, database: Database, values: dict[str, str | bytes]
    ) -> tuple[str, tuple[str | bytes, ...] | dict[str, str | bytes]]:
        """Return the statement and its values as this database's driver takes them."""
        dialect = database.engine.dialect
        if dialect.name not in self._compiled:
            compiled = self._statement.compile(dialect=dialect)
            places = tuple(compiled.positiontup) if compiled.positional and compiled.positiontup else None
            self._compiled[dialect.name] = str(compiled), places
        words, places = self._compiled[dialect.name]
        return words, values if places is None else tuple(values[name] for name in places)
