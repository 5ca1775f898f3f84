"""Subgroups that answer less positively than the rest of their group: about one construct, or about nearly all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis import beyond_usual, comparisons, outliers
from analysis.benchmarks import NONE
from analysis.intervals import confidence, false_discovery_adjusted
from analysis.lines import Finding, Kind, Subgroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from analysis.benchmarks import Benchmark
    from analysis.beyond_usual import Points
    from analysis.comparisons import Gaps
    from analysis.frame import Frame


@dataclass(frozen=True, kw_only=True)
class Across:
    """One subgroup's general level beside the rest's."""

    frame: Frame
    row: int
    z: float
    q: float
    points: float

    @property
    def passes(self) -> bool:
        """Whether it is sure and large enough to be proposed."""
        limits = comparisons.thresholds()["across"]
        return self.q <= limits["false_discoveries"] and self.z > 0 and self.points >= limits["smallest_effect"]


def across(frames: Mapping[str, Frame], benchmark: Benchmark) -> list[Across]:
    """Return every subgroup's general level beside the rest's, the clearest first."""
    limits = comparisons.thresholds()["across"]
    cells: list[tuple[Frame, int, float, float]] = []
    for group, frame in frames.items():
        if not frame.measures or not frame.subgroups:
            continue
        compared, usual = beyond_usual.adjusted(frame, benchmark.usual.get(group))
        z = compared.across / np.sqrt(compared.across_variance + limits["usual_spread"] ** 2)
        for row in (int(place) for place in np.flatnonzero(~np.isnan(z))):
            inside, rest = int(compared.base[row].sum()), int(compared.rest_base[row].sum())
            points = compared.count[row].sum() / max(inside, 1) - compared.rest_count[row].sum() / max(rest, 1)
            cells.append((frame, row, float(z[row]), float(points - usual.across[row])))
    adjusted = false_discovery_adjusted(outliers.two_sided(np.array([cell[2] for cell in cells]), 1e6))
    judged = [
        Across(frame=frame, row=row, z=z_value, q=float(q), points=points)
        for (frame, row, z_value, points), q in zip(cells, adjusted, strict=True)
    ]
    return sorted(judged, key=lambda one: (-one.z, one.frame.table.group, one.row))


def across_the_board(frames: Mapping[str, Frame], total: int, benchmark: Benchmark = NONE) -> Iterable[Finding]:
    """Yield subgroups that answer less positively about nearly everything."""
    seen: list[tuple[str, NDArray[np.bool_]]] = []
    for one in across(frames, benchmark):
        frame, group = one.frame, one.frame.table.group
        members = frame.inside[:, one.row]
        if not one.passes or any(group == known and _mostly_same(members, other) for known, other in seen):
            continue
        seen.append((group, members))
        yield Finding(
            kind=Kind.GAP,
            constructs=_worst_constructs(frame, one.row),
            group=group,
            groups=(group,),
            subgroup=frame.subgroups[one.row],
            confidence=confidence(one.q),
            z=one.z,
            excess=one.points,
            people=float(members.sum()) / total,
            across_the_board=True,
        )


def _worst_constructs(frame: Frame, row: int, most: int = 3) -> tuple[str, ...]:
    compared = comparisons.gaps(frame)
    enough = (compared.base[row] > 0) & (compared.rest_base[row] > 0)
    points = np.where(
        enough,
        compared.count[row] / np.maximum(compared.base[row], 1)
        - compared.rest_count[row] / np.maximum(compared.rest_base[row], 1),
        -np.inf,
    )
    order = np.argsort(-points, kind="stable")[:most]
    return tuple(frame.constructs[column] for column in order if points[column] > 0)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One subgroup and construct, in one group or in several taken together."""

    subgroup: Subgroup
    construct: str
    groups: tuple[str, ...]
    difference: float
    variance: float
    freedom: float
    points: float
    people: int
    part: bool
    """Whether it is also in a comparison of several groups taken together."""


