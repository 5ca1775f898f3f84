"""Connections kept for single statements: a few stay open, and one that broke meanwhile costs nobody an error."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from app.store.database import Database
from app.store.spares import Spares

if TYPE_CHECKING:
    from tests.app.store.conftest import Server

_ONE = "SELECT 1"


def test_a_statement_finds_its_first_row_and_counts_what_it_changed(database: Database) -> None:
    spares = Spares(database.engine)
    assert spares.run(_ONE, ())[0] == (1,)
    assert spares.run("DELETE FROM drafts", ()) == (None, 0)
    spares.let_go()


def test_few_connections_stay_open_however_many_ask_at_once(database: Database) -> None:
    spares, many = Spares(database.engine), 12
    together = Barrier(many)

    def ask(_number: int) -> object:
        together.wait(timeout=30)
        return spares.run(_ONE, ())[0]

    with ThreadPoolExecutor(many) as pool:
        assert set(pool.map(ask, range(many))) == {(1,)}
    assert database.engine.pool.checkedout() <= 4  # type: ignore[attr-defined]
    spares.let_go()
    assert database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]


@pytest.mark.postgres
def test_a_database_that_was_started_anew_costs_nobody_an_error(postgres: Server) -> None:
    database = Database(postgres.address("heard_with_tables"))
    assert database.straight(_ONE, (), writes=False)[0] == (1,)
    postgres.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE application_name = 'heard' AND datname = 'heard_with_tables'"
    )
    assert database.straight(_ONE, (), writes=True)[0] == (1,)
    database.dispose()
