"""Statements handed to the driver itself: the same rows, the same errors, and each on disk at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import bindparam, select, text, update

from app.store.database import Database, UnavailableError
from app.store.prepared import Prepared
from app.store.tables import INSPECTIONS

if TYPE_CHECKING:
    from pathlib import Path

_FIND = select(INSPECTIONS).where(INSPECTIONS.c.code == bindparam("wanted"))
_RENAME = update(INSPECTIONS).where(INSPECTIONS.c.code == bindparam("wanted")).values(area=bindparam("given"))


def test_a_row_is_what_sqlalchemy_finds(database: Database, kent: str) -> None:
    with database.look() as connection:
        expected = connection.execute(_FIND, {"wanted": kent}).one()
    found = Prepared(_FIND).first(database, wanted=kent)
    assert found is not None
    assert found == tuple(expected)
    assert isinstance(found[INSPECTIONS.columns.keys().index("public_key")], bytes)


def test_no_row_is_none(database: Database) -> None:
    assert Prepared(_FIND).first(database, wanted="nowhere-1") is None


def test_a_change_counts_its_rows_and_is_kept_at_once(database: Database, kent: str) -> None:
    other = Database(database.engine.url.render_as_string(hide_password=False))
    rename = Prepared(_RENAME)
    assert rename.changed(database, wanted="nowhere-1", given="E10000016") == 0
    assert rename.changed(database, wanted=kent, given="E10000017") == 1
    with other.look() as connection:
        assert connection.execute(select(INSPECTIONS.c.area)).scalar_one() == "E10000017"
    other.dispose()


def test_transactions_work_as_before_on_a_connection_that_was_lent(database: Database, kent: str) -> None:
    def fail() -> None:
        with database.begin() as connection:
            connection.execute(_RENAME, {"wanted": kent, "given": "E99999999"})
            raise ZeroDivisionError

    before = Prepared(_FIND).first(database, wanted=kent)
    with pytest.raises(ZeroDivisionError):
        fail()
    assert Prepared(_FIND).first(database, wanted=kent) == before


def test_a_statement_of_ours_that_is_wrong_is_no_outage_and_spoils_no_connection(database: Database, kent: str) -> None:
    wrong = Prepared(select(text("nothing_of_that_name")).select_from(INSPECTIONS))
    with pytest.raises(database.engine.dialect.loaded_dbapi.Error) as raised:
        wrong.first(database)
    assert not isinstance(raised.value, UnavailableError)
    assert Prepared(_FIND).first(database, wanted=kent) is not None


def test_a_database_that_is_gone_is_said_to_be_gone() -> None:
    with pytest.raises(UnavailableError, match="does not answer"):
        Prepared(_FIND).first(Database("postgresql://nobody@127.0.0.1:1/heard"), wanted="kent-1")


def test_a_writer_that_waits_too_long_is_told_so(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'heard.db'}"
    first, second = Database(address), Database(address)
    first.migrate()
    second.straight("PRAGMA busy_timeout=50", (), writes=False)
    with first.begin(), pytest.raises(UnavailableError, match="Try again"):
        Prepared(_RENAME).changed(second, wanted="kent-1", given="E10000016")
    first.dispose()
    second.dispose()
