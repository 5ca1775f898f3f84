"""The database: its tables, its addresses, and what it does when it is busy, new or gone."""

from __future__ import annotations

import importlib
import pkgutil
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import OperationalError

import app.store
from app.store.database import MIGRATIONS, AddressError, Database, UnavailableError, newest_migration, unchecked_host
from app.store.tables import DRAFTS, METADATA, ORIGINALS, SUBMISSIONS

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Table

_START = "import sys; from app.store.database import Database; d = Database(sys.argv[1]); d.migrate(); print(d.ready())"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("sqlite:////var/lib/heard.db", ""),
        ("postgresql://heard@127.0.0.1/heard", ""),
        ("postgresql://heard@localhost:5433/heard", ""),
        ("postgresql://heard@[::1]/heard", ""),
        ("postgresql:///heard?host=/run/postgresql", ""),
        ("postgresql://heard@db.example/heard", "db.example"),
        ("postgresql://heard@db.example/heard?sslmode=require", "db.example"),
        ("postgresql://heard@db.example/heard?sslmode=verify-full&sslrootcert=system", ""),
        ("postgresql:///heard?host=/run/postgresql&host=db.example", "db.example"),
    ],
)
def test_another_machine_is_named_unless_its_certificate_is_checked(url: str, host: str) -> None:
    assert unchecked_host(url) == host


def test_the_migrations_make_the_tables_that_the_code_names(empty: str) -> None:
    for module in pkgutil.iter_modules(app.store.__path__):
        if not module.ispkg:
            importlib.import_module(f"app.store.{module.name}")
    database = Database(empty)
    database.migrate()
    with database.begin() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    database.dispose()
    assert differences == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    database.migrate()
    assert database.ready()


def test_tables_that_are_up_to_date_are_told_without_alembic(database: Database) -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [newest_migration()]
    url = database.engine.url.render_as_string(hide_password=False)
    script = f"import sys, app.store.database as d; d.Database({url!r}).migrate(); print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


def test_several_processes_can_start_at_once_on_a_new_database(empty: str, house: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _START, empty],
            cwd=house,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    said = [process.communicate() for process in processes]
    assert said == [("True\n", "")] * 4


def test_a_database_without_tables_is_not_ready(empty: str) -> None:
    database = Database(empty)
    assert not database.ready()
    database.dispose()


def test_a_database_that_is_gone_is_not_ready_and_says_so() -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/heard")
    assert not database.ready()
    with pytest.raises(UnavailableError, match="does not answer"), database.begin():
        pass


def test_what_fails_is_undone_as_a_whole_even_a_table(database: Database) -> None:
    def fail() -> None:
        with database.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE half_done (one INTEGER)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.look() as connection:
        assert not connection.dialect.has_table(connection, "half_done")


def test_each_transaction_is_on_disk_before_anyone_is_told(database: Database) -> None:
    expected: dict[str, dict[str, object]] = {
        "sqlite": {"PRAGMA journal_mode": "wal", "PRAGMA synchronous": 2},
        "postgresql": {"SHOW fsync": "on", "SHOW synchronous_commit": "on"},
    }
    with database.look() as connection:
        wanted = expected[connection.dialect.name]
        assert {ask: connection.exec_driver_sql(ask).scalar() for ask in wanted} == wanted


def test_sqlite_wipes_what_is_deleted_and_waits_its_turn(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'heard.db'}")
    wanted = {"foreign_keys": 1, "secure_delete": 1, "temp_store": 2, "busy_timeout": 10_000}
    with database.look() as connection:
        assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted} == wanted
    database.dispose()


@pytest.mark.parametrize("table", [SUBMISSIONS, ORIGINALS, DRAFTS], ids=lambda table: table.name)
def test_sqlite_numbers_no_rows_in_the_order_they_came(tmp_path: Path, table: Table) -> None:
    database = Database(f"sqlite:///{tmp_path / 'heard.db'}")
    database.migrate()
    with pytest.raises(OperationalError, match="no such column: rowid"), database.look() as connection:
        connection.exec_driver_sql(f"SELECT rowid FROM {table.name}")  # noqa: S608 - a table's own name
    database.dispose()


def test_only_its_owner_can_read_sqlites_files(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new' / 'heard.db'}")
    database.migrate()
    with database.begin():
        modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new").glob("heard.db*")}
    database.dispose()
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    assert modes == {0o600}


def test_a_writer_that_waits_too_long_is_told_so(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'heard.db'}"
    first, second = Database(address), Database(address)
    first.migrate()
    with second.look() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    with first.begin(), pytest.raises(UnavailableError, match="Try again"), second.begin():
        pass
    first.dispose()
    second.dispose()


def test_writers_of_one_process_wait_in_line(database: Database) -> None:
    def write(number: int) -> None:
        with database.begin() as connection:
            connection.exec_driver_sql(f"INSERT INTO lines VALUES ({number})")  # noqa: S608 - a number

    with database.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE lines (number INTEGER)")
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(write, range(60)))
    with database.look() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM lines").scalar() == 60
    with database.begin() as connection:
        connection.exec_driver_sql("DROP TABLE lines")


def test_a_writer_gives_its_turn_back_when_it_fails(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'heard.db'}")
    database.migrate()
    for _ in range(3):
        with pytest.raises(OperationalError), database.begin() as connection:
            connection.exec_driver_sql("INSERT INTO nowhere VALUES (1)")
    with database.begin() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
    database.dispose()


def test_a_file_that_is_no_database_is_said_to_be_unusable_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("These are notes, not a database. " * 100, encoding="utf-8")
    database = Database(f"sqlite:///{file}")
    assert not database.ready()
    with pytest.raises(UnavailableError, match="holds something else"):
        database.migrate()
    database.dispose()
    assert file.read_text(encoding="utf-8").startswith("These are notes")


def test_a_full_disk_is_said_to_be_full_and_what_was_kept_stays(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'heard.db'}")
    database.migrate()
    with database.look() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")  # as good as a disk without room
    with pytest.raises(UnavailableError, match="the disk is full"), database.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE too_much AS SELECT zeroblob(1000000) AS zeros")
    assert database.ready()
    database.dispose()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "mysql://heard:secret@host/heard",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql://a:secret@host:port/heard",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_being_shown(url: str) -> None:
    with pytest.raises(AddressError) as refused:
        Database(url)
    assert "secret" not in str(refused.value)
    assert "sqlite:///FILE or postgresql+psycopg://" in str(refused.value)


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AddressError, match="directory"):
        Database(f"sqlite:///{tmp_path}")
