"""The four words that open a draft from any device."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import func, select

from accessibility.easy_words import easy_words
from app.store import drafts, inspections, returning, shredding, submissions
from app.store.database import MIGRATIONS, Database
from app.store.drafts import DraftKey, NoSuchDraftError
from app.store.tables import DRAFTS, INSPECTIONS, RETURNS
from tests.app.store.examples import CODE, a_draft, a_submission, an_inspection

if TYPE_CHECKING:
    from app.store.keys import Keys

SECRET: Final = "the installation's own"
_CLOSES: Final = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)


def _rows(database: Database) -> int:
    with database.look() as connection:
        return connection.execute(select(func.count()).select_from(RETURNS)).scalar_one()


def test_the_words_lead_to_the_key_of_the_draft_in_any_order(database: Database, kent: str) -> None:
    draft = a_draft(kent, help_health=["yes"])
    key = drafts.start(database, draft)
    words = returning.make(database, kent, key, secret=SECRET)
    found = returning.find(database, kent, words[::-1], secret=SECRET)
    assert found == key
    assert drafts.find(database, found) == draft


def test_there_are_none_until_they_are_asked_for_and_then_they_stay(database: Database, kent: str) -> None:
    key = drafts.start(database, a_draft(kent))
    assert returning.words(database, key) == ()
    words = returning.make(database, kent, key, secret=SECRET)
    drafts.keep(database, key, a_draft(kent, help_health=["no"]))
    drafts.change(database, key, lambda found: found)
    assert returning.words(database, key) == returning.make(database, kent, key, secret=SECRET) == words
    assert _rows(database) == 1


def test_pressed_several_times_at_once_there_is_one_set_of_words(database: Database, kent: str) -> None:
    key = drafts.start(database, a_draft(kent))
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(lambda _: returning.make(database, kent, key, secret=SECRET), range(4)))
    assert made == {returning.words(database, key)}


def test_wrong_words_and_another_installation_s_secret_open_nothing(database: Database, kent: str) -> None:
    key = drafts.start(database, a_draft(kent))
    words = returning.make(database, kent, key, secret=SECRET)
    other = next(word for word in easy_words() if word not in words)
    assert returning.find(database, kent, (*words[:3], other), secret=SECRET) is None
    assert returning.find(database, kent, words, secret="another") is None
    assert returning.find(database, "kent-2", words, secret=SECRET) is None


def test_only_the_holder_of_the_draft_s_key_is_shown_the_words(database: Database, kent: str) -> None:
    key = drafts.start(database, a_draft(kent))
    returning.make(database, kent, key, secret=SECRET)
    assert returning.words(database, DraftKey(id=key.id, key=bytes(32))) == ()


def test_what_is_kept_names_neither_the_words_nor_the_key(database: Database, kent: str) -> None:
    key = drafts.start(database, a_draft(kent))
    words = returning.make(database, kent, key, secret=SECRET)
    with database.look() as connection:
        row = connection.execute(select(RETURNS)).one()
    kept = b"".join(one if isinstance(one, bytes) else one.encode() for one in row)
    assert [word for word in words if word.encode() in kept] == []
    assert key.key not in kept
    assert key.to_cookie().split(".")[1].encode() not in kept


def test_no_words_are_made_for_a_draft_that_is_gone(database: Database, kent: str) -> None:
    key = drafts.start(database, a_draft(kent))
    drafts.forget(database, key)
    with pytest.raises(NoSuchDraftError):
        returning.make(database, kent, key, secret=SECRET)


@pytest.mark.parametrize("end", ["cleared", "sent", "expired", "destroyed", "shredded"])
def test_the_words_go_with_the_draft(database: Database, keys: Keys, kent: str, end: str) -> None:
    key = drafts.start(database, a_draft(kent))
    words = returning.make(database, kent, key, secret=SECRET)
    match end:
        case "cleared":
            drafts.forget(database, key)
        case "sent":
            submissions.add(database, kent, a_submission(), receipt="r", draft=key)
        case "expired":
            assert drafts.destroy_expired(database, _CLOSES + timedelta(hours=1)) == 1
        case "destroyed":
            drafts.destroy_for(database, kent)
        case _:
            shredding.shred(database, keys, kent)
    assert _rows(database) == 0
    assert returning.find(database, kent, words, secret=SECRET) is None


def test_each_draft_has_words_of_its_own(database: Database, keys: Keys, kent: str) -> None:
    inspections.add(database, keys, an_inspection("kent-2"))
    ours = [drafts.start(database, a_draft(code)) for code in (kent, kent, "kent-2")]
    codes = (kent, kent, "kent-2")
    words = [returning.make(database, code, key, secret=SECRET) for code, key in zip(codes, ours, strict=True)]
    assert len(set(words)) == 3
    drafts.forget(database, ours[0])
    assert returning.find(database, kent, words[1], secret=SECRET) == ours[1]
    with database.look() as connection:
        assert connection.execute(select(func.count()).select_from(DRAFTS)).scalar_one() == 2


def test_a_database_of_before_the_words_is_brought_up_to_date_with_what_is_in_it(empty: str, keys: Keys) -> None:
    database = Database(empty)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with database.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        window = an_inspection().window
        row = {"code": CODE, "area": "E10000016", "parts_of_area": "[]", "languages": '["en"]'}
        moments = {"opens": window.opens.isoformat(), "closes": window.closes.isoformat()}
        connection.execute(INSPECTIONS.insert(), {**row, **moments, "public_key": keys.create(CODE)})
    draft = a_draft(help_health=["yes"])
    key = drafts.start(database, draft)
    submissions.add(database, CODE, a_submission("1"), receipt="r")
    database.migrate()
    words = returning.make(database, CODE, key, secret=SECRET)
    assert returning.find(database, CODE, words, secret=SECRET) == key
    assert drafts.find(database, key) == draft
    assert submissions.take_back(database, CODE, receipt="r") == "young-people"
    database.dispose()
