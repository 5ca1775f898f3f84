"""Gives tests of the nominated officer's pages an installation with an inspection of theirs, and a browser."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import pytest

from app import config, create_app
from app import installation as installations
from app.store import inspections
from surveys.inspections import Inspection, local_area, week_from

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from app.installation import Installation

SITE: Final = "https://heard.example.org"
TOKEN: Final = "an-officers-token-that-nobody-guesses"
CODE: Final = "kent-4827"


@dataclass
class Clock:
    """A clock that a test sets; it stands in the week of the inspection."""

    now: datetime = datetime(2026, 11, 25, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Give the clock of the installation."""
    return Clock()


@pytest.fixture
def installation(tmp_path: Path, clock: Clock) -> Installation:
    """Give an installation with one inspection that has a nominated officer, and one without."""
    environment = {"HEARD_HOME": str(tmp_path), "HEARD_SECRET_KEY": "only a test" * 3, "HEARD_PUBLIC_ADDRESS": SITE}
    made = replace(installations.installation(config.settings(environment)), clock=clock)
    window = week_from(datetime(2026, 11, 23, 9, tzinfo=UTC))
    parts = (("thanet", "Thanet & Sandwich"),)
    for inspection in (
        Inspection(code=CODE, area=local_area("Kent"), window=window, parts_of_area=parts, partnership_token=TOKEN),
        Inspection(code="york-1000", area=local_area("York"), window=window),
    ):
        inspections.add(made.database, made.keys, inspection)
    return made


@pytest.fixture
def client(installation: Installation) -> FlaskClient:
    """Give a browser."""
    return create_app(installation).test_client()
