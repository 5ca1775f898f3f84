"""Weights meet the plan figures, are those of iterative proportional fitting, and are held within their limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.frame import frame
from analysis.snapshot import take
from analysis.weights import rake, weights
from surveys.definitions import catalogue
from surveys.plan_figures import PlanFigures
from tests.analysis.areas import made

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.frame import Frame

    Numbers = NDArray[np.float64]
    Ints = NDArray[np.int64]


def ones(categories: Ints, number: int) -> Numbers:
    """Return for each person and category whether the person is in it."""
    return np.asarray(categories[:, None] == np.arange(number), dtype=np.float64)


def fitted_by_turns(first: Numbers, second: Numbers, one: Numbers, other: Numbers) -> Numbers:
    """Fit the two margins in turns, as Deming and Stephan did."""
    each = np.ones(len(first))
    for _ in range(500):
        for margin, wanted in ((first, one), (second, other)):
            each *= (wanted * len(first) / np.maximum(each @ margin, 1e-12)) @ margin.T
    return each


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_two_margins_are_met_as_by_fitting_them_in_turns(seed: int) -> None:
    chance = np.random.default_rng(seed)
    first, second = ones(chance.integers(0, 3, 200), 3), ones(chance.integers(0, 4, 200), 4)
    one, other = chance.dirichlet(np.full(3, 20)), chance.dirichlet(np.full(4, 20))
    each, held = rake(np.hstack([first, second]), np.concatenate([one, other]), most=1e6)
    assert held == 0
    assert np.allclose(each @ first / 200, one, atol=1e-6)
    assert np.allclose(each @ second / 200, other, atol=1e-6)
    assert np.allclose(each, fitted_by_turns(first, second, one, other), rtol=1e-4)


def test_one_margin_gives_the_share_wanted_over_the_share_there_is() -> None:
    each, _ = rake(ones(np.array([0] * 80 + [1] * 20), 2), np.array([0.5, 0.5]), most=10)
    assert each[0] == pytest.approx(0.5 / 0.8)
    assert each[-1] == pytest.approx(0.5 / 0.2)


def test_no_weight_lies_beyond_the_limit() -> None:
    each, held = rake(ones(np.array([0] * 98 + [1] * 2), 2), np.array([0.5, 0.5]), most=5)
    assert held > 0
    assert each.max() / each.min() <= 25.0001
    assert each.mean() == pytest.approx(1)


def families(**numbers: int) -> list[tuple[str, ...]]:
    return [(code,) for code, number in numbers.items() for _ in range(number)]


def group_of(needs: list[tuple[str, ...]]) -> Frame:
    people = [made(f"{place:03}", "parents-and-carers", {"need": codes}) for place, codes in enumerate(needs)]
    return frame(take(catalogue(), people).tables["parents-and-carers"])


def figures(**by: dict[str, int]) -> PlanFigures:
    return PlanFigures(area="E10000016", year=2025, plans=1000, by=by)


def test_someone_with_several_needs_is_shared_out_among_them() -> None:
    needs = [*families(asd=40, slcn=30), *[("asd", "slcn")] * 30]
    found = weights(group_of(needs), figures(need={"asd": 300, "slcn": 700}))
    assert found is not None
    alone, other, both = found.each[0], found.each[40], found.each[70]
    assert alone < both < other
    assert (alone * 40 + both * 15) / 100 == pytest.approx(0.3, abs=1e-4)


def test_who_did_not_say_counts_as_the_area_does() -> None:
    needs = [*families(asd=40, slcn=40), *[()] * 20]
    found = weights(group_of(needs), figures(need={"asd": 300, "slcn": 700}))
    assert found is not None
    assert found.each[80:] == pytest.approx(1.0, abs=0.1)


def test_a_category_that_hardly_anyone_answered_is_named_and_left_out() -> None:
    found = weights(group_of(families(asd=40, slcn=40, hi=2)), figures(need={"asd": 300, "slcn": 600, "hi": 100}))
    assert found is not None
    assert found.beyond_reach == (("need", "hi"),)
    assert found.items == ("need",)


def test_a_group_of_few_or_without_figures_is_not_weighted() -> None:
    assert weights(group_of(families(asd=30)), figures(need={"asd": 300, "slcn": 600})) is None
    assert weights(group_of(families(asd=40, slcn=40)), figures()) is None


def test_even_weights_have_no_design_effect() -> None:
    found = weights(group_of(families(asd=60, slcn=40)), figures(need={"asd": 600, "slcn": 400}))
    assert found is not None
    assert found.effect == pytest.approx(1.0)
