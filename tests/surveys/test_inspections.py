"""Areas are found by name or code, and a week is a week by London's clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from surveys.definitions import newest
from surveys.inspections import (
    LONDON,
    Inspection,
    NoSuchAreaError,
    Phase,
    Window,
    local_area,
    local_areas,
    week_from,
)
from surveys.questionnaire import ENGLISH


def test_england_has_153_local_areas() -> None:
    assert len(local_areas()) == 153
    assert len({area.gss_code for area in local_areas()}) == 153


@pytest.mark.parametrize("asked", ["Kent", "kent", " KENT ", "E10000016", "e10000016", "Kent County Council"])
def test_an_area_is_found_by_name_or_code(asked: str) -> None:
    assert local_area(asked).name == "Kent"


@pytest.mark.parametrize(("asked", "cure"), [("Yorkshire", "Did you mean"), ("Atlantis", "Kent"), ("", "Kent")])
def test_an_unknown_area_is_refused_with_a_cure(asked: str, cure: str) -> None:
    with pytest.raises(NoSuchAreaError, match=cure):
        local_area(asked)


@pytest.mark.parametrize(
    ("notified", "hours"),
    [
        (datetime(2026, 11, 23, 9, tzinfo=LONDON), 168),
        (datetime(2026, 3, 23, 9, tzinfo=LONDON), 167),
        (datetime(2026, 10, 19, 9, tzinfo=LONDON), 169),
    ],
)
def test_a_week_ends_at_the_same_time_by_the_clock(notified: datetime, hours: int) -> None:
    window = week_from(notified)
    assert window.closes == notified + timedelta(days=7)
    assert window.closes.astimezone(UTC) - window.opens.astimezone(UTC) == timedelta(hours=hours)


def test_the_phases_of_a_window_meet_without_gap() -> None:
    window = week_from(datetime(2026, 10, 19, 9, tzinfo=LONDON))
    opens, closes, second = window.opens.astimezone(UTC), window.closes.astimezone(UTC), timedelta(seconds=1)
    assert window.phase(opens - second) is Phase.NOT_YET
    assert window.phase(opens) is Phase.OPEN
    assert window.phase(closes - second) is Phase.OPEN
    assert window.phase(closes) is Phase.GRACE
    assert window.phase(closes + timedelta(hours=1) - second) is Phase.GRACE
    assert window.phase(closes + timedelta(hours=1)) is Phase.CLOSED


def test_a_window_needs_a_zone_and_runs_forward() -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    with pytest.raises(ValueError, match="time zone"):
        Window(opens=noon.replace(tzinfo=None), closes=noon)
    with pytest.raises(ValueError, match="before it opens"):
        Window(opens=noon, closes=noon - timedelta(days=1))


def test_an_inspection_puts_its_parts_of_the_area_into_the_questionnaire() -> None:
    inspection = Inspection(
        code="trial",
        area=local_area("Kent"),
        window=week_from(datetime(2026, 11, 23, 9, tzinfo=LONDON)),
        parts_of_area=(("coast", "The coast"), ("north", "The north")),
    )
    for group in ("young-people", "parents-and-carers", "practitioners"):
        asked = inspection.tailor(newest(group)).item("part_of_area")
        assert asked.codes[:2] == ("coast", "north")
        assert [option.image for option in asked.options[:2]] == ["number_1", "number_2"]
        assert asked.option("coast").label.in_language(ENGLISH) == "The coast"
        assert all(option.missing for option in asked.options[2:])
        assert "part_of_area" not in replace(inspection, parts_of_area=()).tailor(newest(group))
