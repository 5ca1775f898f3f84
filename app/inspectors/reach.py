"""Who has answered, as tables for a page: by survey, by day and by how the link reached them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from surveys.inspections import LONDON
from surveys.questionnaire import GROUPS
from surveys.submissions import Channel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from app.store.submissions import Count
    from surveys.inspections import Window

FEWEST: Final = 10
"""Smaller numbers are shown as "fewer than 10", so that nobody is told by a day or a channel."""

NAMES: Final = {
    "young-people": "Children and young people",
    "parents-and-carers": "Parents and carers",
    "practitioners": "Practitioners",
}
SHORT_NAMES: Final = ("Young people", "Parents, carers", "Practitioners")
CHANNELS: Final = {
    Channel.SCHOOL: "Schools",
    Channel.COLLEGE: "Colleges",
    Channel.HEALTH: "Health services",
    Channel.SOCIAL_CARE: "Social care",
    Channel.FORUM: "Parent carer forum",
    Channel.COUNCIL: "Council",
    Channel.OTHER: "Other or not known",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table: what it is about, and a number in words for each survey."""

    name: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How many have answered."""

    totals: tuple[tuple[str, str], ...]
    """Each survey's name and its number."""
    days: tuple[Row, ...]
    channels: tuple[Row, ...]


def reach(counts: Iterable[Count], window: Window, until: date) -> Reach:
    """Return who has answered: a row for each day of the window up to `until`, and for each channel."""
    counts = tuple(counts)
    by_group = Counter[str]()
    by_day = Counter[tuple[object, str]]()
    by_channel = Counter[tuple[object, str]]()
    for count in counts:
        by_group[count.questionnaire] += count.number
        by_day[count.day, count.questionnaire] += count.number
        by_channel[count.channel, count.questionnaire] += count.number
    days = sorted({*_days(window, until), *(count.day for count in counts)})
    return Reach(
        totals=tuple((NAMES[group], shown(by_group[group])) for group in GROUPS),
        days=tuple(_row(f"{day:%a} {day.day} {day:%b}", by_day, day) for day in days),
        channels=tuple(_row(name, by_channel, channel) for channel, name in CHANNELS.items()),
    )


def shown(number: int) -> str:
    """Return a number as it may be shown."""
    return f"fewer than {FEWEST}" if 0 < number < FEWEST else f"{number:,}"


def _row(name: str, numbers: Counter[tuple[object, str]], key: object) -> Row:
    return Row(name=name, numbers=tuple(shown(numbers[key, group]) for group in GROUPS))


def _days(window: Window, until: date) -> Iterator[date]:
    day = window.opens.astimezone(LONDON).date()
    last = min(until, window.closes.astimezone(LONDON).date())
    while day <= last:
        yield day
        day += timedelta(days=1)