def judged(frames: Mapping[str, Frame], benchmark: Benchmark) -> list[tuple[Cell, float, float]]:
    """Return each comparison of a subgroup about a construct, with how far it lies out and its adjusted p."""
    limits = comparisons.thresholds()["gap"]
    usual_spread = limits["usual_spread"]
    compared: dict[str, Gaps] = {}
    usual: dict[str, Points] = {}
    for group, frame in frames.items():
        if frame.measures and frame.subgroups:
            compared[group], usual[group] = beyond_usual.adjusted(frame, benchmark.usual.get(group))
            usual_spread = max(usual_spread, usual[group].spread)
    cells = _cells(frames, compared, usual, limits["most_of_all"])
    if not cells:
        return []
    difference, variance = (np.array([getattr(cell, part) for cell in cells]) for part in ("difference", "variance"))
    z = difference / np.sqrt(variance + outliers.spread(difference, variance, usual_spread) ** 2)
    p = outliers.above(z, np.array([cell.freedom for cell in cells]))
    adjusted = false_discovery_adjusted(p, weight=[_weight(cell) for cell in cells])
    return list(zip(cells, z.tolist(), adjusted.tolist(), strict=True))


def passes(cell: Cell, z: float, q: float, benchmark: Benchmark = NONE) -> bool:
    """Whether a comparison is sure and large enough to be proposed."""
    limits = comparisons.thresholds()["gap"]
    accepted = comparisons.thresholds()["benchmark"]["gap"] if benchmark.usual else limits["false_discoveries"]
    return bool(q <= accepted and z > 0 and cell.points >= limits["smallest_effect"])


def gaps(frames: Mapping[str, Frame], total: int, benchmark: Benchmark = NONE) -> Iterable[Finding]:
    """Yield subgroups that answer less positively about one construct, beyond their general level."""
    limits = comparisons.thresholds()["gap"]
    flagged = [entry for entry in judged(frames, benchmark) if passes(*entry, benchmark)]
    flagged.sort(key=lambda entry: (-entry[1], entry[0].subgroup.item, entry[0].subgroup.code, entry[0].construct))
    kept: list[tuple[Cell, float, float]] = []
    for cell, z, q in flagged:
        if _still_stands(frames, cell, [other for other, _, _ in kept], limits["still_standing"]):
            kept.append((cell, z, q))
    by_subgroup: dict[tuple[str, str, bool], list[tuple[Cell, float, float]]] = {}
    for entry in kept:
        subgroup = entry[0].subgroup
        of_practice = entry[0].groups == ("practitioners",)
        by_subgroup.setdefault((subgroup.item, subgroup.code, of_practice), []).append(entry)
    for entries in by_subgroup.values():
        first, z, q = entries[0]
        groups = tuple(dict.fromkeys(group for cell, _, _ in entries for group in cell.groups))
        yield Finding(
            kind=Kind.GAP,
            constructs=tuple(dict.fromkeys(cell.construct for cell, _, _ in entries))[:3],
            group=first.groups[0] if len(first.groups) == 1 else None,
            groups=groups,
            subgroup=first.subgroup,
            confidence=confidence(q),
            z=z,
            excess=first.points,
            people=first.people / total,
        )


def _weight(cell: Cell) -> float:
    """Return how much of the false alarms a comparison may have: more with more people, less for a part of a whole."""
    limits = comparisons.thresholds()["gap"]
    people: float = min(cell.people, limits["weighed_up_to"])
    return people * (limits["one_group_of_several"] if cell.part else 1.0)


