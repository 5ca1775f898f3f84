"""Comparisons inside the area: construct with construct, group with group, subgroup with the rest of its group.

No benchmark exists before areas have been asked with the same questionnaire, so nothing here judges a level: everything
is a contrast with the area's own other answers, beyond what ordinarily differs (thresholds.yaml).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.outliers import standing_out
from analysis.written import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from analysis.frame import Frame


@cache
def thresholds() -> Mapping[str, Any]:
    """Return what must be reached before something is proposed."""
    content: dict[str, Any] = written("thresholds")
    return content


@dataclass(frozen=True, kw_only=True)
class Level:
    """How far a construct's bottom share lies from the area's other constructs, all groups that were asked pooled."""

    construct: str
    offset: float
    """In log odds, above 0 where more people chose the bottom answers than for the other constructs."""
    z: float
    q: float
    """The chance that, of all constructs, any lay so far out were nothing unusual."""
    excess: Mapping[str, float]
    """By group, the share at the bottom less what the group's typical construct has."""


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """How much further a group lies from the others about a construct than it does about the other constructs."""

    construct: str
    worse: str
    better: str
    z: float
    q: float
    """The chance that any of this group's constructs lay so far out were nothing unusual, times the groups compared."""
    beyond: float
    """Points of share by which the two differ beyond their usual difference."""


def levels(frames: Mapping[str, Frame]) -> tuple[Level, ...]:
    """Compare each construct with the area's others. Nothing where too few constructs were answered."""
    limits = thresholds()["level"]
    table = _Logits(frames)
    if len(table.constructs) < limits["fewest_constructs"]:
        return ()
    group_effect = table.group_effects()
    weight = np.where(table.there, 1 / (table.variance + limits["between_groups"] ** 2), 0.0)
    pooled = (weight * (table.logit - group_effect)).sum(axis=1) / weight.sum(axis=1)
    pooled -= np.median(pooled)
    z, q = standing_out(pooled, 1 / weight.sum(axis=1), usual=limits["usual_spread"], trust=limits["usual_weighs"])
    typical = 1 / (1 + np.exp(-group_effect[0]))
    return tuple(
        Level(
            construct=construct,
            offset=float(pooled[row]),
            z=float(z[row]),
            q=float(q[row]),
            excess={
                group: float(table.share[row, column] - typical[column])
                for column, group in enumerate(table.groups)
                if table.there[row, column]
            },
        )
        for row, construct in enumerate(table.constructs)
    )


def disagreements(frames: Mapping[str, Frame]) -> tuple[Disagreement, ...]:
    """Compare each group with the others taken together, about each construct that both were asked about."""
    limits = thresholds()["disagreement"]
    table = _Logits(frames)
    found: list[Disagreement] = []
    if len(table.groups) < _TWO:
        return ()
    level = table.logit - table.group_effects()
    sides = range(len(table.groups)) if len(table.groups) > _TWO else range(1)
    for side in sides:
        weight = np.where(table.there, 1 / (table.variance + limits["usual_spread"] ** 2 / 2), 0.0)
        weight[:, side] = 0.0
        rows = np.flatnonzero(table.there[:, side] & (weight.sum(axis=1) > 0))
        if rows.size < thresholds()["level"]["fewest_constructs"]:
            continue
        weight = weight[rows] / weight[rows].sum(axis=1, keepdims=True)
        apart = level[rows, side] - (weight * level[rows]).sum(axis=1)
        usual = float(np.median(apart))
        variance = table.variance[rows, side] + (weight**2 * table.variance[rows]).sum(axis=1)
        z, q = standing_out(apart - usual, variance, usual=limits["usual_spread"], trust=limits["usual_weighs"])
        for place, row in enumerate(rows.tolist()):
            others = [other for other in np.flatnonzero(table.there[row]).tolist() if other != side]
            # The clearest of the others: it says most about how far they lie apart.
            other = min(others, key=lambda one: float(table.variance[row, one]))
            expected = 1 / (1 + np.exp(-(table.logit[row, side] - (apart[place] - usual))))
            worse, better = (side, other) if z[place] > 0 else (other, side)
            found.append(
                Disagreement(
                    construct=table.constructs[row],
                    worse=table.groups[worse],
                    better=table.groups[better],
                    z=abs(float(z[place])),
                    q=min(float(q[place]) * len(sides), 1.0),
                    beyond=abs(float(table.share[row, side] - expected)),
                )
            )
    return tuple(found)


_TWO: Final = 2


@dataclass(frozen=True, kw_only=True)
class Gaps:
    """Every subgroup of one group compared with the rest, for every construct: rows subgroups, columns constructs.

    `difference` is of mean scores once each person's general level is taken out, so that what is common to all
    constructs shows in `across` alone. Where a comparison has too few people the difference is NaN.
    """

    group: str
    difference: NDArray[np.float64]
    variance: NDArray[np.float64]
    freedom: NDArray[np.float64]
    count: NDArray[np.int64]
    base: NDArray[np.int64]
    rest_count: NDArray[np.int64]
    rest_base: NDArray[np.int64]
    across: NDArray[np.float64]
    """For each subgroup, the difference of people's general levels; NaN where too few."""
    across_variance: NDArray[np.float64]


