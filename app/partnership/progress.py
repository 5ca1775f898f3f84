"""How many have answered, in numbers that the nominated officer may see."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask_babel import format_date, gettext

from app.partnership.links import CHANNELS, channel_name, survey_name
from surveys.questionnaire import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.store.submissions import Count

FEWEST: Final = 10
"""Smaller numbers are not told: with few answers, the officer might guess whose they are."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table: what it is about, and a number in words for each survey."""

    name: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How many have answered each survey, altogether, by day and by the way in which it reached people."""

    totals: tuple[tuple[str, str], ...]
    days: tuple[Row, ...]
    channels: tuple[Row, ...]


def progress(counts: Iterable[Count]) -> Progress:
    """Add up what the store has counted. Days without an answer have no row; every channel has one."""
    counts = tuple(counts)
    days = sorted({count.day for count in counts})
    return Progress(
        totals=tuple((survey_name(group), shown(_by_group(counts)[group])) for group in GROUPS),
        days=tuple(
            _row(format_date(day, "EEE d MMM"), _by_group(one for one in counts if one.day == day)) for day in days
        ),
        channels=tuple(
            _row(channel_name(channel), _by_group(one for one in counts if one.channel == channel))
            for channel in CHANNELS
        ),
    )


def shown(number: int) -> str:
    """Return a number as the officer may see it."""
    return gettext("fewer than %(number)s", number=FEWEST) if 0 < number < FEWEST else f"{number:,}"


def _by_group(counts: Iterable[Count]) -> Mapping[str, int]:
    numbers = Counter[str]()
    for count in counts:
        numbers[count.questionnaire] += count.number
    return numbers


def _row(name: str, numbers: Mapping[str, int]) -> Row:
    return Row(name=name, numbers=tuple(shown(numbers[group]) for group in GROUPS))
