"""Drafts are destroyed when the week and its hour are over, by whatever page is asked for next, and by the commands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from app import config, create_app, sweeping
from app import installation as installations
from app.store import drafts, inspections, keepsakes, returning, tries
from app.store.keepsakes import Keepsake
from app.store.tables import DRAFTS, KEEPSAKES, RETURNS, TRIES
from app.store.tries import Kind
from surveys.inspections import GRACE
from surveys.questionnaire import EASY_ENGLISH
from tests.app.store.examples import CODE, a_draft, an_inspection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.installation import Installation

ENDS = an_inspection().window.closes.astimezone(UTC) + GRACE


class _Clock:
    now = ENDS - timedelta(minutes=1)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def installation(tmp_path: Path, clock: _Clock) -> Iterator[Installation]:
    made = installations.installation(config.settings({"HEARD_HOME": str(tmp_path)}))
    made = replace(made, clock=clock)
    inspections.add(made.database, made.keys, an_inspection())
    drafts.start(made.database, a_draft())
    yield made
    made.database.dispose()


def _standing(installation: Installation) -> int:
    with installation.database.look() as connection:
        return connection.execute(select(func.count()).select_from(DRAFTS)).scalar_one()


@pytest.mark.parametrize("address", ["/", f"/{CODE}/young-people", "/inspectors/", "/readyz"])
def test_any_page_destroys_drafts_once_they_can_t_be_sent(
    installation: Installation, clock: _Clock, address: str
) -> None:
    client = create_app(installation).test_client()
    client.get(address)
    assert _standing(installation) == 1
    clock.now = ENDS
    client.get(address)
    assert _standing(installation) == 1, "looked again before it was due"
    clock.now += sweeping.EVERY
    client.get(address)
    assert _standing(installation) == 0


def test_words_go_with_their_draft_and_copies_when_their_hour_ends(installation: Installation, clock: _Clock) -> None:
    key = drafts.start(installation.database, a_draft())
    returning.make(installation.database, CODE, key, secret="s")
    said = Keepsake(group="young-people", version=1, language=EASY_ENGLISH, raw={"help_health": ["yes"]})
    keepsakes.keep(installation.database, CODE, said, now=clock.now - timedelta(minutes=30))
    tries.begin(installation.database, CODE, Kind.DRAFT, clock.now)
    clock.now = ENDS + sweeping.EVERY + timedelta(hours=1)
    create_app(installation).test_client().get("/privacy")
    with installation.database.look() as connection:
        for table in (DRAFTS, RETURNS, KEEPSAKES, TRIES):
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0, table.name


def test_a_database_that_is_away_spoils_no_page(installation: Installation, tmp_path: Path) -> None:
    client = create_app(installation).test_client()
    installation.database.dispose()
    (tmp_path / "heard.db").write_bytes(b"no database at all" * 1000)
    assert client.get("/privacy").status_code == 200
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
