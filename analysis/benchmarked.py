"""Comparisons with the areas asked so far: how far constructs and disagreements lie from where they ordinarily do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from analysis import comparisons, outliers
from analysis.benchmarks import huber
from analysis.comparisons import Disagreement, Level
from analysis.intervals import false_discovery_adjusted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from analysis.benchmarks import Benchmark, Usual
    from analysis.frame import Frame

    Numbers = NDArray[np.float64]


def levels(frames: Mapping[str, Frame], benchmark: Benchmark) -> tuple[Level, ...]:
    """Compare each construct with the areas asked so far, what is general to the area and group taken out."""
    placed = _Placed(frames, benchmark)
    if not placed.groups:
        return ()
    own, chance = _pooled(placed.offset, placed.variance, placed.every)
    theirs, their_chance = _pooled(placed.offsets, placed.variances, placed.every)
    z, freedom = _judged(own, chance, theirs, their_chance)
    known = ~np.isnan(z)
    q = np.ones(len(z))
    q[known] = false_discovery_adjusted(outliers.two_sided(z[known], freedom[known]))
    return tuple(
        Level(
            construct=construct,
            offset=float(own[at]),
            z=float(z[at]),
            q=float(q[at]),
            excess={
                group: float(placed.share[row, at] - placed.usual_share[row, at])
                for row, group in enumerate(placed.groups)
                if np.isfinite(placed.variance[row, at])
            },
        )
        for at, construct in enumerate(placed.constructs)
        if known[at]
    )


def general_levels(frames: Mapping[str, Frame], benchmark: Benchmark) -> dict[str, float]:
    """Return by how many points of share a group's answers lie above the usual in general, where beyond 19 in 20."""
    found: dict[str, float] = {}
    for group, usual in benchmark.usual.items():
        row = _row(frames[group], usual, comparisons.thresholds()["smallest_base"])
        if row is not None and usual.stands_apart(row.general):
            there = np.isfinite(row.variance)
            plain = 1 / (1 + np.exp(-usual.logit[there]))
            found[group] = float((row.usual_share[there] - plain).mean())
    return found


def disagreements(frames: Mapping[str, Frame], benchmark: Benchmark) -> tuple[Disagreement, ...]:
    """Compare how far each group lies from the others with how far it does in the areas asked so far."""
    placed = _Placed(frames, benchmark)
    found: list[tuple[int, int, float, float, float]] = []
    number = len(placed.groups)
    for side in range(number if number > _TWO else min(number - 1, 1)):
        others = [row for row in range(number) if row != side]
        mean, spread = _pooled(placed.offset[others], placed.variance[others], placed.every[others])
        their_mean, their_spread = _pooled(placed.offsets[others], placed.variances[others], placed.every[others])
        apart, chance = placed.offset[side] - mean, placed.variance[side] + spread
        z, freedom = _judged(apart, chance, placed.offsets[side] - their_mean, placed.variances[side] + their_spread)
        found += [
            (side, at, float(z[at]), float(freedom[at]), float(apart[at]))
            for at in np.flatnonzero(~np.isnan(z)).tolist()
        ]
    z = np.array([one[2] for one in found])
    # Each group against the others tells the same thing several times: the surest side may have the most false alarms.
    sure = [1 / float(placed.variance[one[0], one[1]] + placed.every[one[0]]) for one in found]
    q = false_discovery_adjusted(outliers.two_sided(z, np.array([one[3] for one in found])), weight=sure)
    told: list[Disagreement] = []
    for (side, at, judged, _, apart), adjusted in zip(found, q.tolist(), strict=True):
        others = [row for row in range(number) if row != side and np.isfinite(placed.variance[row, at])]
        other = min(others, key=lambda row: float(placed.variance[row, at]))
        share = float(placed.share[side, at])
        logit = float(np.log(max(share, 1e-6) / max(1 - share, 1e-6)))
        worse, better = (side, other) if judged > 0 else (other, side)
        told.append(
            Disagreement(
                construct=placed.constructs[at],
                worse=placed.groups[worse],
                better=placed.groups[better],
                z=abs(judged),
                q=adjusted,
                beyond=abs(share - float(1 / (1 + np.exp(apart - logit)))),
            )
        )
    return tuple(told)


def _pooled(offset: Numbers, variance: Numbers, between: Numbers) -> tuple[Numbers, Numbers]:
    """Return the groups' offsets together, the surer counting more, and chance's part; NaN where there is none."""
    there = np.isfinite(variance) & ~np.isnan(offset)
    shape = between.reshape(between.shape + (1,) * (offset.ndim - between.ndim))
    weight = np.where(there, 1 / (np.where(there, variance, 1.0) + shape), 0.0)
    total = weight.sum(axis=0)
    some = total > 0
    safe = np.where(some, total, 1.0)
    pooled = (weight * np.where(there, offset, 0.0)).sum(axis=0) / safe
    chance = (weight**2 * np.where(there, variance, 0.0)).sum(axis=0) / safe**2
    return np.where(some, pooled, np.nan), np.where(some, chance, np.inf)


