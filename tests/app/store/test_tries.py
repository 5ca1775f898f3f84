"""Wrong words are counted for a whole inspection in stretches of ten minutes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import pytest
from sqlalchemy import select

from app.store import inspections, tries
from app.store.tables import TRIES
from app.store.tries import MOST, SPAN, Kind
from tests.app.store.examples import an_inspection

if TYPE_CHECKING:
    from app.store.database import Database
    from app.store.keys import Keys

NOW: Final = datetime(2026, 11, 24, 12, 7, tzinfo=UTC)
NEXT: Final = datetime(2026, 11, 24, 12, 10, tzinfo=UTC)


def _try(database: Database, code: str, now: datetime = NOW, kind: Kind = Kind.DRAFT) -> datetime | None:
    return tries.begin(database, code, kind, now)


def test_after_so_many_everybody_waits_until_the_stretch_ends(database: Database, kent: str) -> None:
    assert [_try(database, kent) for _ in range(MOST)] == [None] * MOST
    assert _try(database, kent) == NEXT
    assert _try(database, kent, NEXT) is None


def test_right_words_do_not_count(database: Database, kent: str) -> None:
    for _ in range(MOST + 5):
        assert _try(database, kent) is None
        tries.take_back(database, kent, Kind.DRAFT)


def test_each_inspection_and_each_kind_of_words_is_counted_by_itself(database: Database, keys: Keys, kent: str) -> None:
    inspections.add(database, keys, an_inspection("kent-2"))
    for _ in range(MOST + 1):
        _try(database, kent)
    assert _try(database, "kent-2") is None
    assert _try(database, kent, kind=Kind.RECEIPT) is None
    assert _try(database, kent) == NEXT


@pytest.mark.parametrize("before", [Kind.DRAFT, Kind.RECEIPT])
def test_nothing_is_taken_back_below_none(database: Database, kent: str, before: Kind) -> None:
    tries.take_back(database, kent, before)
    _try(database, kent, kind=before)
    for _ in range(3):
        tries.take_back(database, kent, before)
    for _ in range(MOST):
        assert _try(database, kent, kind=before) is None
    assert _try(database, kent, kind=before) == NEXT


def test_many_at_once_are_all_counted(database: Database, kent: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: _try(database, kent), range(MOST + 10)))
    assert made.count(None) == MOST


def test_counts_of_stretches_that_are_over_are_forgotten(database: Database, kent: str) -> None:
    _try(database, kent)
    tries.forget_old(database, NOW)
    with database.look() as connection:
        assert connection.execute(select(TRIES)).all() != []
    tries.forget_old(database, NOW + SPAN)
    with database.look() as connection:
        assert connection.execute(select(TRIES)).all() == []
