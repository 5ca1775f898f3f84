"""The database: SQLite or PostgreSQL, with each transaction on disk before anyone is told that it is kept."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy import create_engine, event, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from app.store import people_tables  # noqa: F401 - its tables stand in the same database
from app.store.spares import Spares
from app.store.tables import INSPECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Connection, Engine

    from app.store.spares import Found, Values

MIGRATIONS: Final = Path(__file__).with_name("migrations")

_WAIT_SECONDS: Final = 10
_VERIFIED: Final = "verify-full"
_THIS_MACHINE: Final = ("/", "127.", "::1", "localhost")
_MANY: Final = 1_000_000  # writers at once: PostgreSQL sees to them itself
_MIGRATION_LOCK: Final = 0x4865617264  # any number that only Heard asks PostgreSQL to lock: "Heard" in ASCII

_PRIMARY: Final = 0xFF  # SQLite's error codes say more in their higher bits
_NOT_OURS: Final = {
    sqlite3.SQLITE_BUSY: "another process keeps it busy. Try again in a minute.",
    sqlite3.SQLITE_LOCKED: "another process keeps it busy. Try again in a minute.",
    sqlite3.SQLITE_NOMEM: "this machine has no memory left.",
    sqlite3.SQLITE_READONLY: "its file can't be written to. Is it yours?",
    sqlite3.SQLITE_IOERR: "its file can't be read or written. Is the disk full or damaged?",
    sqlite3.SQLITE_CORRUPT: "its file is damaged. Put a copy of it back.",
    sqlite3.SQLITE_FULL: "the disk is full. Make room on it.",
    sqlite3.SQLITE_CANTOPEN: "its file can't be opened. Is the disk full, or the folder not yours?",
    sqlite3.SQLITE_NOTADB: "its file holds something else. Check HEARD_DATABASE_URL and HEARD_HOME.",
}
"""What SQLite says that is no wrong statement of ours, in words for whoever looks after the machine."""


class AddressError(ValueError):
    """The database's address can't be used; the message never shows it, since it may hold a password."""


class UnavailableError(RuntimeError):
    """The database can't be reached, or was busy for too long; nothing of the transaction was kept."""


