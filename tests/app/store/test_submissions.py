"""Submissions: sealed, stored once, counted, opened."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, update

from accessibility.easy_words import understood
from app.store import drafts, inspections, results, submissions
from app.store.keys import Keys, NoKeyError
from app.store.sealing import DamagedError, ExchangedError
from app.store.submissions import Count, DuplicateSubmissionError
from app.store.tables import SUBMISSIONS
from surveys.submissions import Channel, Mode
from tests.app.store.examples import a_draft, a_submission, an_inspection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.store.database import Database
    from surveys.submissions import Submission

_STORE_50 = """
import sys
from app.store import submissions
from app.store.database import Database
from tests.app.store.examples import a_submission
database = Database(sys.argv[1])
for _ in range(50):
    assert submissions.add(database, sys.argv[2], a_submission(), receipt="r")
"""


def test_a_submission_comes_back_as_it_was(database: Database, keys: Keys, kent: str) -> None:
    submission = a_submission(text="Shorter waits.\nAnd replies 🙂")
    assert submissions.add(database, kent, submission, receipt=submissions.new_receipt())
    assert list(submissions.opened(database, keys, kent)) == [submission]


def test_all_are_opened_in_the_order_of_their_ids(database: Database, keys: Keys, kent: str) -> None:
    ids = ["b", "A", "a-2", "a1", "B", "_", "10", "9"]
    submissions.add_all(database, kent, [a_submission(id_) for id_ in ids])
    assert [submission.id for submission in submissions.opened(database, keys, kent)] == sorted(ids)


def test_each_inspection_has_its_own(database: Database, keys: Keys, kent: str) -> None:
    inspections.add(database, keys, an_inspection("kent-2"))
    for code, text in ((kent, "one"), ("kent-2", "two")):
        assert submissions.add(database, code, a_submission("1", text=text), receipt="r")
    assert [one.text("better") for one in submissions.opened(database, keys, kent)] == ["one"]
    assert [one.text("better") for one in submissions.opened(database, keys, "kent-2")] == ["two"]


def test_sending_twice_stores_once_and_destroys_the_draft(database: Database, keys: Keys, kent: str) -> None:
    key = drafts.start(database, a_draft(kent))
    assert submissions.add(database, kent, a_submission("1", text="first"), receipt="r", draft=key)
    assert drafts.find(database, key) is None
    assert not submissions.add(database, kent, a_submission("1", text="second"), receipt="r", draft=key)
    assert [one.text("better") for one in submissions.opened(database, keys, kent)] == ["first"]


def test_sending_in_the_same_moment_stores_once(database: Database, keys: Keys, kent: str) -> None:
    submission = a_submission()
    with ThreadPoolExecutor(8) as pool:
        stored = list(pool.map(lambda _: submissions.add(database, kent, submission, receipt="r"), range(8)))
    assert sorted(stored) == [False] * 7 + [True]
    assert list(submissions.opened(database, keys, kent)) == [submission]


def test_two_processes_on_one_database_store_everything(database: Database, keys: Keys, kent: str, house: Path) -> None:
    address = database.engine.url.render_as_string(hide_password=False)
    processes = [subprocess.Popen([sys.executable, "-c", _STORE_50, address, kent], cwd=house) for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    assert len(list(submissions.opened(database, keys, kent))) == 100


def test_the_original_is_kept_sealed_beside_it(database: Database, keys: Keys, kent: str) -> None:
    submissions.add(database, kent, a_submission("1"), receipt="r", original=b"the Word copy")
    submissions.add(database, kent, a_submission("2"), receipt="r")
    assert submissions.original(database, keys, kent, "1") == b"the Word copy"
    assert submissions.original(database, keys, kent, "2") is None


def test_many_are_stored_in_one_transaction(database: Database, keys: Keys, kent: str) -> None:
    many = [a_submission() for _ in range(1201)]
    assert submissions.add_all(database, kent, iter(many)) == 1201
    assert {one.id for one in submissions.opened(database, keys, kent)} == {one.id for one in many}


def test_where_one_is_stored_already_none_is_stored(database: Database, keys: Keys, kent: str) -> None:
    submissions.add(database, kent, a_submission("7"), receipt="r")
    with pytest.raises(DuplicateSubmissionError, match="'7'") as refused:
        submissions.add_all(database, kent, [a_submission(str(number)) for number in range(1000)])
    assert refused.value.id == "7"
    assert len(list(submissions.opened(database, keys, kent))) == 1


def test_where_one_stands_twice_none_is_stored(database: Database, keys: Keys, kent: str) -> None:
    with pytest.raises(DuplicateSubmissionError) as refused:
        submissions.add_all(database, kent, [a_submission("1"), a_submission("2"), a_submission("1")])
    assert refused.value.id == "1"
    assert list(submissions.opened(database, keys, kent)) == []


def test_where_the_reading_fails_none_is_stored(database: Database, keys: Keys, kent: str) -> None:
    def cut_short() -> Iterator[Submission]:
        yield a_submission()
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - it has no message
        submissions.add_all(database, kent, cut_short())
    assert list(submissions.opened(database, keys, kent)) == []


def test_those_stored_already_are_known(database: Database, kent: str) -> None:
    submissions.add_all(database, kent, [a_submission("1"), a_submission("2")])
    assert submissions.known(database, kent, ["2", "3"]) == {"2"}
    assert submissions.known(database, kent, []) == frozenset()


def test_they_are_counted_by_kind_and_day_without_the_key(database: Database, keys: Keys, kent: str) -> None:
    one = a_submission(day=date(2026, 11, 25))
    submissions.add_all(
        database,
        kent,
        [
            one,
            replace(one, id="2"),
            replace(one, id="3", mode=Mode.WORD, channel=Channel.FORUM),
            replace(one, id="4", questionnaire="practitioners", day=date(2026, 11, 24)),
        ],
    )
    keys.destroy(kent)
    day, other = date(2026, 11, 25), date(2026, 11, 24)
    kinds: dict[str, Any] = {"version": 1, "channel": Channel.SCHOOL, "mode": Mode.WEB}
    assert submissions.counts(database, kent) == (
        Count(questionnaire="practitioners", **kinds, day=other, number=1),
        Count(
            questionnaire="young-people", **{**kinds, "channel": Channel.FORUM, "mode": Mode.WORD}, day=day, number=1
        ),
        Count(questionnaire="young-people", **kinds, day=day, number=2),
    )


def test_without_the_key_nothing_is_opened(database: Database, kent: str, tmp_path: Path) -> None:
    submissions.add(database, kent, a_submission("1"), receipt="r", original=b"copy")
    elsewhere = Keys(tmp_path / "elsewhere", "")
    with pytest.raises(NoKeyError, match="not on this machine"):
        submissions.opened(database, elsewhere, kent)
    with pytest.raises(NoKeyError):
        submissions.original(database, elsewhere, kent, "1")


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "2"},
        {"questionnaire": "practitioners"},
        {"version": 2},
        {"channel": "forum"},
        {"mode": "paper"},
        {"day": "2026-11-23"},
        {"code": "kent-2"},
    ],
)
def test_a_row_whose_facts_were_changed_is_found_out(
    database: Database, keys: Keys, kent: str, changed: dict[str, object]
) -> None:
    inspections.add(database, keys, an_inspection("kent-2"))
    submissions.add(database, kent, a_submission("1"), receipt="r")
    with database.begin() as connection:
        connection.execute(update(SUBMISSIONS).values(changed))
    code = str(changed.get("code", kent))
    with pytest.raises((ExchangedError, DamagedError), match="exchanged"):
        list(submissions.opened(database, keys, code))


def test_answers_exchanged_between_rows_are_found_out(database: Database, keys: Keys, kent: str) -> None:
    submissions.add_all(database, kent, [a_submission("1"), a_submission("2")])
    with database.begin() as connection:
        sealed = connection.execute(select(SUBMISSIONS.c.sealed).where(SUBMISSIONS.c.id == "1")).scalar_one()
        connection.execute(update(SUBMISSIONS).where(SUBMISSIONS.c.id == "2").values(sealed=sealed))
    with pytest.raises(ExchangedError, match="'2'"):
        list(submissions.opened(database, keys, kent))


def test_a_damaged_row_is_named(database: Database, keys: Keys, kent: str) -> None:
    submissions.add(database, kent, a_submission("1"), receipt="r")
    with database.begin() as connection:
        connection.execute(update(SUBMISSIONS).values(sealed=bytes(2000)))
    with pytest.raises(DamagedError, match="'1'"):
        list(submissions.opened(database, keys, kent))


def test_only_a_day_stands_beside_an_answer_and_no_receipt(database: Database, kent: str) -> None:
    submissions.add(database, kent, a_submission("1"), receipt="k7md-x2pb-9hrt")
    with database.look() as connection:
        row = connection.execute(select(SUBMISSIONS)).one()._asdict()
    assert set(row) == {
        *("code", "id", "questionnaire", "version", "channel", "mode", "day"),
        *("receipt_hash", "sealed"),
    }
    assert row["day"] == "2026-11-24"
    assert b"k7md" not in row["receipt_hash"]


def test_what_is_taken_back_is_gone_with_its_original_and_nothing_else_is(
    database: Database, keys: Keys, kent: str
) -> None:
    submissions.add(database, kent, a_submission("1"), receipt="one", original=b"the Word copy")
    submissions.add(database, kent, a_submission("2"), receipt="two")
    results.keep(database, kent, "lines", b"worked out with both")
    assert submissions.stands(database, kent, receipt="one")
    assert submissions.take_back(database, kent, receipt="one") == "young-people"
    assert not submissions.stands(database, kent, receipt="one")
    assert results.find(database, keys, kent, "lines") is None
    assert [one.id for one in submissions.opened(database, keys, kent)] == ["2"]
    assert submissions.original(database, keys, kent, "1") is None
    assert submissions.take_back(database, kent, receipt="one") is None


def test_a_receipt_takes_nothing_back_from_another_inspection(database: Database, keys: Keys, kent: str) -> None:
    inspections.add(database, keys, an_inspection("kent-2"))
    submissions.add(database, kent, a_submission("1"), receipt="one")
    assert submissions.take_back(database, "kent-2", receipt="one") is None
    assert len(list(submissions.opened(database, keys, kent))) == 1


def test_a_receipt_that_two_have_by_chance_takes_neither_back(database: Database, keys: Keys, kent: str) -> None:
    for id_ in ("1", "2"):
        submissions.add(database, kent, a_submission(id_), receipt="the same")
    assert submissions.take_back(database, kent, receipt="the same") is None
    assert len(list(submissions.opened(database, keys, kent))) == 2


def test_nobody_holds_the_receipt_of_what_was_imported(database: Database, keys: Keys, kent: str) -> None:
    submissions.add_all(database, kent, [a_submission("1")])
    assert submissions.take_back(database, kent, receipt="") is None
    assert len(list(submissions.opened(database, keys, kent))) == 1


def test_receipts_are_easy_to_copy_and_ids_do_not_repeat() -> None:
    receipts = {submissions.new_receipt() for _ in range(1000)}
    assert len(receipts) == 1000
    assert all(understood(one).whole for one in receipts)
    assert len({submissions.new_id() for _ in range(1000)}) == 1000
