"""`heard audit`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import delete, update

from app.commands.audit import audit
from app.store import audit as record
from app.store.database import Database
from app.store.tables import AUDIT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """Give the database that the command works on, with three rows in its record."""
    monkeypatch.setenv("HEARD_HOME", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'heard.db'}")
    database.migrate()
    record.record(database, NOW, record.staff(1), "lines.looked", "kent-1000")
    record.record(database, NOW, record.COMMAND_LINE, "inspection.opened", "york-1000")
    record.record(database, NOW, record.staff(2), "signed_in")
    yield database
    database.dispose()


def _run(*arguments: str) -> Result:
    return CliRunner(mix_stderr=False).invoke(audit, arguments)


@pytest.mark.usefixtures("database")
def test_the_rows_are_listed_the_oldest_first() -> None:
    assert _run("list").stdout.splitlines() == [
        "1  Tuesday 24 November 2026, 09:30  staff:1  lines.looked  kent-1000",
        "2  Tuesday 24 November 2026, 09:30  command-line  inspection.opened  york-1000",
        "3  Tuesday 24 November 2026, 09:30  staff:2  signed_in",
    ]
    assert [line[0] for line in _run("list", "--last", "2").stdout.splitlines()] == ["2", "3"]
    assert [line[0] for line in _run("list", "--inspection", "york-1000").stdout.splitlines()] == ["2"]


def test_a_whole_record_is_said_to_be_whole_and_its_end_can_be_noted(database: Database) -> None:
    done = _run("verify")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "The record is whole: 3 rows.")
    noted = done.stdout.splitlines()[-1]
    record.record(database, NOW, record.SCHEDULE, "purged", "kent-1000")
    assert _run("verify", "--expect", noted).exit_code == 0


def test_a_removed_row_is_found(database: Database) -> None:
    with database.begin() as connection:
        connection.execute(delete(AUDIT).where(AUDIT.c.number == 2))
    done = _run("verify")
    assert done.exit_code == 1
    assert done.stdout == "Row 2 was removed.\n"
    assert done.stderr == "Error: The record is not whole: 1 fault in 2 rows.\n"


def test_an_altered_row_is_found(database: Database) -> None:
    with database.begin() as connection:
        connection.execute(update(AUDIT).where(AUDIT.c.number == 1).values(actor="staff:9"))
    done = _run("verify")
    assert done.exit_code == 1
    assert done.stdout == "Row 1 was altered, or stands where another was.\n"


@pytest.mark.usefixtures("database")
def test_what_was_noted_and_is_gone_is_found() -> None:
    done = _run("verify", "--expect", f"3:{'0' * 64}")
    assert done.exit_code == 1
    assert "is not in the record" in done.stdout


@pytest.mark.usefixtures("database")
def test_a_code_that_is_none_is_refused() -> None:
    assert "is not an inspection's code" in _run("list", "--inspection", "Sam Green").stderr