class Database:
    """Where everything is kept. `url` is an address of SQLAlchemy: `sqlite:///FILE` or `postgresql+psycopg://...`."""

    def __init__(self, url: str) -> None:
        address = _address(url)
        self._file = Path(address.database or "") if address.get_backend_name() == "sqlite" else None
        self.engine = _sqlite(address, self._file) if self._file else _postgresql(address)
        self._writers = BoundedSemaphore(1 if self._file else _MANY)
        self._errors: Any = self.engine.dialect.loaded_dbapi
        self._spares = Spares(self.engine)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Give a connection in a transaction that may write: kept when the block ends, undone when it raises."""
        with self._translated(), self.turn(), self.engine.begin() as connection:
            if self._file:
                # SQLite must be told at the start that a transaction will write: one that finds out later can't wait
                # its turn. Said to the driver itself, which spares each answer a fifth of the time that keeping takes.
                _driver(connection).execute("BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """Give a connection that only reads."""
        with self._translated(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def one_moment(self) -> Iterator[Connection]:
        """Give a connection that reads everything as it stood in one moment, while others write on."""
        with self._translated(), self.engine.connect() as connection:
            if self._file:
                _driver(connection).execute("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn to write. SQLite has one writer at a time, and lets whoever finds it busy sleep.

        Among the threads of one process that would make some wait for many others' turns; here each waits in line.
        """
        if not self._writers.acquire(timeout=_WAIT_SECONDS):
            raise UnavailableError(f"The database can't be used: {_NOT_OURS[sqlite3.SQLITE_BUSY]}")
        try:
            yield
        finally:
            self._writers.release()

    def straight(self, statement: str, values: Values, *, writes: bool) -> Found:
        """Run one statement, a transaction of its own, as `Spares.run` does. It may come to be run twice."""
        try:
            if not writes:
                return self._spares.run(statement, values)
            with self.turn():
                return self._spares.run(statement, values)
        except (PoolTimeoutError, DBAPIError, self._errors.Error) as error:
            if (meant := self._meant(error)) is error:
                raise
            raise meant from error

    def migrate(self) -> None:
        """Bring the tables up to date; when several processes start at once, the first does it and the others wait."""
        if self._up_to_date():
            return  # without Alembic, whose loading would be half of every command's time
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        with self._alone(), self.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def ready(self) -> bool:
        """Say whether the database answers and has its tables."""
        try:
            with self.engine.begin() as connection:
                connection.execute(select(INSPECTIONS.c.code).limit(1))
        except SQLAlchemyError:
            return False
        return True

    def wipe_deleted(self) -> None:
        """Take rows that were deleted out of the files too, as far as the database can: they were sealed all along."""
        with self._translated(), self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if self._file:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                connection.exec_driver_sql("VACUUM submissions, originals, drafts, returns, keepsakes, copies, results")

    def dispose(self) -> None:
        """Close every connection."""
        self._spares.let_go()
        self.engine.dispose()

    def _up_to_date(self) -> bool:
        try:
            with self.engine.connect() as connection:
                made = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
        except SQLAlchemyError:
            return False
        return made == [newest_migration()]

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (PoolTimeoutError, DBAPIError, self._errors.Error) as error:
            if (meant := self._meant(error)) is error:
                raise
            raise meant from error

    def _meant(self, error: Exception) -> Exception:
        """Return what an error of the driver means: that the database can't be used, or itself if we asked wrongly."""
        if isinstance(error, PoolTimeoutError):
            return UnavailableError("The database is too busy. Try again in a minute.")
        code = _sqlite_code(error)
        gone = (OperationalError, InterfaceError, self._errors.OperationalError, self._errors.InterfaceError)
        if code not in _NOT_OURS and (code is not None or not isinstance(error, gone)):
            return error  # a statement of ours was wrong
        return UnavailableError(f"The database can't be used: {_reason(code)}")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes out while SQLite's file is made: its first change of journal mode doesn't wait."""
        if self._file is None:
            yield
            return
        path = self._file.with_name(f"{self._file.name}.lock")
        with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w") as lock, self._translated():
            fcntl.flock(lock, fcntl.LOCK_EX)
            raw = self.engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA journal_mode=WAL")
            finally:
                raw.close()
            yield


def newest_migration() -> str:
    """Return the number of the last migration: its file's name begins with it."""
    return max(file.name.split("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _reason(code: int | None) -> str:
    if code is None:
        return "it does not answer. Check HEARD_DATABASE_URL, and that the database is running."
    return _NOT_OURS[code]


def _sqlite_code(error: BaseException) -> int | None:
    """Return the number of SQLite's error, None where it is PostgreSQL's."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(cause, sqlite3.Error):
        return None
    return int(getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & _PRIMARY


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _address(url: str) -> URL:
    cure = "Give sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME."
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise AddressError(f"The database's address can't be read. {cure}") from None
    if address.drivername in {"postgresql", "postgres"}:
        address = address.set(drivername="postgresql+psycopg")
    if address.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise AddressError(f"Heard keeps its data in SQLite or PostgreSQL, not in {address.drivername!r}. {cure}")
    if address.drivername == "sqlite" and address.database in {None, "", ":memory:"}:
        raise AddressError(f"SQLite needs a file, so that nothing is lost at a restart. {cure}")
    return address


def unchecked_host(url: str) -> str:
    """Return the other machine that the database is on, where nothing holds the connection to TLS and to that machine.

    Empty for SQLite, for a socket or address of this machine, and with sslmode=verify-full. Raises AddressError.
    """
    address = _address(url)
    given = address.query.get("host") or address.host or ""
    hosts = given if isinstance(given, tuple) else (given,)
    if address.drivername == "sqlite" or address.query.get("sslmode") == _VERIFIED:
        return ""
    return next((host for host in hosts if host and not host.startswith(_THIS_MACHINE)), "")


def _sqlite(address: URL, file: Path) -> Engine:
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))  # SQLite gives its log files the same permissions
    except OSError as error:
        raise AddressError(f"The database's file {file} can't be used: {error.strerror}.") from None
    engine = create_engine(address, hide_parameters=True, connect_args={"timeout": _WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, so that tables change inside them too
        cursor = connection.cursor()
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _postgresql(address: URL) -> Engine:
    return create_engine(
        address,
        hide_parameters=True,  # an error in a log shows the statement, never what was to be kept
        pool_pre_ping=True,  # a restarted database costs nobody an error page
        connect_args={"connect_timeout": _WAIT_SECONDS, "application_name": "heard"},
    )
