"""The record only grows, holds no personal data, and shows it when a row is removed, altered, added or rewritten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, insert, update

from app.store import audit
from app.store.audit import NotForTheRecordError
from app.store.tables import AUDIT, AUDIT_HEAD

if TYPE_CHECKING:
    from app.store.database import Database

NOW = datetime(2026, 11, 24, 9, 30, 15, 123456, tzinfo=UTC)


def _fill(database: Database, number: int = 5) -> None:
    for one in range(number):
        audit.record(database, NOW, audit.staff(7), "lines.looked", f"kent-{one}")


def test_what_was_recorded_is_found_again_the_newest_first(database: Database) -> None:
    audit.record(database, NOW, audit.staff(7), "lines.looked", "kent-1000")
    audit.record(database, NOW, audit.officer("kent-1000"), "pack.exported", "kent-1000/pack")
    newest, oldest = audit.latest(database, most=10)
    assert (newest.number, newest.actor, newest.action, newest.object) == (
        2,
        "officer:kent-1000",
        "pack.exported",
        "kent-1000/pack",
    )
    assert (oldest.number, oldest.moment) == (1, NOW.replace(microsecond=0))
    assert [one.number for one in audit.latest(database, most=10, before=2)] == [1]


def test_the_rows_of_one_inspection_are_found_alone(database: Database) -> None:
    for named in ("kent-1", "kent-1/pack", "kent-10", "staff:3"):
        audit.record(database, NOW, audit.COMMAND_LINE, "changed", named)
    assert [one.object for one in audit.latest(database, most=10, about="kent-1")] == ["kent-1/pack", "kent-1"]


def test_a_record_that_nobody_touched_is_whole(database: Database) -> None:
    assert audit.verify(database).faults == ()
    _fill(database)
    verdict = audit.verify(database)
    assert (verdict.rows, verdict.faults) == (5, ())
    assert verdict.head.startswith("5:")


@pytest.mark.parametrize(
    ("removed", "says"), [(1, "Row 1 was removed."), (3, "Row 3 was removed."), (5, "Row 5 was removed.")]
)
def test_a_removed_row_is_found_wherever_it_stood(database: Database, removed: int, says: str) -> None:
    _fill(database)
    with database.begin() as connection:
        connection.execute(delete(AUDIT).where(AUDIT.c.number == removed))
    assert audit.verify(database).faults == (says,)


def test_a_record_that_was_emptied_is_found(database: Database) -> None:
    _fill(database)
    with database.begin() as connection:
        connection.execute(delete(AUDIT))
    assert audit.verify(database).faults == ("Rows 1 to 5 were removed.",)


@pytest.mark.parametrize(
    "altered", [{"actor": "staff:8"}, {"action": "lines.exported"}, {"object": "york-1"}, {"moment": "2026-11-25"}]
)
@pytest.mark.parametrize("number", [1, 5])
def test_an_altered_row_is_found_whatever_was_altered(database: Database, altered: dict[str, str], number: int) -> None:
    _fill(database)
    with database.begin() as connection:
        connection.execute(update(AUDIT).where(AUDIT.c.number == number).values(altered))
    assert audit.verify(database).faults == (f"Row {number} was altered, or stands where another was.",)


def test_two_rows_that_changed_places_are_found(database: Database) -> None:
    _fill(database)
    with database.begin() as connection:
        for number, now in ((2, 99), (3, 2), (99, 3)):
            connection.execute(update(AUDIT).where(AUDIT.c.number == number).values(number=now))
    assert len(audit.verify(database).faults) >= 2


def test_a_row_that_was_added_past_the_chain_is_found(database: Database) -> None:
    _fill(database)
    with database.begin() as connection:
        row = {"number": 6, "moment": "x", "actor": "staff:1", "action": "a", "object": "", "hash": bytes(32)}
        connection.execute(insert(AUDIT), row)
    faults = audit.verify(database).faults
    assert "The last row is not the one that was added last." in faults


def test_a_record_rewritten_from_the_beginning_does_not_hold_what_was_noted(database: Database) -> None:
    _fill(database)
    noted = audit.verify(database).head
    audit.record(database, NOW, audit.SCHEDULE, "closed", "kent-1")
    assert audit.verify(database, noted).faults == ()
    with database.begin() as connection:
        connection.execute(delete(AUDIT))
        connection.execute(delete(AUDIT_HEAD))
    for _ in range(6):
        audit.record(database, NOW, audit.staff(7), "lines.looked", "york-1")
    assert audit.verify(database).faults == ()
    assert audit.verify(database, noted).faults == (f"The row noted earlier, {noted[:80]}, is not in the record.",)


@pytest.mark.parametrize("noted", ["nonsense", "5", ":", "9:", "²:00"])
def test_a_note_that_is_none_is_not_in_the_record(database: Database, noted: str) -> None:
    _fill(database)
    assert len(audit.verify(database, noted).faults) == 1


@pytest.mark.parametrize(
    ("actor", "action", "named"),
    [
        ("sam@example.org", "lines.looked", "kent-1"),
        ("staff:7", "looked at Sam's answers", "kent-1"),
        ("staff:7", "lines.looked", "sam@example.org"),
        ("staff:7", "lines.looked", "Sam Green"),
        ("staff:7", "lines.looked", "x" * 121),
        ("staff:7", "a" * 49, ""),
        ("", "lines.looked", ""),
    ],
)
def test_nothing_that_could_be_personal_is_recorded(database: Database, actor: str, action: str, named: str) -> None:
    with pytest.raises(NotForTheRecordError):
        audit.record(database, NOW, actor, action, named)
    assert audit.latest(database, most=1) == ()


def test_many_at_once_make_one_chain(database: Database) -> None:
    with ThreadPoolExecutor(8) as people:
        for done in [people.submit(_fill, database, 5) for _ in range(8)]:
            done.result()
    verdict = audit.verify(database)
    assert (verdict.rows, verdict.faults) == (40, ())


def test_what_is_undone_leaves_no_row(database: Database) -> None:
    _fill(database, 1)

    def changed_and_failed() -> None:
        with database.begin() as connection:
            audit.write(connection, NOW, audit.staff(7), "changed", "kent-1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        changed_and_failed()
    assert audit.verify(database).rows == 1
