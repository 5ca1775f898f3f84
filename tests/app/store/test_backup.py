"""Backups: taken in use, put back on either database, opened again; and never again after a purge."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.store import audit, backup, drafts, inspections, matters, shredding, staff, submissions
from app.store.backup import BackupError
from app.store.database import Database
from app.store.keys import Keys, NoKeyError
from app.store.matters import Decision, Kind, Raised
from app.store.staff import Role
from app.store.tables import METADATA
from surveys.inspections import LONDON
from tests.app.store.examples import CODE, a_draft, a_submission, an_inspection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 11, 24, 12, tzinfo=LONDON)
DAY = date(2026, 11, 24)


@pytest.fixture
def full(database: Database, kent: str) -> str:
    """Fill the database with something of each kind, and give the inspection's code."""
    key = drafts.start(database, a_draft())
    raised = Raised(id="m", kind=Kind.WORDS, alarm="urgent", content={"day": "2026-11-24"})
    submissions.add(database, kent, a_submission("1"), receipt="r", original=b"copy", raised=[raised], now=NOW)
    submissions.add_all(database, kent, (a_submission(f"more-{number}") for number in range(600)))
    staff.add(database, email="a@example.org", name="Sam", role=Role.INSPECTOR, password_hash="x", codes=[kent])
    somebody = staff.find(database, "a@example.org")
    assert somebody
    decision = Decision(made=NOW, by="Sam", outcome="partnership", note="")
    matters.decide(database, kent, "m", decision, staff_id=somebody.id)
    audit.record(database, NOW, audit.COMMAND_LINE, "tried")
    assert drafts.find(database, key)
    return kent


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Database]:
    """Give an empty database of the other machine."""
    made = Database(f"sqlite:///{tmp_path / 'another' / 'heard.db'}")
    made.migrate()
    yield made
    made.dispose()


def _contents(database: Database) -> dict[str, list[str]]:
    with database.look() as connection:
        return {
            table.name: sorted(str(tuple(row)) for row in connection.execute(select(table)).all())
            for table in METADATA.sorted_tables
        }


def test_what_is_put_back_is_what_was_there_and_opens(
    database: Database, keys: Keys, full: str, another: Database, tmp_path: Path
) -> None:
    made = backup.write(database, keys, tmp_path / "heard.backup", day=DAY)
    there = Keys(tmp_path / "there")
    (tmp_path / "there").mkdir(mode=0o700)
    (tmp_path / "there" / "wrapping.key").write_bytes((keys.folder / "wrapping.key").read_bytes())
    (tmp_path / "there" / "wrapping.key").chmod(0o600)
    assert backup.read(another, there, tmp_path / "heard.backup") == made
    assert _contents(another) == _contents(database)
    assert len(list(submissions.opened(another, there, full))) == 601
    assert submissions.original(another, there, full, "1") == b"copy"
    assert len(matters.every(another, there, full)[0].decisions) == 1
    assert audit.verify(another).faults == ()


def test_a_backup_of_sqlite_is_put_back_on_postgresql_and_counts_on(tmp_path: Path, empty: str, keys: Keys) -> None:
    small = Database(f"sqlite:///{tmp_path / 'small.db'}")
    small.migrate()
    inspections.add(small, keys, an_inspection())
    staff.add(small, email="a@example.org", name="Sam", role=Role.INSPECTOR, password_hash="x")
    submissions.add(small, CODE, a_submission("1"), receipt="r")
    backup.write(small, keys, tmp_path / "b", day=DAY)
    there = Database(empty)
    there.migrate()
    backup.read(there, keys, tmp_path / "b")
    staff.add(there, email="b@example.org", name="Bo", role=Role.INSPECTOR, password_hash="x", codes=[CODE])
    assert len(staff.every(there)) == 2
    assert [one.id for one in submissions.opened(there, keys, CODE)] == ["1"]
    small.dispose()
    there.dispose()


def test_the_file_alone_opens_nothing(database: Database, keys: Keys, full: str, tmp_path: Path) -> None:
    path = tmp_path / "heard.backup"
    backup.write(database, keys, path, day=DAY)
    assert path.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(path) as held:
        everything = b"".join(held.read(name) for name in held.namelist())
    for secret in (bytes(keys.private(full)), b"Shorter waits", (keys.folder / "wrapping.key").read_bytes()):
        assert secret not in everything
    fresh = Database(f"sqlite:///{tmp_path / 'thief.db'}")
    fresh.migrate()
    backup.read(fresh, Keys(tmp_path / "thief"), path)
    with pytest.raises(NoKeyError):
        list(submissions.opened(fresh, Keys(tmp_path / "thief"), full))
    fresh.dispose()


def test_a_backup_from_before_a_purge_can_t_be_opened_either(
    database: Database, keys: Keys, full: str, another: Database, tmp_path: Path
) -> None:
    inspections.add(database, keys, replace(an_inspection("york-1"), answers_kept_until=date(2040, 1, 1)))
    path = tmp_path / "heard.backup"
    backup.write(database, keys, path, day=DAY)
    assert shredding.ended(database, date(2029, 11, 23)) == ()
    assert shredding.ended(database, date(2029, 11, 24)) == (full,)
    shredding.shred(database, keys, full)
    keys.rotate()
    assert keys.holds("york-1")
    backup.read(another, keys, path)
    with pytest.raises(NoKeyError):
        list(submissions.opened(another, keys, full))
    with pytest.raises(NoKeyError):
        matters.every(another, keys, full)


def test_a_backup_taken_while_people_answer_is_of_one_moment(
    database: Database, keys: Keys, full: str, another: Database, tmp_path: Path
) -> None:
    with database.one_moment() as connection:
        before = len(connection.execute(select(METADATA.tables["submissions"])).all())
        submissions.add(database, full, a_submission("while"), receipt="w", original=b"copy")
        assert len(connection.execute(select(METADATA.tables["submissions"])).all()) == before
        assert len(connection.execute(select(METADATA.tables["originals"])).all()) == 1
    backup.write(database, keys, tmp_path / "b", day=DAY + timedelta(days=1))
    backup.read(another, keys, tmp_path / "b")
    assert sum(one.number for one in submissions.counts(another, full)) == before + 1


def test_what_can_t_be_put_back_changes_nothing(
    database: Database, keys: Keys, full: str, another: Database, tmp_path: Path
) -> None:
    path = tmp_path / "heard.backup"
    backup.write(database, keys, path, day=DAY)
    with pytest.raises(BackupError, match="already"):
        backup.write(database, keys, path, day=DAY)
    with pytest.raises(BackupError, match="holds inspections"):
        backup.read(database, keys, path)
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    (tmp_path / "damaged").write_bytes(damaged)
    (tmp_path / "cut").write_bytes(path.read_bytes()[:5000])
    (tmp_path / "other").write_bytes(b"something else")
    for name in ("damaged", "cut", "other", "missing"):
        with pytest.raises(BackupError):
            backup.read(another, keys, tmp_path / name)
    assert inspections.every(another) == ()
    assert len(inspections.every(database)) == 1
    assert full == CODE
