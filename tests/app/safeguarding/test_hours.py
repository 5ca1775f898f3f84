"""When people are at work."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.safeguarding import hours
from surveys.inspections import LONDON

HOUR = timedelta(hours=1)


def _at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2022, "01-03 04-15 04-18 05-02 05-30 08-29 12-26 12-27"),
    ],
)
def test_bank_holidays_are_those_of_england(year: int, days: str) -> None:
    assert hours.bank_holidays(year) == {date.fromisoformat(f"{year}-{day}") for day in days.split()}


@pytest.mark.parametrize(
    ("from_", "to"),
    [
        ("2026-11-24T12:00", "2026-11-24T13:00"),
        ("2026-11-24T16:30", "2026-11-25T09:30"),
        ("2026-11-24T07:00", "2026-11-24T10:00"),
        ("2026-11-27T16:59", "2026-11-30T09:59"),
        ("2026-11-28T12:00", "2026-11-30T10:00"),
        ("2026-12-24T16:30", "2026-12-29T09:30"),
        ("2026-03-27T16:30", "2026-03-30T09:30"),
        ("2026-10-23T16:30", "2026-10-26T09:30"),
    ],
)
def test_an_hour_of_work_passes_over_nights_weekends_bank_holidays_and_clock_changes(from_: str, to: str) -> None:
    assert hours.after_work(_at(from_), HOUR) == _at(to)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(LONDON)))  # noqa: DTZ001
def test_work_next_begins_when_people_are_at_work_and_never_before(moment: datetime) -> None:
    begins = hours.next_begin(moment)
    assert hours.at_work(begins)
    assert begins >= moment
    assert hours.after_work(moment, HOUR) >= begins + HOUR
