"""Who has answered is told by survey, day and channel, and small numbers are not told."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.inspectors.reach import reach, shown
from app.store.submissions import Count
from surveys.inspections import week_from
from surveys.submissions import Channel, Mode

WINDOW = week_from(datetime(2026, 11, 23, 9, tzinfo=UTC))


def _count(group: str, day: date, number: int, channel: Channel = Channel.SCHOOL) -> Count:
    return Count(questionnaire=group, version=1, channel=channel, mode=Mode.WEB, day=day, number=number)


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0"), (1, "fewer than 10"), (9, "fewer than 10"), (10, "10"), (2234, "2,234")]
)
def test_numbers_under_ten_are_not_told(number: int, words: str) -> None:
    assert shown(number) == words


def test_counts_of_versions_channels_and_modes_are_added_up() -> None:
    day = date(2026, 11, 24)
    shown_reach = reach(
        [_count("practitioners", day, 7), _count("practitioners", day, 8, Channel.HEALTH)], WINDOW, until=day
    )
    assert shown_reach.totals == (
        ("Children and young people", "0"),
        ("Parents and carers", "0"),
        ("Practitioners", "15"),
    )
    assert [(row.name, row.numbers) for row in shown_reach.days] == [
        ("Mon 23 Nov", ("0", "0", "0")),
        ("Tue 24 Nov", ("0", "0", "15")),
    ]
    by_channel = {row.name: row.numbers for row in shown_reach.channels}
    assert by_channel["Health services"] == ("0", "0", "fewer than 10")
    assert by_channel["Colleges"] == ("0", "0", "0")


def test_days_run_from_the_first_to_the_last_and_take_in_copies_that_came_later() -> None:
    late = [_count("young-people", date(2026, 12, 2), 12)]
    days = [row.name for row in reach(late, WINDOW, until=date(2027, 1, 1)).days]
    assert days[0] == "Mon 23 Nov"
    assert days[-2:] == ["Mon 30 Nov", "Wed 2 Dec"]
    assert len(days) == 9


def test_before_the_first_day_there_are_no_days() -> None:
    assert reach([], WINDOW, until=date(2026, 11, 20)).days == ()