def _cells(
    frames: Mapping[str, Frame], compared: Mapping[str, Gaps], usual: Mapping[str, Points], most: float
) -> list[Cell]:
    """Return each comparison that has enough people, in each group and in all groups that have it together.

    A subgroup of more than the share `most` is left out: there it is the rest that differs, in the other direction.
    """
    single: dict[tuple[str, str, str], list[tuple[str, float, float, float, float, int]]] = {}
    labels: dict[tuple[str, str], Subgroup] = {}
    for group, these in compared.items():
        frame = frames[group]
        for row, column in np.argwhere(~np.isnan(these.difference)).tolist():
            subgroup, construct = frame.subgroups[row], frame.constructs[column]
            labels.setdefault((subgroup.item, subgroup.code), subgroup)
            inside, rest = int(these.base[row, column]), int(these.rest_base[row, column])
            if inside > most * (inside + rest):
                continue
            points = these.count[row, column] / inside - these.rest_count[row, column] / rest
            points -= usual[group].gaps[row, column]
            single.setdefault((subgroup.item, subgroup.code, construct), []).append(
                (
                    group,
                    float(these.difference[row, column]),
                    float(these.variance[row, column]),
                    float(these.freedom[row, column]),
                    float(points),
                    inside,
                )
            )
    cells: list[Cell] = []
    for (item, code, construct), entries in single.items():
        subgroup = labels[item, code]
        families = [entry for entry in entries if entry[0] != "practitioners"]
        for group, difference, variance, freedom, points, people in entries:
            cells.append(
                Cell(
                    subgroup=subgroup,
                    construct=construct,
                    groups=(group,),
                    difference=difference,
                    variance=variance,
                    freedom=freedom,
                    points=points,
                    people=people,
                    part=len(families) > 1 and group != "practitioners",
                )
            )
        if len(families) > 1:
            weight = np.array([1 / variance for _, _, variance, _, _, _ in families])
            difference = float((weight * [entry[1] for entry in families]).sum() / weight.sum())
            size = np.array([entry[5] for entry in families], dtype=np.float64)
            cells.append(
                Cell(
                    subgroup=subgroup,
                    construct=construct,
                    groups=tuple(entry[0] for entry in sorted(families, key=lambda entry: -entry[1])),
                    difference=difference,
                    variance=float(1 / weight.sum()),
                    freedom=sum(entry[3] for entry in families),
                    points=float((size * [entry[4] for entry in families]).sum() / size.sum()),
                    people=int(size.sum()),
                    part=False,
                )
            )
    return cells


def _still_stands(frames: Mapping[str, Frame], cell: Cell, stronger: list[Cell], least: float) -> bool:
    """Whether the gap stays once the people of stronger gaps about the same construct are taken out."""
    same = [
        other
        for other in stronger
        if other.construct == cell.construct
        and set(other.groups) & set(cell.groups)
        and (other.subgroup.item, other.subgroup.code) != (cell.subgroup.item, cell.subgroup.code)
    ]
    if not same:
        return True
    for group in cell.groups:
        frame = frames[group]
        if any(group in other.groups and _mostly_same(*_members(frame, cell, other)) for other in same):
            continue
        place = {(subgroup.item, subgroup.code): row for row, subgroup in enumerate(frame.subgroups)}
        row = place.get((cell.subgroup.item, cell.subgroup.code))
        if row is None:
            continue
        taken = np.zeros(len(frame.table), dtype=np.bool_)
        for other in same:
            other_row = place.get((other.subgroup.item, other.subgroup.code))
            if other_row is not None and group in other.groups:
                taken |= frame.inside[:, other_row]
        column = frame.constructs.index(cell.construct)
        left = comparisons.gaps(frame, without=taken)
        difference = left.difference[row, column]
        if not np.isnan(difference) and difference / np.sqrt(left.variance[row, column]) >= least:
            return True
    return False


def _members(frame: Frame, *cells: Cell) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return who is in each of two cells' subgroups; nobody where the group has no such subgroup."""
    place = {(subgroup.item, subgroup.code): row for row, subgroup in enumerate(frame.subgroups)}
    nobody = np.zeros(len(frame.table), dtype=np.bool_)
    rows = [place.get((cell.subgroup.item, cell.subgroup.code)) for cell in cells]
    first, second = (nobody if row is None else frame.inside[:, row] for row in rows)
    return first, second


def _mostly_same(members: NDArray[np.bool_], other: NDArray[np.bool_]) -> bool:
    """Whether more than half of the smaller set of people are in the other."""
    smaller = min(int(members.sum()), int(other.sum()))
    return smaller > 0 and int((members & other).sum()) * 2 > smaller
