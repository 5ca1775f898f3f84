"""Intervals for what is shown: Wilson's for a share, Newcombe's for a difference of two shares; 95% both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from analysis.lines import Estimate

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

Z: Final = 1.959963984540054
"""The standard normal's quantile at .975."""


def wilson(count: ArrayLike, base: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the lower and upper ends of Wilson's score interval, from 0 to 1; 0 and 1 where the base is 0.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927, without continuity
    correction.
    """
    counts, bases = np.asarray(count, dtype=np.float64), np.asarray(base, dtype=np.float64)
    safe = np.maximum(bases, 1)
    share = counts / safe
    widened = 1 + Z**2 / safe
    centre = (share + Z**2 / (2 * safe)) / widened
    half = Z * np.sqrt(share * (1 - share) / safe + Z**2 / (4 * safe**2)) / widened
    empty = bases == 0
    return np.where(empty, 0.0, np.maximum(centre - half, 0.0)), np.where(empty, 1.0, np.minimum(centre + half, 1.0))


def newcombe(
    count: ArrayLike, base: ArrayLike, other_count: ArrayLike, other_base: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the ends of the interval for `count/base - other_count/other_base`; both bases must be above 0.

    R. G. Newcombe, "Interval estimation for the difference between independent proportions", 1998, method 10: the
    hybrid of two Wilson intervals.
    """
    first, second = np.asarray(count) / np.asarray(base), np.asarray(other_count) / np.asarray(other_base)
    low, high = wilson(count, base)
    other_low, other_high = wilson(other_count, other_base)
    difference = first - second
    return (
        difference - np.sqrt((first - low) ** 2 + (other_high - second) ** 2),
        difference + np.sqrt((high - first) ** 2 + (second - other_low) ** 2),
    )


def estimate(count: int, base: int, *, dont_know: int = 0, skipped: int = 0) -> Estimate:
    """Return the share `count / base` with its interval. ValueError for a base of 0: there is no share of nobody."""
    if base <= 0:
        message = "a share needs a base"
        raise ValueError(message)
    low, high = wilson(count, base)
    return Estimate(
        count=count,
        base=base,
        value=count / base,
        low=float(low),
        high=float(high),
        dont_know=dont_know,
        skipped=skipped,
    )


def false_discovery_adjusted(p: ArrayLike, weight: ArrayLike | None = None) -> NDArray[np.float64]:
    """Return Benjamini and Hochberg's adjusted p values (1995), in the order given; nothing for nothing.

    A `weight` (Genovese, Roeder and Wasserman, 2006) gives comparisons with more people more of what is allowed; it
    must not depend on how the comparisons came out.
    """
    values = np.asarray(p, dtype=np.float64)
    if values.size == 0:
        return values
    if weight is not None:
        weights = np.asarray(weight, dtype=np.float64)
        values = np.minimum(values * weights.mean() / weights, 1.0)
    order = np.argsort(values, kind="stable")
    steps = values[order] * values.size / np.arange(1, values.size + 1)
    adjusted = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    result = np.empty_like(adjusted)
    result[order] = adjusted
    return result


def confidence(q: float) -> float:
    """1 less the adjusted p, never more than .99: nobody should read certainty into a survey people chose to answer."""
    return float(min(max(1 - q, 0.0), 0.99))
