"""Connections kept for single statements: lent without the bookkeeping that a transaction of several needs."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.pool import PoolProxiedConnection

Values = Sequence[Any] | Mapping[str, Any]
"""A statement's values as the driver takes them: in their order, or by name."""

Found = tuple[tuple[Any, ...] | None, int]
"""The first row, None where there is none, and how many rows were changed."""

_MOST: Final = 4
"""As many as the server has threads. What more were lent goes back to the engine."""


class Spares:
    """The connections of one engine that are kept open, each statement on them a transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._kept: deque[PoolProxiedConnection] = deque()

    def run(self, statement: str, values: Values) -> Found:
        """Hand a statement to the driver itself. Raises the driver's errors.

        Where a connection broke since it was last used, as when the database was started anew, the statement is run
        again on a new one: running it twice has to come to the same as running it once.
        """
        kept = self._taken()
        lent = kept or self._connected()
        driver: Any = lent.driver_connection
        try:
            cursor = driver.cursor()
            cursor.execute(statement, values)
            found = (cursor.fetchone() if cursor.description else None), cursor.rowcount
            cursor.close()
        except BaseException as error:
            broken = not self._is_sqlite and driver.closed
            lent.invalidate()  # nobody else is given a connection that may be broken
            if kept is None or not broken or not isinstance(error, Exception):
                raise
            self.let_go()  # the others are as old
            return self.run(statement, values)
        self._kept.append(lent)
        if len(self._kept) > _MOST:
            self.let_go(_MOST)
        return found

    def let_go(self, left: int = 0) -> None:
        """Give connections back to the engine, but for so many."""
        while len(self._kept) > left and (lent := self._taken()) is not None:
            driver: Any = lent.driver_connection
            if not self._is_sqlite and not driver.closed:
                driver.autocommit = False
            lent.close()

    def _taken(self) -> PoolProxiedConnection | None:
        try:
            return self._kept.pop()
        except IndexError:
            return None

    def _connected(self) -> PoolProxiedConnection:
        lent = self._engine.raw_connection()
        if not self._is_sqlite:
            driver: Any = lent.driver_connection
            driver.autocommit = True
        return lent
