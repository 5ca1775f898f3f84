"""Comparisons find what differs, and agree with the textbooks where they have a figure."""

from __future__ import annotations

import numpy as np

from analysis import comparisons
from analysis.frame import frame
from analysis.snapshot import take
from surveys.definitions import catalogue
from tests.analysis.areas import Truth, area, made


def test_the_counts_of_a_gap_are_those_counted_by_hand() -> None:
    people = [
        made(
            f"{number:02}",
            "parents-and-carers",
            {"help_health": ("never" if number < 8 else "always",), "sex": ("female" if number < 12 else "male",)},
        )
        for number in range(30)
    ]
    one = frame(take(catalogue(), people).tables["parents-and-carers"])
    gaps = comparisons.gaps(one)
    column = one.constructs.index("help_health")
    rows = {subgroup.code: row for row, subgroup in enumerate(one.subgroups) if subgroup.item == "sex"}
    row = rows["female"]
    assert (gaps.count[row, column], gaps.base[row, column]) == (8, 12)
    assert (gaps.rest_count[row, column], gaps.rest_base[row, column]) == (0, 18)


def test_a_subgroup_of_under_ten_is_not_compared() -> None:
    people = [
        made(f"{number:02}", "parents-and-carers", {"help_health": ("never",), "sex": (sex,)})
        for number, sex in enumerate(["female"] * 9 + ["male"] * 30)
    ]
    gaps = comparisons.gaps(frame(take(catalogue(), people).tables["parents-and-carers"]))
    assert np.isnan(gaps.difference).all()


def test_a_construct_that_is_worse_everywhere_lies_furthest_out() -> None:
    truth = Truth(everywhere={"help_in_time": 1.5})
    tables = take(catalogue(), area(3, 600, truth, between=0.1)).tables
    levels = comparisons.levels({group: frame(table) for group, table in tables.items()})
    assert max(levels, key=lambda level: level.z).construct == "help_in_time"


def test_a_disagreement_says_who_sees_it_worse() -> None:
    truth = Truth(by_group={("practitioners", "part_in_plan"): -1.5})
    tables = take(catalogue(), area(4, 600, truth, between=0.1)).tables
    furthest = max(
        comparisons.disagreements({group: frame(table) for group, table in tables.items()}), key=lambda pair: pair.z
    )
    assert (furthest.construct, furthest.better) == ("part_in_plan", "practitioners")


def test_with_hardly_any_answers_nothing_is_compared() -> None:
    tables = take(catalogue(), [made("a", "young-people", {"help_health": ("no",)})]).tables
    frames = {group: frame(table) for group, table in tables.items()}
    assert comparisons.levels(frames) == ()
    assert comparisons.disagreements(frames) == ()
