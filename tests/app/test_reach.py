"""Who has answered is told by survey, day and channel, and small numbers are not told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask_babel import Babel

from app.reach import reach, shown
from app.store.submissions import Count
from surveys.inspections import week_from
from surveys.plan_figures import PlanFigures
from surveys.submissions import Channel, Mode

if TYPE_CHECKING:
    from collections.abc import Iterator

WINDOW = week_from(datetime(2026, 11, 23, 9, tzinfo=UTC))
AGES = {"under_11": 4000, "11_to_15": 3000, "16_to_19": 1500, "20_to_25": 500}


@pytest.fixture(autouse=True)
def page() -> Iterator[None]:
    """Stand where a page is made, in English as it is written in Britain."""
    app = Flask("a page")
    Babel(app, default_locale="en_GB")
    with app.test_request_context():
        yield


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
    assert [(total.name, total.number, total.beside) for total in shown_reach.totals] == [
        ("Children and young people", "0", ""),
        ("Parents and carers", "0", ""),
        ("Practitioners", "15", ""),
    ]
    assert [(row.name, row.numbers) for row in shown_reach.days] == [
        ("Mon 23 Nov", ("0", "0", "0")),
        ("Tue 24 Nov", ("0", "0", "15")),
    ]
    by_channel = {row.name: row.numbers for row in shown_reach.ways}
    assert by_channel["Health services"] == ("0", "0", "fewer than 10")
    assert by_channel["Colleges"] == ("0", "0", "0")
    assert shown_reach.hardly == (), "nobody is behind where nobody is ahead"


def test_a_small_number_can_t_be_worked_out_from_the_total() -> None:
    day = date(2026, 11, 24)
    told = {Channel.SCHOOL: 97, Channel.FORUM: 61, Channel.OTHER: 33, Channel.HEALTH: 1}
    counts = [_count("young-people", day, number, channel) for channel, number in told.items()]
    by_way = {row.name: row.numbers[0] for row in reach(counts, WINDOW, day).ways}
    assert by_way["Health services"] == "fewer than 10"
    assert by_way["Other or not known"] == "10 or more"
    assert (by_way["Schools"], by_way["Colleges"]) == ("97", "0")


def test_answers_stand_beside_the_plans_of_those_who_are_asked() -> None:
    day = date(2026, 11, 24)
    counts = [_count(group, day, 45) for group in ("young-people", "parents-and-carers", "practitioners")]
    figures = PlanFigures(area="E10000016", year=2025, plans=9000, by={"age": AGES})
    beside = [total.beside for total in reach(counts, WINDOW, day, figures).totals]
    assert beside == [
        "0.9 for every 100 of the 5,000 from 11 to 25 who have a plan",
        "0.5 for every 100 of the 9,000 plans in the area",
        "",
    ]
    without_ages = PlanFigures(area="E10000016", year=2025, plans=9000)
    assert reach(counts, WINDOW, day, without_ages).totals[0].beside == beside[1]


def test_a_number_that_is_not_told_is_not_told_beside_the_plans_either() -> None:
    day = date(2026, 11, 24)
    figures = PlanFigures(area="E10000016", year=2025, plans=9000, by={"age": AGES})
    shown_reach = reach([_count("young-people", day, 9)], WINDOW, day, figures)
    assert [total.beside for total in shown_reach.totals] == ["", "", ""]


def test_who_has_hardly_come_is_named() -> None:
    day = date(2026, 11, 24)
    counts = [_count("young-people", day, 10, Channel.SCHOOL), _count("practitioners", day, 9, Channel.HEALTH)]
    hardly = reach(counts, WINDOW, day).hardly
    assert Channel.SCHOOL not in hardly
    assert {Channel.HEALTH, Channel.COLLEGE, Channel.FORUM} <= set(hardly)
    assert Channel.OTHER not in hardly


def test_days_run_from_the_first_to_the_last_and_take_in_copies_that_came_later() -> None:
    late = [_count("young-people", date(2026, 12, 2), 12)]
    days = [row.name for row in reach(late, WINDOW, until=date(2027, 1, 1)).days]
    assert days[0] == "Mon 23 Nov"
    assert days[-2:] == ["Mon 30 Nov", "Wed 2 Dec"]
    assert len(days) == 9


def test_before_the_first_day_there_are_no_days() -> None:
    assert reach([], WINDOW, until=date(2026, 11, 20)).days == ()