def _judged(own: Numbers, chance: Numbers, theirs: Numbers, their_chance: Numbers) -> tuple[Numbers, Numbers]:
    """Return for each construct how far the area lies from the others, in its uncertainty, and degrees of freedom.

    `theirs` has a row for each other area. Areas spread round the usual by what all constructs show together, and each
    construct as it shows itself. Medians are taken, so that areas with a problem do not make problems seem usual.
    """
    limits = comparisons.thresholds()["benchmark"]
    there = np.isfinite(their_chance) & ~np.isnan(theirs)
    if not there.any():
        return np.full(own.shape, np.nan), np.ones(own.shape)
    least = limits["least_spread"]
    common = outliers.spread(theirs[there], their_chance[there], least, part=1)
    number = there.sum(axis=0)
    each = np.array(
        [
            outliers.spread(theirs[rows, at], their_chance[rows, at], least, part=1) if rows.any() else common
            for at, rows in enumerate(there.T)
        ]
    )
    natural = (limits["trust"] * common**2 + number * each**2) / (limits["trust"] + number)
    known = (number >= limits["fewest_areas"]) & np.isfinite(chance) & ~np.isnan(own)
    unsure = np.where(known, chance, 1.0) + natural * (1 + 1 / np.maximum(number, 1))
    return np.where(known, own / np.sqrt(unsure), np.nan), limits["trust"] + number.astype(np.float64)


@dataclass(frozen=True, kw_only=True)
class _Row:
    offset: Numbers
    variance: Numbers
    share: Numbers
    usual_share: Numbers
    general: float


class _Placed:
    """This area's offsets and the other areas', on the same constructs: rows groups, columns constructs."""

    def __init__(self, frames: Mapping[str, Frame], benchmark: Benchmark) -> None:
        smallest = comparisons.thresholds()["smallest_base"]
        rows: dict[str, _Row] = {}
        for group, usual in benchmark.usual.items():
            row = _row(frames[group], usual, smallest)
            if row is not None:
                rows[group] = row
        self.groups = tuple(rows)
        every = [benchmark.usual[group].constructs for group in rows]
        self.constructs = tuple(dict.fromkeys(construct for known in every for construct in known))
        names = sorted({name for group in rows for name in benchmark.usual[group].names})
        shape = len(self.groups), len(self.constructs)
        self.offset, self.variance = np.full(shape, np.nan), np.full(shape, np.inf)
        self.share, self.usual_share = np.zeros(shape), np.zeros(shape)
        self.offsets = np.full((shape[0], len(names), shape[1]), np.nan)
        self.variances = np.full((shape[0], len(names), shape[1]), np.inf)
        for at, (group, row) in enumerate(rows.items()):
            usual = benchmark.usual[group]
            columns = [self.constructs.index(construct) for construct in usual.constructs]
            places = [names.index(name) for name in usual.names]
            self.offset[at, columns], self.variance[at, columns] = row.offset, row.variance
            self.share[at, columns], self.usual_share[at, columns] = row.share, row.usual_share
            self.offsets[at][np.ix_(places, columns)] = usual.offsets
            self.variances[at][np.ix_(places, columns)] = usual.variance
        # A group that fewer areas were asked about is as unsure as its usual.
        self.every = np.full(shape[0], comparisons.thresholds()["benchmark"]["between_groups"] ** 2)


def _row(frame: Frame, usual: Usual, smallest: int) -> _Row | None:
    base = np.array([measure.on_scale for measure in frame.measures], dtype=np.float64)
    lower = np.array([measure.at_bottom for measure in frame.measures], dtype=np.float64)
    there = (base >= smallest) & ~np.isnan(usual.logit)
    if there.sum() < comparisons.thresholds()["level"]["fewest_constructs"]:
        return None
    logit = np.log((lower + 0.5) / (base - lower + 0.5))
    chance = 1 / (lower + 0.5) + 1 / (base - lower + 0.5)
    raw = np.where(there, logit - usual.logit, np.nan)
    general = float(huber(raw[None], np.where(there, chance, np.inf)[None], axis=1)[0])
    usual_logit = np.where(there, usual.logit, 0.0) + general
    return _Row(
        offset=raw - general,
        variance=np.where(there, chance, np.inf),
        share=lower / np.maximum(base, 1),
        usual_share=1 / (1 + np.exp(-usual_logit)),
        general=general,
    )


_TWO: Final = 2
