"""What is judged to lie out does, whatever lies beside it, and chance alone is seldom taken for it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis import outliers


@pytest.mark.parametrize("freedom", [5, 9, 17, 60, 1e6])
def test_two_sided_p_agrees_with_scipy(freedom: float) -> None:
    z = np.array([0.0, 0.3, 1.0, 1.96, 3.0, 5.0])
    assert np.allclose(outliers.two_sided(z, freedom), 2 * stats.t.sf(z, freedom), atol=1e-6)


def test_one_sided_p_agrees_with_scipy() -> None:
    z = np.array([-2.5, -0.2, 0.0, 0.7, 3.1])
    assert np.allclose(outliers.above(z, 12.0), stats.t.sf(z, 12.0), atol=1e-6)


def judged(offsets: list[float]) -> tuple[list[float], list[float]]:
    values = np.array(offsets)
    z, q = outliers.standing_out(values, np.full(values.size, 0.01), usual=0.25, trust=2)
    return z.tolist(), q.tolist()


ORDINARY = [-0.22, -0.17, -0.12, -0.1, -0.06, -0.03, 0.0, 0.0, 0.02, 0.05, 0.08, 0.11, 0.13, 0.16, 0.2]


def test_what_lies_far_from_the_others_stands_out_alone() -> None:
    z, q = judged([*ORDINARY, 1.2])
    assert q[-1] < 0.001
    assert z[-1] > 4
    assert min(q[:-1]) > 0.2


def test_several_that_lie_out_do_not_hide_each_other() -> None:
    _, q = judged([*ORDINARY, 1.2, 1.25, -1.3])
    assert max(q[-3:]) < 0.01


def test_where_all_lie_far_apart_nothing_stands_out() -> None:
    _, q = judged([6 * offset for offset in ORDINARY])
    assert min(q) > 0.2


def test_chance_alone_seldom_stands_out() -> None:
    chance = np.random.default_rng(8)
    areas = [judged(chance.normal(0, 0.27, 18).tolist())[1] for _ in range(150)]
    assert sum(min(q) <= 0.08 for q in areas) / len(areas) < 0.16


@given(st.lists(st.integers(min_value=-128, max_value=128), min_size=6, max_size=20), st.integers(-200, 200))
def test_what_all_share_makes_no_difference(steps: list[int], shared: int) -> None:
    # In steps of 1/64, which add up without rounding.
    before = judged([step / 64 for step in steps])[0]
    assert judged([(step + shared) / 64 for step in steps])[0] == pytest.approx(before, abs=1e-9)


def test_the_spread_of_differences_is_what_they_were_made_with() -> None:
    chance = np.random.default_rng(4)
    variance = chance.uniform(0.0001, 0.004, 3000)
    difference = chance.normal(0, np.sqrt(variance + 0.04**2))
    difference[:20] += 0.5
    assert outliers.spread(difference, variance, 0.012) == pytest.approx(0.04, rel=0.15)


def test_the_spread_is_never_under_the_least() -> None:
    chance = np.random.default_rng(5)
    variance = np.full(500, 0.001)
    assert outliers.spread(chance.normal(0, np.sqrt(variance) / 2), variance, 0.012) == 0.012
