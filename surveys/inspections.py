"""Inspections: which area, and when its surveys are open."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from surveys.questionnaire import EASY_ENGLISH, ENGLISH, Language, ResponseOption, Wording

if TYPE_CHECKING:
    from surveys.questionnaire import Questionnaire

LONDON: Final = ZoneInfo("Europe/London")
ONE_WEEK: Final = timedelta(days=7)
GRACE: Final = timedelta(hours=1)
"""How long after the end a draft that was already open can still be sent."""

_NUMBERED: Final = 9
"""How many parts of an area get a picture of their number, so that each looks different."""

_AREAS: Final = Path(__file__).with_name("local_areas.csv")


class NoSuchAreaError(LookupError):
    """No local area, or more than one, goes by that name or code; the message names the nearest."""


@dataclass(frozen=True, kw_only=True)
class LocalArea:
    """One of England's 153 local areas."""

    gss_code: str
    name: str
    official_name: str
    region: str
    type: str


EXAMPLE_AREA: Final = LocalArea(
    gss_code="E99999999",
    name="Exampleshire",
    official_name="Exampleshire County Council",
    region="Nowhere",
    type="Invented",
)
"""An area that does not exist, for demonstrations: not among the 153, and found by its code alone."""


@cache
def local_areas() -> tuple[LocalArea, ...]:
    """Return the 153 local areas, by name."""
    with _AREAS.open(encoding="utf-8", newline="") as lines:
        return tuple(sorted((LocalArea(**row) for row in csv.DictReader(lines)), key=lambda area: area.name))


def local_area(name_or_code: str) -> LocalArea:
    """Return the area with this name, official name or GSS code, whatever its capitals; NoSuchAreaError otherwise."""
    wanted = " ".join(name_or_code.split()).casefold()
    for area in local_areas():
        if wanted in {area.gss_code.casefold(), area.name.casefold(), area.official_name.casefold()}:
            return area
    near = [area.name for area in local_areas() if wanted and wanted in area.official_name.casefold()]
    cure = f"Did you mean {' or '.join(near[:3])}?" if near else "Give a council's name, as in Kent, or its GSS code."
    message = f"There is no local area called {name_or_code[:60]!r}. {cure}"
    raise NoSuchAreaError(message)


def area_with_code(gss_code: str) -> LocalArea:
    """Return the area with this GSS code, the example area included; KeyError where there is none."""
    return {area.gss_code: area for area in (*local_areas(), EXAMPLE_AREA)}[gss_code]


class Phase(StrEnum):
    """Where a moment stands to the week in which answers are taken."""

    NOT_YET = "not_yet"
    OPEN = "open"
    GRACE = "grace"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Window:
    """The time in which answers are taken: from `opens` up to, not including, `closes`. Both know their zone."""

    opens: datetime
    closes: datetime

    def __post_init__(self) -> None:
        """Refuse moments without a zone and an end before the beginning."""
        if self.opens.tzinfo is None or self.closes.tzinfo is None:
            message = "a window's moments need a time zone"
            raise ValueError(message)
        if self.closes < self.opens:
            message = "a window can't close before it opens"
            raise ValueError(message)

    def phase(self, now: datetime) -> Phase:
        """Say where `now` stands. GRACE is the hour after the end, for drafts that were open already."""
        if now < self.opens:
            return Phase.NOT_YET
        if now < self.closes:
            return Phase.OPEN
        return Phase.GRACE if now < self.closes.astimezone(ZoneInfo("UTC")) + GRACE else Phase.CLOSED


def week_from(notified: datetime) -> Window:
    """Return the week from notification: to the same time by the clock in London seven days later.

    A moment without a zone is London's. Across a change of the clocks the week is an hour shorter or longer.
    """
    opens = notified.replace(tzinfo=LONDON) if notified.tzinfo is None else notified.astimezone(LONDON)
    return Window(opens=opens, closes=opens + ONE_WEEK)


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """One inspection of one local area."""

    code: str
    """What stands on the poster and in the address: lower-case letters, digits and hyphens."""
    area: LocalArea
    window: Window
    parts_of_area: tuple[tuple[str, str], ...] = ()
    """Code and name of each part of the area that a person can choose."""
    languages: tuple[Language, ...] = (ENGLISH, EASY_ENGLISH)
    partnership_token: str = ""
    """The secret in the nominated officer's private address."""
    answers_kept_until: date | None = None
    """When the answers are destroyed; shown on the first page."""

    def tailor(self, questionnaire: Questionnaire) -> Questionnaire:
        """Return the questionnaire with this area's own parts to choose from."""
        return questionnaire.with_local_choices(
            tuple(
                ResponseOption(
                    code=code,
                    label=Wording(words=dict.fromkeys(questionnaire.languages, name)),
                    image=f"number_{number}" if number <= _NUMBERED else "place",
                )
                for number, (code, name) in enumerate(self.parts_of_area, start=1)
            )
        )
