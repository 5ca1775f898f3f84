"""Inspections as they are kept."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from app.store import drafts, inspections, results, shredding, submissions
from app.store.inspections import BadCodeError, DuplicateCodeError, NoSuchInspectionError, ShreddedError
from app.store.keys import KeyExistsError, NoKeyError
from app.store.tables import DRAFTS, ORIGINALS, RESULTS, SUBMISSIONS
from surveys.inspections import LONDON, local_area, local_areas
from tests.app.store.examples import CODE, a_draft, a_submission, an_inspection

if TYPE_CHECKING:
    from app.store.database import Database
    from app.store.keys import Keys

_TOKEN = "the-officers-secret"
_UNKNOWN = ["", "KENT-4827", "kent-4827 ", "nowhere-1", "a" * 5000, "kent\0", "\ud800", "'; DROP TABLE inspections; --"]


def test_an_inspection_comes_back_as_it_was(database: Database, keys: Keys) -> None:
    inspection = an_inspection(token=_TOKEN)
    inspections.add(database, keys, inspection)
    assert inspections.find(database, CODE) == replace(inspection, partnership_token="")


@pytest.mark.parametrize("notified", [datetime(2026, 3, 26, 9), datetime(2026, 10, 22, 9)])  # noqa: DTZ001 - London's
def test_a_week_across_a_change_of_the_clocks_comes_back_by_londons_clock(
    database: Database, keys: Keys, notified: datetime
) -> None:
    inspection = an_inspection(notified=notified)
    inspections.add(database, keys, inspection)
    window = inspections.find(database, CODE).window
    assert (window.opens.tzinfo, window.closes.tzinfo) == (LONDON, LONDON)
    assert (window.opens.hour, window.closes.hour) == (9, 9)
    assert window.closes - inspection.window.closes == timedelta(0)


def test_a_code_serves_once(database: Database, keys: Keys, kent: str) -> None:
    private = keys.private(kent)
    with pytest.raises(DuplicateCodeError, match="choose another"):
        inspections.add(database, keys, an_inspection())
    assert keys.private(kent) == private


def test_a_key_left_by_another_database_is_not_replaced(database: Database, keys: Keys) -> None:
    keys.create(CODE)
    with pytest.raises(KeyExistsError):
        inspections.add(database, keys, an_inspection())
    with pytest.raises(NoSuchInspectionError):
        inspections.find(database, CODE)


@pytest.mark.parametrize(
    "code", ["", "Kent", "kent 1", "kent--1", "-kent", "kent_1", "kent/1", "kënt", "a" * 41, "privacy", "wrapping"]
)
def test_a_code_that_cannot_stand_in_an_address_is_refused(database: Database, keys: Keys, code: str) -> None:
    with pytest.raises(BadCodeError):
        inspections.add(database, keys, an_inspection(code))


def test_a_new_code_is_short_and_easy_to_type_in_every_area(database: Database) -> None:
    for area in local_areas():
        assert re.fullmatch(r"[a-z]+(-[a-z]+){0,2}-[0-9]{4}", code := inspections.new_code(database, area)), code
        assert len(code) <= 20


def test_a_new_code_can_be_used(database: Database, keys: Keys) -> None:
    code = inspections.new_code(database, local_area("Kent"))
    inspections.add(database, keys, an_inspection(code))
    assert code.startswith("kent-")
    assert inspections.find(database, code).code == code


@pytest.mark.parametrize("code", _UNKNOWN)
def test_an_unknown_code_is_said_to_be_unknown_by_everything(database: Database, keys: Keys, code: str) -> None:
    for ask in (
        lambda: inspections.find(database, code),
        lambda: inspections.public_key(database, code),
        lambda: inspections.partnership_token(database, keys, code),
        lambda: inspections.close(database, code, datetime(2026, 11, 24, tzinfo=UTC)),
        lambda: shredding.shred(database, keys, code),
        lambda: drafts.start(database, a_draft(code)),
        lambda: submissions.add(database, code, a_submission(), receipt="r"),
        lambda: submissions.add_all(database, code, [a_submission()]),
        lambda: submissions.counts(database, code),
        lambda: submissions.known(database, code, ["1"]),
        lambda: submissions.opened(database, keys, code),
        lambda: results.keep(database, code, "lines", b""),
        lambda: results.find(database, keys, code, "lines"),
    ):
        with pytest.raises(NoSuchInspectionError, match="no inspection with the code"):
            ask()


def test_the_nominated_officers_token_finds_the_inspection(database: Database, keys: Keys) -> None:
    inspections.add(database, keys, an_inspection(token=_TOKEN))
    inspections.add(database, keys, an_inspection("kent-2", token=inspections.new_token()))
    assert inspections.find_by_token(database, _TOKEN).code == CODE


@pytest.mark.parametrize("token", ["", "another", "\0", "\ud800", "x" * 10_000])
def test_another_token_finds_nothing(database: Database, keys: Keys, token: str) -> None:
    inspections.add(database, keys, an_inspection())
    with pytest.raises(NoSuchInspectionError, match="not known"):
        inspections.find_by_token(database, token)


def test_the_token_can_be_shown_again_only_where_the_key_is(database: Database, keys: Keys) -> None:
    inspections.add(database, keys, an_inspection(token=_TOKEN))
    assert inspections.partnership_token(database, keys, CODE) == _TOKEN
    keys.destroy(CODE)
    with pytest.raises(NoKeyError):
        inspections.partnership_token(database, keys, CODE)


def test_every_inspection_is_listed_the_newest_first(database: Database, keys: Keys) -> None:
    assert inspections.every(database) == ()
    for code, day in (("kent-1", 2), ("kent-2", 9), ("kent-3", 4)):
        inspections.add(database, keys, an_inspection(code, notified=datetime(2026, 11, day, 9, tzinfo=LONDON)))
    assert [inspection.code for inspection in inspections.every(database)] == ["kent-2", "kent-3", "kent-1"]


def test_closing_ends_the_week_at_once_and_only_once(database: Database, kent: str) -> None:
    at = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
    assert inspections.close(database, kent, at).window.closes == at
    assert inspections.close(database, kent, at + timedelta(days=1)).window.closes == at
    assert inspections.find(database, kent).window.closes == at


def test_one_that_had_not_begun_never_opens(database: Database, kent: str) -> None:
    at = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    window = inspections.close(database, kent, at).window
    assert window.opens == window.closes == at


def test_shredding_destroys_the_key_and_every_row(database: Database, keys: Keys, kent: str) -> None:
    inspections.add(database, keys, an_inspection("kent-2"))
    for code in (kent, "kent-2"):
        submissions.add(database, code, a_submission("1"), receipt="r", original=b"a copy")
        submissions.add(database, code, a_submission("2"), receipt="r")
        drafts.start(database, a_draft(code))
        results.keep(database, code, "lines", b"found")
    assert shredding.shred(database, keys, kent) == 2
    assert not keys.holds(kent)
    with database.look() as connection:
        for table in (SUBMISSIONS, ORIGINALS, DRAFTS, RESULTS):
            left = connection.execute(select(table.c.code, func.count()).group_by(table.c.code)).all()
            assert [code for code, _ in left] == ["kent-2"]
    assert len(list(submissions.opened(database, keys, "kent-2"))) == 2


def test_a_shredded_inspection_is_gone_and_its_code_is_not_used_again(
    database: Database, keys: Keys, kent: str
) -> None:
    shredding.shred(database, keys, kent)
    for ask in (
        lambda: inspections.find(database, kent),
        lambda: shredding.shred(database, keys, kent),
        lambda: submissions.add(database, kent, a_submission(), receipt="r"),
        lambda: submissions.opened(database, keys, kent),
    ):
        with pytest.raises(ShreddedError, match="have been destroyed"):
            ask()
    assert inspections.every(database) == ()
    with pytest.raises(DuplicateCodeError):
        inspections.add(database, keys, an_inspection())
    assert not keys.holds(kent)


def test_a_shredding_that_was_cut_short_can_be_done_again(database: Database, keys: Keys, kent: str) -> None:
    submissions.add(database, kent, a_submission(), receipt="r")
    keys.destroy(kent)
    assert shredding.shred(database, keys, kent) == 1
