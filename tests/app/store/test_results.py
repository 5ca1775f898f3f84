"""Results, kept sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from app.store import results
from app.store.keys import Keys, NoKeyError
from app.store.sealing import DamagedError
from app.store.tables import RESULTS

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.database import Database


def test_a_result_comes_back_and_a_newer_one_takes_its_place(database: Database, keys: Keys, kent: str) -> None:
    assert results.find(database, keys, kent, "lines") is None
    results.keep(database, kent, "lines", b"first")
    results.keep(database, kent, "tables", bytes(2_000_000))
    results.keep(database, kent, "lines", b"second")
    assert results.find(database, keys, kent, "lines") == b"second"
    assert results.find(database, keys, kent, "tables") == bytes(2_000_000)


def test_a_result_is_opened_only_where_the_key_is(database: Database, kent: str, tmp_path: Path) -> None:
    results.keep(database, kent, "lines", b"found")
    with pytest.raises(NoKeyError):
        results.find(database, Keys(tmp_path / "elsewhere", ""), kent, "lines")


def test_a_damaged_result_is_said_to_be_damaged(database: Database, keys: Keys, kent: str) -> None:
    results.keep(database, kent, "lines", b"found")
    with database.begin() as connection:
        connection.execute(update(RESULTS).values(sealed=b"something else"))
    with pytest.raises(DamagedError):
        results.find(database, keys, kent, "lines")
