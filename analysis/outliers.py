"""What lies further out than chance and the ordinary spread explain, among several of a kind."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MEDIAN: Final = 0.67449
"""The median of a standard normal's absolute value."""


def above(z: NDArray[np.float64], freedom: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Return the one-sided p of Student's t: the chance of as much or more."""
    both = two_sided(np.abs(z), freedom)
    return np.where(z > 0, both / 2, 1 - both / 2)


def two_sided(z: NDArray[np.float64], freedom: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Return the two-sided p of Student's t, to five decimals from five degrees of freedom on.

    G. W. Hill, "Algorithm 395: Student's t-distribution", 1970, turns t into a normal deviate; loading a library for it
    would take longer than the whole analysis.
    """
    n = np.maximum(np.asarray(freedom, dtype=np.float64), 1.0)
    a = n - 0.5
    b = 48 * a**2
    y = a * np.log1p(z**2 / n)
    normal = (((-0.4 * y - 3.3) * y - 24.0) * y - 85.5) / (0.8 * y**2 + 100 + b) + y + 3
    deviate = (normal / b + 1) * np.sqrt(y)
    p = [math.erfc(one / math.sqrt(2)) for one in np.atleast_1d(deviate).tolist()]
    return np.asarray(p, dtype=np.float64)


def spread(difference: NDArray[np.float64], variance: NDArray[np.float64], least: float, *, part: int = 3) -> float:
    """Return how far differences spread beyond chance, at the least `least`, by the median of the surest third.

    The median is hardly moved by the few that stand out; which are surest depends on numbers of people alone. With
    `part` they are the surest half, all, or whatever part it says.
    """
    surest = np.argsort(variance, kind="stable")[: max(difference.size // part, 1)]
    size, chance = np.abs(difference[surest]), variance[surest]

    def too_small(natural: float) -> bool:
        return float(np.median(size / np.sqrt(chance + natural**2))) > _MEDIAN

    if not too_small(least):
        return least
    low, high = least, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if too_small(middle) else (low, middle)
    return high


def standing_out(
    offsets: NDArray[np.float64], variance: NDArray[np.float64], *, usual: float, trust: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return for each offset how far it lies from the others, and the chance that any lay so far were all usual.

    The one furthest out is judged by the others alone, then the next without it, as far as a quarter of them, and the
    judgement of a later one holds for those before it (B. Rosner, "Percentage points for a generalized ESD
    many-outlier procedure", 1983): so several that stand out do not hide each other. `variance` is chance's part;
    beyond it they are taken to spread by `usual`, which counts as `trust` offsets, and by what they show themselves.
    """
    z, q = np.zeros(offsets.size), np.ones(offsets.size)
    left = np.arange(offsets.size)
    taken: list[int] = []
    for _ in range(max(offsets.size // 4, 1)):
        scale = np.sqrt(usual**2 + variance[left])
        at = int(left[int(np.argmax(np.abs(offsets[left] - np.median(offsets[left])) / scale))])
        rest = left[left != at]
        z[at], freedom = _from_rest(offsets, variance, at, rest, usual=usual, trust=trust)
        q[at] = min(float(two_sided(z[at : at + 1], freedom)[0]) * left.size, 1.0)
        taken.append(at)
        left = rest
    for at in left.tolist():
        z[at], _ = _from_rest(offsets, variance, at, left, usual=usual, trust=trust)
    for earlier, later in reversed(list(pairwise(taken))):
        q[earlier] = min(q[earlier], q[later])
    return z, q


def _from_rest(
    offsets: NDArray[np.float64],
    variance: NDArray[np.float64],
    at: int,
    rest: NDArray[np.int64],
    *,
    usual: float,
    trust: float,
) -> tuple[float, float]:
    """Return how far one offset lies from the rest's mean, in its own uncertainty, and the degrees of freedom."""
    centre = float(offsets[rest].mean())
    beyond_chance = float(((offsets[rest] - centre) ** 2).sum() - variance[rest].sum() * (1 - 1 / rest.size))
    freedom = trust + rest.size - 1
    natural = max((trust * usual**2 + beyond_chance) / freedom, (usual / 3) ** 2)
    unsure = natural + variance[at] + (natural + float(variance[rest].mean())) / rest.size
    return float((offsets[at] - centre) / np.sqrt(unsure)), freedom
