"""Plan figures and counts are kept by area, the newer in place of the older, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store import cubes, plan_figures
from surveys.plan_figures import PlanFigures

if TYPE_CHECKING:
    from app.store.database import Database

KENT = PlanFigures(area="E10000016", year=2025, plans=300, by={"age": {"11_to_15": 200, "16_to_19": 100}})


def test_figures_are_found_as_they_were_kept(database: Database) -> None:
    assert plan_figures.find(database, KENT.area) is None
    assert plan_figures.keep(database, [KENT]) == 1
    assert plan_figures.find(database, KENT.area) == KENT


def test_another_breakdown_joins_and_a_later_year_stands_alone(database: Database) -> None:
    plan_figures.keep(database, [KENT])
    plan_figures.keep(database, [PlanFigures(area=KENT.area, year=2025, plans=300, by={"sex": {"male": 300}})])
    both = plan_figures.find(database, KENT.area)
    assert both is not None
    assert set(both.by) == {"age", "sex"}
    later = PlanFigures(area=KENT.area, year=2026, plans=310, by={"sex": {"male": 310}})
    plan_figures.keep(database, [later])
    assert plan_figures.find(database, KENT.area) == later


def test_counts_are_kept_by_area_and_day_and_can_be_deleted(database: Database) -> None:
    first, second = ("E10000016", "2024-01-08"), ("E10000016", "2026-01-05")
    cubes.keep(database, {first: "one", second: "two"})
    cubes.keep(database, {second: "three"})
    assert cubes.every(database) == {first: "one", second: "three"}
    assert cubes.forget(database, *first)
    assert not cubes.forget(database, *first)
    assert cubes.every(database) == {second: "three"}
