"""What a safeguarding lead must see: sealed under keys of its own, kept once, never deleted, told of by one process."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from app.store import inspections, matters, shredding, staff, submissions
from app.store.keys import Keys, NoKeyError, Purpose
from app.store.matters import Decision, Kind, NoSuchMatterError, Raised
from app.store.staff import Role
from app.store.tables import DECISIONS, MATTERS, PUBLIC_KEYS
from tests.app.store.examples import CODE, a_submission, an_inspection

if TYPE_CHECKING:
    from app.store.database import Database

NOW = datetime(2026, 11, 24, 12, 7, 31, tzinfo=UTC)
AGAIN = NOW + timedelta(hours=1)


def _raised(id: str = "m1", *, alarm: str = "urgent", kind: Kind = Kind.WORDS) -> Raised:  # noqa: A002
    return Raised(id=id, kind=kind, alarm=alarm, content={"day": "2026-11-24", "words": "Marmalade-Zeppelin"})


def _somebody(database: Database) -> int:
    staff.add(database, email="lead@example.org", name="Sam", role=Role.INSPECTOR, password_hash="x", codes=(CODE,))
    found = staff.find(database, "lead@example.org")
    assert found
    return found.id


def test_what_was_raised_opens_with_its_own_key_and_not_with_that_of_the_answers(
    database: Database, keys: Keys, kent: str
) -> None:
    matters.put(database, kent, [_raised(), _raised("m2", kind=Kind.CONTACT, alarm="concern")], NOW)
    found = matters.every(database, keys, kent)
    assert [(one.id, one.kind, one.content["words"]) for one in found] == [
        ("m1", Kind.WORDS, "Marmalade-Zeppelin"),
        ("m2", Kind.CONTACT, "Marmalade-Zeppelin"),
    ]
    with database.look() as connection:
        rows = connection.execute(select(MATTERS)).all()
    assert {row.sealed_to for row in rows} == {"safeguarding", "contact"}
    assert all(b"Marmalade" not in row.sealed for row in rows)
    (keys.folder / f"{kent}.safeguarding.key").unlink()
    with pytest.raises(NoKeyError):
        matters.every(database, keys, kent)
    assert list(submissions.opened(database, keys, kent)) == []


def test_answers_and_what_they_raise_are_kept_together_and_once(database: Database, keys: Keys, kent: str) -> None:
    for _ in range(2):
        submissions.add(database, kent, a_submission("1"), receipt="r", raised=[_raised()], now=NOW)
    with pytest.raises(submissions.DuplicateSubmissionError):
        submissions.add_all(database, kent, [a_submission("2"), a_submission("1")], raised=[_raised("m2")], now=NOW)
    assert [one.id for one in matters.every(database, keys, kent)] == ["m1"]
    assert matters.put(database, kent, [_raised(), _raised("m3")], NOW) == 1


def test_no_row_tells_the_minute_in_which_somebody_sent(database: Database, kent: str) -> None:
    matters.put(database, kent, [_raised()], NOW)
    matters.have_told(database, kent, AGAIN)
    with database.look() as connection:
        due = connection.execute(select(MATTERS.c.due)).scalar_one()
    assert due == "2026-11-24T13:15:00+00:00"


def test_the_database_itself_refuses_to_delete_or_change_what_was_raised_and_decided(
    database: Database, keys: Keys, kent: str
) -> None:
    matters.put(database, kent, [_raised()], NOW)
    decision = Decision(made=NOW, by="Sam", outcome="partnership", note="Told them")
    matters.decide(database, kent, "m1", decision, staff_id=_somebody(database))
    for statement in (
        delete(MATTERS),
        delete(DECISIONS),
        update(MATTERS).values(sealed=b"another"),
        update(MATTERS).values(alarm="concern"),
        update(DECISIONS).values(sealed=b"another"),
    ):
        with pytest.raises(DBAPIError, match="safeguarding lead"), database.engine.begin() as connection:
            connection.execute(statement)
    [found] = matters.every(database, keys, kent)
    assert found.decisions == (decision,)


def test_a_later_decision_stands_beside_the_first(database: Database, keys: Keys, kent: str) -> None:
    matters.put(database, kent, [_raised()], NOW)
    somebody = _somebody(database)
    first = Decision(made=NOW, by="Sam", outcome="follow_on_site", note="")
    second = replace(first, outcome="partnership", made=AGAIN)
    for decision in (first, second):
        matters.decide(database, kent, "m1", decision, staff_id=somebody)
    assert matters.every(database, keys, kent)[0].decisions == (first, second)
    with pytest.raises(NoSuchMatterError):
        matters.decide(database, kent, "another", first, staff_id=somebody)


def test_all_of_it_goes_with_its_inspection(database: Database, keys: Keys, kent: str) -> None:
    matters.put(database, kent, [_raised()], NOW)
    decision = Decision(made=NOW, by="Sam", outcome="partnership", note="")
    matters.decide(database, kent, "m1", decision, staff_id=_somebody(database))
    shredding.shred(database, keys, kent)
    with database.look() as connection:
        for table in (MATTERS, DECISIONS, PUBLIC_KEYS):
            assert connection.execute(select(table)).all() == []
    assert list(keys.every()) == []


def test_what_is_due_goes_to_one_of_those_who_ask_and_comes_again_until_somebody_looks(
    database: Database, kent: str
) -> None:
    matters.put(database, kent, [_raised(), _raised("m2", alarm="concern")], NOW)
    due = matters.claim_due(database, NOW, AGAIN)
    assert {code: (one.number, one.urgent) for code, one in due.items()} == {kent: (2, 1)}
    assert matters.claim_due(database, NOW, AGAIN) == {}
    matters.have_told(database, kent, AGAIN)
    matters.look_at(database, kent, "m1")
    later = AGAIN + timedelta(minutes=15)
    again = matters.claim_due(database, later, later + timedelta(hours=1))
    assert {code: (one.number, one.urgent) for code, one in again.items()} == {kent: (1, 0)}
    matters.look_at(database, kent, "m2")
    assert matters.claim_due(database, later + timedelta(days=1), later + timedelta(days=2)) == {}
    assert matters.waiting(database, kent).number == 0


def test_an_inspection_of_before_is_given_its_keys_and_what_came_meanwhile_still_opens(
    database: Database, keys: Keys
) -> None:
    inspections.add(database, keys, an_inspection())
    with database.begin() as connection:
        connection.execute(delete(PUBLIC_KEYS))
    for purpose in (Purpose.SAFEGUARDING, Purpose.CONTACT):
        (keys.folder / f"{CODE}.{purpose}.key").unlink()
    matters.put(database, CODE, [_raised()], NOW)
    elsewhere = Keys(keys.folder / "elsewhere")
    assert matters.make_keys(database, elsewhere) == 0
    assert matters.make_keys(database, keys) == 2
    assert matters.make_keys(database, keys) == 0
    matters.put(database, CODE, [_raised("m2")], NOW)
    assert [one.content["words"] for one in matters.every(database, keys, CODE)] == ["Marmalade-Zeppelin"] * 2
