"""Intervals agree with the textbooks and with statsmodels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from analysis.intervals import confidence, estimate, false_discovery_adjusted, newcombe, wilson

counts = st.integers(1, 5000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))


@given(counts)
def test_wilsons_interval_agrees_with_statsmodels(share: tuple[int, int]) -> None:
    low, high = wilson(*share)
    expected = proportion_confint(*share, alpha=0.05, method="wilson")
    assert (float(low), float(high)) == pytest.approx(expected, abs=1e-9)


@given(counts, counts)
def test_newcombes_interval_agrees_with_statsmodels(first: tuple[int, int], second: tuple[int, int]) -> None:
    low, high = newcombe(*first, *second)
    expected = confint_proportions_2indep(*first, *second, method="newcomb", compare="diff")
    assert (float(low), float(high)) == pytest.approx(expected, abs=1e-9)


def test_intervals_are_those_worked_by_hand_in_the_papers() -> None:
    # Newcombe 1998, table II, example (a): 56 of 70 less 48 of 80, method 10.
    low, high = newcombe(56, 70, 48, 80)
    assert (float(low), float(high)) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    # Newcombe's companion paper on a single share: 81 of 263.
    low, high = wilson(81, 263)
    assert (float(low), float(high)) == pytest.approx((0.2553, 0.3662), abs=5e-5)


@given(counts)
def test_a_share_lies_in_its_interval_and_the_interval_in_nought_to_one(share: tuple[int, int]) -> None:
    one = estimate(*share)
    assert 0 <= one.low <= one.value + 1e-12
    assert one.value - 1e-12 <= one.high <= 1


def test_there_is_no_share_of_nobody() -> None:
    with pytest.raises(ValueError, match="base"):
        estimate(0, 0)
    low, high = wilson(0, 0)
    assert (float(low), float(high)) == (0.0, 1.0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=200))
def test_adjusted_p_values_agree_with_statsmodels(p: list[float]) -> None:
    expected = multipletests(p, method="fdr_bh")[1]
    assert np.allclose(false_discovery_adjusted(p), expected, atol=1e-12)


def test_equal_weights_change_nothing_and_nothing_gives_nothing() -> None:
    p = [0.001, 0.2, 0.03]
    assert np.allclose(false_discovery_adjusted(p, weight=[7, 7, 7]), false_discovery_adjusted(p))
    assert false_discovery_adjusted([]).size == 0


def test_no_line_is_certain() -> None:
    assert confidence(0.0) == 0.99
    assert confidence(0.05) == pytest.approx(0.95)
