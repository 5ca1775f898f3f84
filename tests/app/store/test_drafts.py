"""Drafts under the key that only the browser holds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from app.store import drafts, inspections
from app.store.drafts import Draft, DraftKey, NoSuchDraftError
from app.store.tables import DRAFTS
from tests.app.store.examples import a_draft, an_inspection

if TYPE_CHECKING:
    from app.store.database import Database
    from app.store.keys import Keys

_CLOSES = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)


def test_a_draft_comes_back_as_it_was(database: Database, kent: str) -> None:
    draft = a_draft(kent, help_health=["yes"], need=["asd", "slcn"], better=["Shorter\nwaits 🙂"])
    assert drafts.find(database, drafts.start(database, draft)) == draft


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.dictionaries(st.text(max_size=24), st.lists(st.text(max_size=2000), max_size=3), max_size=5))
def test_whatever_a_person_gave_comes_back(database: Database, kent: str, raw: dict[str, list[str]]) -> None:
    draft = a_draft(kent, **raw)
    key = drafts.start(database, a_draft(kent))
    drafts.keep(database, key, draft)
    assert drafts.find(database, key) == draft


def test_the_key_travels_in_a_cookie(database: Database, kent: str) -> None:
    key = drafts.start(database, a_draft(kent))
    assert DraftKey.from_cookie(key.to_cookie()) == key
    assert key.to_cookie().isascii()
    assert key.key.hex() not in repr(key)


@given(key=st.binary(min_size=32, max_size=32))
def test_every_key_survives_its_cookie(key: bytes) -> None:
    draft_key = DraftKey(id="0" * 32, key=key)
    assert DraftKey.from_cookie(draft_key.to_cookie()) == draft_key


@pytest.mark.parametrize(
    "cookie", ["", ".", "a.b", f"{'0' * 32}.{'A' * 42}", f"{'g' * 32}.{'A' * 43}", "0" * 9999, "é"]
)
def test_another_cookie_holds_no_key(cookie: str) -> None:
    assert DraftKey.from_cookie(cookie) is None


def test_another_key_finds_keeps_and_forgets_nothing(database: Database, kent: str) -> None:
    draft = a_draft(kent, help_health=["yes"])
    key = drafts.start(database, draft)
    wrong = DraftKey(id=key.id, key=bytes(32))
    assert drafts.find(database, wrong) is None
    drafts.forget(database, wrong)
    with pytest.raises(NoSuchDraftError):
        drafts.change(database, wrong, lambda found: found)
    assert drafts.find(database, key) == draft


def test_a_damaged_draft_is_not_found(database: Database, kent: str) -> None:
    key = drafts.start(database, a_draft(kent))
    with database.begin() as connection:
        connection.execute(update(DRAFTS).values(sealed=b"short"))
    assert drafts.find(database, key) is None


def test_a_draft_moved_to_another_row_or_inspection_is_not_found(database: Database, keys: Keys, kent: str) -> None:
    inspections.add(database, keys, an_inspection("kent-2"))
    one, other = (drafts.start(database, a_draft(kent)) for _ in range(2))
    with database.begin() as connection:
        sealed = connection.execute(select(DRAFTS.c.sealed).where(DRAFTS.c.id == one.id)).scalar_one()
        connection.execute(update(DRAFTS).where(DRAFTS.c.id == other.id).values(sealed=sealed))
        connection.execute(update(DRAFTS).where(DRAFTS.c.id == one.id).values(code="kent-2"))
    assert drafts.find(database, DraftKey(id=other.id, key=one.key)) is None
    assert drafts.find(database, one) is None


def test_a_forgotten_draft_is_gone(database: Database, kent: str) -> None:
    key = drafts.start(database, a_draft(kent))
    drafts.forget(database, key)
    drafts.forget(database, key)
    assert drafts.find(database, key) is None
    with pytest.raises(NoSuchDraftError):
        drafts.keep(database, key, a_draft(kent))


def test_two_pages_at_once_lose_neither_answer(database: Database, kent: str) -> None:
    key = drafts.start(database, a_draft(kent))

    def answer(number: int) -> Draft:
        return drafts.change(
            database, key, lambda draft: replace(draft, raw={**draft.raw, f"item_{number}": [str(number)]})
        )

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(answer, range(24)))
    found = drafts.find(database, key)
    assert found is not None
    assert found.raw == {f"item_{number}": [str(number)] for number in range(24)}


def test_what_stands_as_it_was_found_is_changed_without_being_found_again(database: Database, kent: str) -> None:
    key = drafts.start(database, a_draft(kent))
    found = drafts.find(database, key)
    first = drafts.change(database, key, lambda draft: replace(draft, raw={"one": ["1"]}), found)
    second = drafts.change(database, key, lambda draft: replace(draft, raw={**draft.raw, "two": ["2"]}), first)
    assert second.raw == {"one": ["1"], "two": ["2"]}
    assert drafts.find(database, key) == second


def test_what_another_page_kept_since_it_was_found_stays(database: Database, kent: str) -> None:
    key = drafts.start(database, a_draft(kent))
    found = drafts.find(database, key)
    drafts.change(database, key, lambda draft: replace(draft, raw={**draft.raw, "theirs": ["1"]}))
    drafts.change(database, key, lambda draft: replace(draft, raw={**draft.raw, "ours": ["2"]}), found)
    kept = drafts.find(database, key)
    assert kept is not None
    assert kept.raw == {"theirs": ["1"], "ours": ["2"]}


def test_a_draft_that_went_since_it_was_found_is_not_brought_back(database: Database, kent: str) -> None:
    key = drafts.start(database, a_draft(kent))
    found = drafts.find(database, key)
    drafts.forget(database, key)
    with pytest.raises(NoSuchDraftError):
        drafts.change(database, key, lambda draft: draft, found)
    assert drafts.find(database, key) is None


def test_the_sealed_row_is_not_sealed_again_with_the_draft(database: Database, kent: str) -> None:
    key = drafts.start(database, a_draft(kent))
    lengths = set()
    found = drafts.find(database, key)
    for _ in range(5):
        assert found is not None
        found = drafts.change(database, key, lambda draft: draft, found)
        lengths.add(len(found.row))
    assert len(lengths) == 1


def test_a_change_that_fails_leaves_the_draft_as_it_was(database: Database, kent: str) -> None:
    draft = a_draft(kent, help_health=["yes"])
    key = drafts.start(database, draft)

    def fail(_draft: Draft) -> Draft:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        drafts.change(database, key, fail)
    assert drafts.find(database, key) == draft


def test_drafts_go_an_hour_after_the_week_and_not_before(database: Database, keys: Keys, kent: str) -> None:
    inspections.add(database, keys, an_inspection("kent-2", notified=_CLOSES))
    over, on = drafts.start(database, a_draft(kent)), drafts.start(database, a_draft("kent-2"))
    assert drafts.destroy_expired(database, _CLOSES + timedelta(minutes=59)) == 0
    assert drafts.find(database, over) is not None
    assert drafts.destroy_expired(database, _CLOSES + timedelta(minutes=60)) == 1
    assert drafts.find(database, over) is None
    assert drafts.find(database, on) is not None


def test_all_drafts_of_one_inspection_can_be_destroyed(database: Database, keys: Keys, kent: str) -> None:
    inspections.add(database, keys, an_inspection("kent-2"))
    gone, left = drafts.start(database, a_draft(kent)), drafts.start(database, a_draft("kent-2"))
    assert drafts.destroy_for(database, kent) == 1
    assert drafts.find(database, gone) is None
    assert drafts.find(database, left) is not None
