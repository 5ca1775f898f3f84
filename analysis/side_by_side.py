"""The same question side by side: answered alone or with help, on the web or on paper, now and last time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from analysis import comparisons, outliers, phrases
from analysis.frame import SMALLEST_BASE
from analysis.intervals import estimate, false_discovery_adjusted, newcombe
from analysis.lines import Aspect, Estimate, Overall, Pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from analysis.cubes import Cube
    from analysis.frame import Frame

_FACTS: Final = (
    (Aspect.HELP, "answered_by", "self", ("with_help", "on_behalf")),
    (Aspect.MODE, "mode", "web", ("word", "paper")),
)
"""What is compared: a fact beside the answers, the way that the others are compared with, and those ways."""


def pairs(frames: Mapping[str, Frame], last: Cube | None) -> tuple[Pair, ...]:
    """Return every comparison that has enough people on both sides, the questions of each in the order asked."""
    found = [*(pair for group, frame in frames.items() for pair in _ways(group, frame)), *_since(frames, last)]
    families: dict[Aspect, list[int]] = {}
    for at, (aspect, *_) in enumerate(found):
        families.setdefault(aspect, []).append(at)
    adjusted = np.ones(len(found))
    for places in families.values():
        z = np.array([_z(found[at][5], found[at][6]) for at in places])
        adjusted[places] = false_discovery_adjusted(outliers.two_sided(z, 1e6))
    told: list[Pair] = []
    for (aspect, group, construct, first, second, one, other), q in zip(found, adjusted.tolist(), strict=True):
        low, high = newcombe(other.count, other.base, one.count, one.base)
        told.append(
            Pair(
                aspect=aspect,
                group=group,
                construct=construct,
                first=first,
                second=second,
                one=one,
                other=other,
                low=float(low),
                high=float(high),
                differs=q <= comparisons.thresholds()["side_by_side"]["false_discoveries"],
                said=(
                    f"{phrases.short_group(group)}, {phrases.constructs()[construct].weak}: "
                    f"{phrases.per_cent(one.value)} of {one.base:,} {first}, "
                    f"{phrases.per_cent(other.value)} of {other.base:,} {second}."
                ),
            )
        )
    return tuple(told)


def overall(frames: Mapping[str, Frame]) -> tuple[Overall, ...]:
    """Return how far each way of answering lies from the first over everything asked, each person counting once.

    In points of mean score, from 0 for the best answers to 1 for the worst; Welch's interval.
    """
    found: list[Overall] = []
    for group, frame in frames.items():
        answers = frame.answered.sum(axis=1)
        mean = frame.score.sum(axis=1) / np.maximum(answers, 1)
        for aspect, first, second, rows, others in _sides(frame):
            one, other = (mean[side & (answers > 0)] for side in (rows, others))
            if min(one.size, other.size) < SMALLEST_BASE:
                continue
            parts = one.var(ddof=1) / one.size, other.var(ddof=1) / other.size
            spread = float(np.sqrt(sum(parts)))
            difference = float(other.mean() - one.mean())
            found.append(
                Overall(
                    aspect=aspect,
                    group=group,
                    first=first,
                    second=second,
                    people=one.size,
                    others=other.size,
                    difference=difference,
                    low=difference - 1.96 * spread,
                    high=difference + 1.96 * spread,
                )
            )
    return tuple(found)


_Raw = tuple[Aspect, str, str, str, str, Estimate, Estimate]


def _sides(frame: Frame) -> Iterator[tuple[Aspect, str, str, NDArray[np.bool_], NDArray[np.bool_]]]:
    for aspect, fact, first, seconds in _FACTS:
        column = frame.table.columns.get(fact)
        if column is None or first not in column.codes:
            continue
        for second in seconds:
            if second in column.codes:
                yield (
                    aspect,
                    phrases.way(first),
                    phrases.way(second),
                    column.values == column.codes.index(first),
                    column.values == column.codes.index(second),
                )


def _ways(group: str, frame: Frame) -> Iterator[_Raw]:
    for aspect, first, second, rows, others in _sides(frame):
        for at, measure in enumerate(frame.measures):
            one, other = _share(frame, at, rows), _share(frame, at, others)
            if one is not None and other is not None:
                yield aspect, group, measure.construct, first, second, one, other


def _since(frames: Mapping[str, Frame], last: Cube | None) -> Iterator[_Raw]:
    """Yield last time beside now, where the construct was asked on the same scale, which its version says."""
    if last is None:
        return
    first, second = phrases.last_time(last.opened), phrases.way("now")
    for group, frame in frames.items():
        counts = last.groups.get(group)
        if counts is None or counts.versions != frame.table.versions:
            continue
        for at, measure in enumerate(frame.measures):
            if measure.construct not in counts.constructs:
                continue
            lower, base, _, _ = counts.cells[0, counts.constructs.index(measure.construct)].tolist()
            now = _share(frame, at, np.ones(len(frame.table), dtype=np.bool_))
            if base >= SMALLEST_BASE and now is not None:
                yield Aspect.LAST_TIME, group, measure.construct, first, second, estimate(lower, base), now


def _share(frame: Frame, at: int, side: NDArray[np.bool_]) -> Estimate | None:
    base = int((side & frame.answered[:, at]).sum())
    return estimate(int((side & frame.bottom[:, at]).sum()), base) if base >= SMALLEST_BASE else None


def _z(one: Estimate, other: Estimate) -> float:
    both = (one.count + other.count) / (one.base + other.base)
    spread = both * (1 - both) * (1 / one.base + 1 / other.base)
    return float((other.value - one.value) / np.sqrt(spread)) if spread > 0 else 0.0