def gaps(frame: Frame, *, without: NDArray[np.bool_] | None = None) -> Gaps:
    """Compare each subgroup of the group with the rest; people in `without` are left out."""
    keep = np.ones(len(frame.table), dtype=np.bool_) if without is None else ~without
    inside = (frame.inside & frame.asked & keep[:, None]).astype(np.float64)
    rest = (~frame.inside & frame.asked & keep[:, None]).astype(np.float64)
    answered = frame.answered.astype(np.float64)
    each = np.ones(len(frame.table)) if frame.weight is None else frame.weight
    if frame.weight is not None:
        inside, rest = inside * each[:, None], rest * each[:, None]
    mean = (each @ frame.score) / np.maximum(each @ answered, 1)
    residual = np.where(frame.answered, frame.score - mean, 0.0)
    answers = answered.sum(axis=1)
    general = residual.sum(axis=1) / np.maximum(answers, 1)
    own = np.where(frame.answered, residual - general[:, None], 0.0)
    difference, variance, freedom = _welch(inside, rest, own, answered)
    enough = (answers >= _ENOUGH_ANSWERS).astype(np.float64)[:, None]
    across, across_variance, _ = _welch(inside, rest, general[:, None] * enough, enough)
    bottom = frame.bottom.astype(np.float64)
    return Gaps(
        group=frame.table.group,
        difference=difference,
        variance=variance,
        freedom=freedom,
        count=np.rint(inside.T @ bottom).astype(np.int64),
        base=np.rint(inside.T @ answered).astype(np.int64),
        rest_count=np.rint(rest.T @ bottom).astype(np.int64),
        rest_base=np.rint(rest.T @ answered).astype(np.int64),
        across=across[:, 0],
        across_variance=across_variance[:, 0],
    )


_ENOUGH_ANSWERS: Final = 4
"""Answers on the scale from which a person's general level is taken."""


def _welch(
    inside: NDArray[np.float64], rest: NDArray[np.float64], values: NDArray[np.float64], there: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return differences of means, their variances and Welch's degrees of freedom; NaN where a side is too small."""
    smallest = thresholds()["smallest_base"]
    sides = []
    for members in (inside, rest):
        number = members.T @ there
        safe = np.maximum(number, 2)
        mean = (members.T @ values) / safe
        spread = np.maximum((members.T @ values**2) / safe - mean**2, 0.0) * safe / (safe - 1)
        sides.append((number, safe, mean, spread))
    (number, safe, mean, spread), (other_number, other_safe, other_mean, other_spread) = sides
    # A side of a few people can all agree by chance; the variance of both together keeps it from looking certain.
    common = (safe * spread + other_safe * other_spread) / (safe + other_safe)
    first, second = np.maximum(spread, common) / safe, np.maximum(other_spread, common * 0.5) / other_safe
    variance = first + second
    freedom = variance**2 / np.maximum(first**2 / (safe - 1) + second**2 / (other_safe - 1), 1e-300)
    small = (number < smallest) | (other_number < smallest) | (variance <= 0)
    return np.where(small, np.nan, mean - other_mean), np.where(small, 1.0, variance), np.maximum(freedom, 1.0)


class _Logits:
    """Log odds of the bottom answers: rows constructs, columns groups; `there` where the base is large enough."""

    def __init__(self, frames: Mapping[str, Frame]) -> None:
        smallest = thresholds()["smallest_base"]
        kept = {
            (measure.construct, group): measure
            for group, frame in frames.items()
            for measure in frame.measures
            if measure.on_scale >= smallest
        }
        self.constructs = tuple(dict.fromkeys(construct for construct, _ in kept))
        self.groups = tuple(group for group in frames if any(group == known for _, known in kept))
        shape = len(self.constructs), len(self.groups)
        count, base = np.zeros(shape), np.zeros(shape)
        for (construct, group), measure in kept.items():
            place = self.constructs.index(construct), self.groups.index(group)
            count[place], base[place] = measure.at_bottom, measure.on_scale
        self.there = base > 0
        self.share = count / np.maximum(base, 1)
        self.logit = np.log((count + 0.5) / (base - count + 0.5))
        self.variance = 1 / (count + 0.5) + 1 / (base - count + 0.5)

    def group_effects(self) -> NDArray[np.float64]:
        """Return each group's general level as one row, found by Tukey's median polish."""
        work = np.where(self.there, self.logit, np.nan)
        effect = np.zeros(len(self.groups))
        for _ in range(10):
            by_construct = np.nanmedian(work, axis=1, keepdims=True)
            work = work - by_construct
            by_group = np.nanmedian(work, axis=0)
            work = work - by_group
            effect += by_group
        overall = float(np.nanmedian(np.where(self.there, self.logit - effect, np.nan)))
        return (effect + overall)[None, :]
