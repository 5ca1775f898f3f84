"""Who has answered so far, for pages: by survey, day and way, beside the area's plans; by nothing about a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from flask_babel import format_date, gettext

from surveys.inspections import LONDON
from surveys.questionnaire import GROUPS
from surveys.submissions import Channel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.store.submissions import Count
    from surveys.inspections import Window
    from surveys.plan_figures import PlanFigures

FEWEST: Final = 10
"""Smaller numbers are shown as "fewer than 10", so that nobody is told by a day or a way."""

_Key = TypeVar("_Key")

_FROM_ELEVEN: Final = ("11_to_15", "16_to_19", "20_to_25")
"""The ages of plans that are those of the young people who are asked."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table: what it is about, and a number in words for each survey."""

    name: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Total:
    """How many have answered one survey."""

    name: str
    number: str
    beside: str
    """What that is beside the area's plans; empty where these are not known, or have nothing to do with the survey."""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How many have answered."""

    totals: tuple[Total, ...]
    days: tuple[Row, ...]
    ways: tuple[Row, ...]
    hardly: tuple[Channel, ...]
    """The ways by which fewer than FEWEST have come, where more have come by some other; none at the very beginning."""


def reach(counts: Iterable[Count], window: Window, until: date, figures: PlanFigures | None = None) -> Reach:
    """Return who has answered: a row for each day of the window up to `until`, and for each way.

    `figures` are the area's plans, where they were imported.
    """
    by_group = Counter[str]()
    by_day = Counter[tuple[date, str]]()
    by_way = Counter[tuple[Channel, str]]()
    came = Counter[Channel]()
    days = set(_days(window, until))
    for count in counts:
        by_group[count.questionnaire] += count.number
        by_day[count.day, count.questionnaire] += count.number
        by_way[count.channel, count.questionnaire] += count.number
        came[count.channel] += count.number
        days.add(count.day)
    named = [one for one in Channel if one is not Channel.OTHER]
    hardly = tuple(one for one in named if came[one] < FEWEST)
    return Reach(
        totals=tuple(
            Total(name=survey_name(group), number=shown(by_group[group]), beside=_beside(group, by_group, figures))
            for group in GROUPS
        ),
        days=_rows({day: format_date(day, "EEE d MMM") for day in sorted(days)}, by_day),
        ways=_rows({channel: _way_name(channel) for channel in Channel}, by_way),
        hardly=hardly if len(hardly) < len(named) else (),
    )


def shown(number: int) -> str:
    """Return a number as it may be shown."""
    return gettext("fewer than %(number)s", number=FEWEST) if 0 < number < FEWEST else f"{number:,}"


def survey_name(group: str) -> str:
    """Return what a survey is called among people at work."""
    names: dict[str, str] = {
        "young-people": gettext("Children and young people"),
        "parents-and-carers": gettext("Parents and carers"),
        "practitioners": gettext("Practitioners"),
    }
    return names[group]


def channel_name(channel: Channel) -> str:
    """Return what a channel is called among people at work."""
    names: dict[Channel, str] = {
        Channel.SCHOOL: gettext("Schools"),
        Channel.COLLEGE: gettext("Colleges"),
        Channel.HEALTH: gettext("Health services"),
        Channel.SOCIAL_CARE: gettext("Social care"),
        Channel.FORUM: gettext("Parent carer forum"),
        Channel.COUNCIL: gettext("Council"),
        Channel.OTHER: gettext("Anyone else"),
    }
    return names[channel]


def _way_name(channel: Channel) -> str:
    return gettext("Other or not known") if channel is Channel.OTHER else channel_name(channel)


def _beside(group: str, numbers: Counter[str], figures: PlanFigures | None) -> str:
    if figures is None or group not in {"young-people", "parents-and-carers"}:
        return ""
    ages = figures.by.get("age", {})
    young = group == "young-people" and all(code in ages for code in _FROM_ELEVEN)
    plans = sum(ages[code] for code in _FROM_ELEVEN) if young else figures.plans
    if numbers[group] < FEWEST or not plans:
        return ""
    share = 100 * numbers[group] / plans
    of = {"number": f"{share:.1f}" if share < FEWEST else f"{share:.0f}", "plans": f"{plans:,}"}
    words: str = (
        gettext("%(number)s for every 100 of the %(plans)s from 11 to 25 who have a plan", **of)
        if young
        else gettext("%(number)s for every 100 of the %(plans)s plans in the area", **of)
    )
    return words


def _rows(names: Mapping[_Key, str], numbers: Counter[tuple[_Key, str]]) -> tuple[Row, ...]:
    columns = [_column([numbers[key, group] for key in names]) for group in GROUPS]
    return tuple(Row(name=name, numbers=tuple(row)) for name, *row in zip(names.values(), *columns, strict=True))


def _column(numbers: Sequence[int]) -> list[str]:
    """Show numbers that add up to one that is known: where a single one is too small to tell, another goes with it."""
    words = [shown(number) for number in numbers]
    if sum(0 < number < FEWEST for number in numbers) == 1:
        larger = [(number, place) for place, number in enumerate(numbers) if number >= FEWEST]
        if larger:
            words[min(larger)[1]] = gettext("%(number)s or more", number=FEWEST)
    return words


def _days(window: Window, until: date) -> Iterator[date]:
    day = window.opens.astimezone(LONDON).date()
    last = min(until, window.closes.astimezone(LONDON).date())
    while day <= last:
        yield day
        day += timedelta(days=1)
