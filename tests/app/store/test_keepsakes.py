"""Copies of what was sent, for the person alone, until the hour ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from app.store import inspections, keepsakes, shredding
from app.store.drafts import DraftKey
from app.store.keepsakes import Keepsake
from app.store.tables import KEEPSAKES
from surveys.questionnaire import EASY_ENGLISH
from tests.app.store.examples import an_inspection

if TYPE_CHECKING:
    from app.store.database import Database
    from app.store.keys import Keys

NOW: Final = datetime(2026, 11, 24, 12, 7, tzinfo=UTC)
SAID: Final = Keepsake(
    group="young-people", version=1, language=EASY_ENGLISH, raw={"help_health": ["yes"], "better": ["Marmalade 🙂"]}
)


def test_a_copy_comes_back_as_it_was_with_its_end(database: Database, kent: str) -> None:
    key = keepsakes.keep(database, kent, SAID, now=NOW)
    assert keepsakes.find(database, kent, key, now=NOW) == (SAID, datetime(2026, 11, 24, 13, tzinfo=UTC))


def test_a_copy_ends_within_the_hour_and_its_end_tells_no_minute() -> None:
    for minute in range(60):
        now = NOW.replace(minute=minute)
        ends = keepsakes.until(now)
        assert timedelta(minutes=45) <= ends - now <= timedelta(hours=1)
        assert ends.minute % 15 == ends.second == 0


def test_after_its_end_a_copy_is_not_found_and_is_destroyed(database: Database, kent: str) -> None:
    key = keepsakes.keep(database, kent, SAID, now=NOW)
    later = keepsakes.keep(database, kent, SAID, now=NOW + timedelta(minutes=30))
    ends = keepsakes.until(NOW)
    assert keepsakes.destroy_expired(database, ends - timedelta(seconds=1)) == 0
    assert keepsakes.find(database, kent, key, now=ends) is None
    assert keepsakes.destroy_expired(database, ends) == 1
    assert keepsakes.find(database, kent, later, now=ends) is not None


def test_another_key_or_inspection_opens_nothing(database: Database, keys: Keys, kent: str) -> None:
    inspections.add(database, keys, an_inspection("kent-2"))
    key = keepsakes.keep(database, kent, SAID, now=NOW)
    assert keepsakes.find(database, kent, DraftKey(id=key.id, key=bytes(32)), now=NOW) is None
    assert keepsakes.find(database, "kent-2", key, now=NOW) is None


def test_a_copy_that_was_cleared_is_gone(database: Database, kent: str) -> None:
    key = keepsakes.keep(database, kent, SAID, now=NOW)
    keepsakes.forget(database, kent, key)
    keepsakes.forget(database, kent, key)
    assert keepsakes.find(database, kent, key, now=NOW) is None


def test_what_is_kept_is_locked_and_filled_up(database: Database, kent: str) -> None:
    keepsakes.keep(database, kent, SAID, now=NOW)
    with database.look() as connection:
        row = connection.execute(select(KEEPSAKES)).one()
    assert b"Marmalade" not in row.locked
    assert len(row.locked) == 1024 + 12 + 16
    assert row.ends == "2026-11-24T13:00:00+00:00"


def test_shredding_takes_copies_too(database: Database, keys: Keys, kent: str) -> None:
    key = keepsakes.keep(database, kent, SAID, now=NOW)
    shredding.shred(database, keys, kent)
    assert keepsakes.find(database, kent, key, now=NOW) is None
