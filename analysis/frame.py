"""A group's table as matrices: for each person and construct the score, and for each subgroup who is in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.intervals import estimate
from analysis.lines import Estimate, Subgroup
from analysis.snapshot import FACTS, SKIPPED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.snapshot import Column, Table

SMALLEST_BASE: Final = 10
"""People below which a subgroup is neither compared nor shown."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One construct as one group answered it."""

    construct: str
    column: Column
    tally: NDArray[np.int64]
    """How many chose each code, after how many skipped."""

    @property
    def on_scale(self) -> int:
        """How many gave an answer on the scale: the base of the headline."""
        return int(self.tally[1 : 1 + self.column.scale].sum())

    @property
    def at_bottom(self) -> int:
        """How many chose one of the bottom answers: the lower half of the scale, the middle one with it."""
        return int(self.tally[1 + self.column.scale // 2 : 1 + self.column.scale].sum())

    @property
    def dont_know(self) -> int:
        """How many chose an answer that says nothing about the scale."""
        return int(self.tally[1 + self.column.scale :].sum())

    @property
    def skipped(self) -> int:
        """How many gave no answer."""
        return int(self.tally[0])

    @property
    def bottom_labels(self) -> tuple[str, ...]:
        """The bottom answers in words."""
        return self.column.labels[self.column.scale // 2 : self.column.scale]

    @property
    def top_labels(self) -> tuple[str, ...]:
        """The answers above the bottom ones in words."""
        return self.column.labels[: self.column.scale // 2]

    def headline(self) -> Estimate | None:
        """Return the share with the bottom answers; None where nobody answered on the scale."""
        if self.on_scale == 0:
            return None
        return estimate(self.at_bottom, self.on_scale, dont_know=self.dont_know, skipped=self.skipped)


@dataclass(frozen=True, kw_only=True)
class Frame:
    """One group, ready to be compared. Rows are people; the columns of `score` follow `measures`."""

    table: Table
    measures: tuple[Measure, ...]
    answered: NDArray[np.bool_]
    bottom: NDArray[np.bool_]
    score: NDArray[np.float64]
    """0 for the best answer on the scale to 1 for the worst; 0 where there is none."""
    subgroups: tuple[Subgroup, ...]
    inside: NDArray[np.bool_]
    """For each person and subgroup, whether the person is in it."""
    asked: NDArray[np.bool_]
    """For each person and subgroup, whether the person said anything that puts them in it or out of it."""
    weight: NDArray[np.float64] | None = None
    """What each person counts for; None where each counts once. They add up to the effective number of people."""

    @property
    def constructs(self) -> tuple[str, ...]:
        """The constructs, as the columns stand."""
        return tuple(measure.construct for measure in self.measures)


def tally(column: Column, weight: NDArray[np.float64] | None = None) -> NDArray[np.int64]:
    """Count each code of a column; the first number is how many skipped it. With weights, to whole people."""
    counted = np.bincount(column.values.astype(np.int64) - SKIPPED, weight, minlength=len(column.codes) + 1)
    return np.rint(counted).astype(np.int64)


def weighted(one: Frame, weight: NDArray[np.float64]) -> Frame:
    """Return the frame with each person counting for their weight.

    The weights are scaled to Kish's effective number of people ("Survey Sampling", 1965), so that every interval and
    test on the counts is as wide as the weights make it.
    """
    scaled = weight * weight.sum() / (weight**2).sum()
    measures = tuple(replace(measure, tally=tally(measure.column, scaled)) for measure in one.measures)
    return replace(one, measures=measures, weight=scaled)


def frame(table: Table) -> Frame:
    """Return the group's matrices. Every choice that measures no construct makes subgroups, one for each code."""
    scales = tuple(column for column in table.scales if column.scale > 1)
    values = np.stack([column.values for column in scales], axis=1) if scales else np.empty((len(table), 0), np.int8)
    widths = np.array([column.scale for column in scales], dtype=np.int64)
    answered = (values >= 0) & (values < widths)
    bottom = answered & (values >= widths // 2)
    score = np.where(answered, values / np.maximum(widths - 1, 1), 0.0)
    subgroups, inside, asked = _subgroups(table)
    return Frame(
        table=table,
        measures=tuple(
            Measure(construct=column.construct or "", column=column, tally=tally(column)) for column in scales
        ),
        answered=answered,
        bottom=bottom,
        score=score,
        subgroups=subgroups,
        inside=inside,
        asked=asked,
    )


def _subgroups(table: Table) -> tuple[tuple[Subgroup, ...], NDArray[np.bool_], NDArray[np.bool_]]:
    subgroups: list[Subgroup] = []
    inside: list[Any] = []
    asked: list[Any] = []
    for column in table.columns.values():
        if column.construct is not None or column.name in FACTS:
            continue
        said = np.asarray((column.values >= 0) & (column.values < column.scale))
        for index in range(column.scale):
            subgroups.append(Subgroup(item=column.name, code=column.codes[index], label=column.labels[index]))
            inside.append(np.asarray(column.values == index))
            asked.append(said)
    for flags in table.flags.values():
        telling = [index for index, missing in enumerate(flags.missing) if not missing]
        said = np.asarray(flags.chosen[:, telling].any(axis=1))
        for index in telling:
            subgroups.append(Subgroup(item=flags.name, code=flags.codes[index], label=flags.labels[index]))
            inside.append(flags.chosen[:, index])
            asked.append(said)
    empty = np.empty((len(table), 0), dtype=np.bool_)
    return (
        tuple(subgroups),
        np.stack(inside, axis=1) if inside else empty,
        np.stack(asked, axis=1) if asked else empty,
    )
