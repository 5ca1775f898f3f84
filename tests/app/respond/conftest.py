"""An installation with an open inspection, and a browser without scripts, for tests of what respondents see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

import pytest

from app import config, create_app
from app import installation as installations
from app.store import inspections, submissions
from surveys.inspections import Inspection, local_area, week_from
from tests.app.client import Client

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

    from app.installation import Installation
    from surveys.submissions import Submission

CODE: Final = "kent-4827"
OPENED: Final = datetime(2026, 11, 23, 9, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True, kw_only=True)
class Place:
    """One installation with its application and clock."""

    installation: Installation
    app: Flask
    clock: Clock

    def stored(self) -> list[Submission]:
        """Return what has been sent, opened."""
        return list(submissions.opened(self.installation.database, self.installation.keys, CODE))


@pytest.fixture
def clock() -> Clock:
    """Give a clock that stands on the second day of the week."""
    return Clock(now=datetime(2026, 11, 24, 12, tzinfo=UTC))


@pytest.fixture
def place(tmp_path: Path, clock: Clock) -> Iterator[Place]:
    """Give an installation with one inspection, open for a week from Monday 23 November 2026 at 9am."""
    made = installations.installation(config.settings({"HEARD_HOME": str(tmp_path / "home")}))
    made = replace(made, clock=clock)
    inspections.add(
        made.database,
        made.keys,
        Inspection(
            code=CODE,
            area=local_area("Kent"),
            window=week_from(OPENED),
            parts_of_area=(("north", "North Kent"), ("south", "South Kent")),
            answers_kept_until=date(2030, 1, 31),
        ),
    )
    yield Place(installation=made, app=create_app(made), clock=clock)
    made.database.dispose()


@pytest.fixture
def client(place: Place) -> Client:
    """Give a browser without scripts."""
    return Client(place.app)
