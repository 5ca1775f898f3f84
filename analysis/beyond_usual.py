"""Subgroups' differences beyond those that the areas asked so far ordinarily show for the same subgroup."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analysis import comparisons

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.benchmarks import Usual
    from analysis.comparisons import Gaps
    from analysis.frame import Frame


@dataclass(frozen=True, kw_only=True)
class Points:
    """What is usual, in shares: for each subgroup and construct, and for each subgroup over everything asked."""

    gaps: NDArray[np.float64]
    across: NDArray[np.float64]
    spread: float
    """How far areas' gaps spread round the usual ones, in mean scores; 0 where it isn't known."""


def adjusted(frame: Frame, usual: Usual | None) -> tuple[Gaps, Points]:
    """Return the group's gaps less what is usual, and what was taken off; without a benchmark nothing is."""
    found = comparisons.gaps(frame)
    rows, columns = found.difference.shape
    if usual is None:
        return found, Points(gaps=np.zeros((rows, columns)), across=np.zeros(rows), spread=0.0)
    empty = 0.0, 0.0
    own = np.array(
        [
            [usual.gaps.get((one.item, one.code, construct), empty) for construct in frame.constructs]
            for one in frame.subgroups
        ]
    ).reshape(rows, columns, 2)
    general = np.array([usual.across.get((one.item, one.code), empty) for one in frame.subgroups]).reshape(rows, 2)
    step = _step(found)
    changed = replace(
        found,
        difference=found.difference - step * own[..., 0],
        variance=found.variance + step**2 * own[..., 1],
        across=found.across - step * general[:, 0],
        across_variance=found.across_variance + step**2 * general[:, 1],
    )
    points = Points(gaps=own[..., 0] + general[:, :1], across=general[:, 0], spread=step * usual.gaps_apart)
    return changed, points


def _step(found: Gaps) -> float:
    """Return how many points of mean score go with a point of share, as this area's own answers show it.

    Cubes hold shares; gaps are judged by mean scores, which tell more.
    """
    there = ~np.isnan(found.difference)
    share = found.count / np.maximum(found.base, 1) - found.rest_count / np.maximum(found.rest_base, 1)
    number = np.maximum(there.sum(axis=1, keepdims=True), 1)
    share = share - np.where(there, share, 0.0).sum(axis=1, keepdims=True) / number
    weight = there / found.variance
    score = np.where(there, found.difference, 0.0)
    both = float((weight * share * score).sum())
    alone = float((weight * np.where(there, share, 0.0) ** 2).sum())
    return float(np.clip(both / alone, 0.2, 1.0)) if alone > 0 else _USUAL_STEP


_USUAL_STEP = 0.6
