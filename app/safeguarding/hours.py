"""When people are at work: Monday to Friday from 9 to 5 in London, but for England's bank holidays."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final

from surveys.inspections import LONDON

BEGINS: Final = time(9)
ENDS: Final = time(17)

_SATURDAY: Final = 5
_MONDAY: Final = 0
_MAY: Final = 5
_AUGUST: Final = 8


def at_work(moment: datetime) -> bool:
    """Whether people are at work at `moment`."""
    there = moment.astimezone(LONDON)
    return works_on(there.date()) and BEGINS <= there.time() < ENDS


def works_on(day: date) -> bool:
    """Whether people work on `day`."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


def next_begin(moment: datetime) -> datetime:
    """Return `moment` where people are at work then, else when they next begin."""
    if at_work(moment):
        return moment
    there = moment.astimezone(LONDON)
    day = there.date() if there.time() < BEGINS else there.date() + timedelta(days=1)
    while not works_on(day):
        day += timedelta(days=1)
    return datetime.combine(day, BEGINS, LONDON)


def after_work(moment: datetime, lasting: timedelta) -> datetime:
    """Return when people will have been at work for `lasting` since `moment`."""
    begins = next_begin(moment).astimezone(LONDON)
    left = datetime.combine(begins.date(), ENDS, LONDON) - begins
    return begins + lasting if lasting <= left else after_work(begins + left, lasting - left)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return England's bank holidays of a year, but for those that are given once, as for a coronation.

    One that falls on a weekend is kept on the next day that is none.
    """
    easter = _easter(year)
    moved = [
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        _monday_from(date(year, _MAY, 1)),
        _monday_from(date(year, _MAY, 25)),
        _monday_from(date(year, _AUGUST, 25)),
    ]
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        day = fixed
        while day.weekday() >= _SATURDAY or day in moved:
            day += timedelta(days=1)
        moved.append(day)
    return frozenset(moved)


def _monday_from(day: date) -> date:
    return day + timedelta(days=(_MONDAY - day.weekday()) % 7)


def _easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher."""
    golden, century, within = year % 19, year // 100, year % 100
    shift = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (within // 4) - shift - within % 4) % 7
    late = (golden + 11 * shift + 22 * weekday) // 451
    month, day = divmod(shift + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
