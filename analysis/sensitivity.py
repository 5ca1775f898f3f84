"""What could change a line: weighting, those who did not answer, and those who left its question out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, assert_never

import numpy as np

from analysis import comparisons, gap_findings, phrases
from analysis.findings import from_answers, measured_disagreements, measured_levels
from analysis.frame import weighted
from analysis.lines import Kind, Sensitivity
from analysis.weights import weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from analysis.benchmarks import Benchmark
    from analysis.frame import Frame, Measure
    from analysis.lines import Finding
    from analysis.weights import Weights
    from surveys.plan_figures import PlanFigures

FAMILIES: Final = ("young-people", "parents-and-carers")
_Key = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Weighted:
    """The same answers, weighted to the plan figures, and what would be proposed from them."""

    frames: Mapping[str, Frame]
    by_group: Mapping[str, Weights]
    excess: Mapping[_Key, tuple[float, bool]]
    """For what could be found, its excess under weights and whether it would be proposed."""


def weigh(frames: Mapping[str, Frame], figures: PlanFigures | None, benchmark: Benchmark) -> Weighted | None:
    """Weight the groups that the figures describe; None where none can be. Practitioners count as they are."""
    if figures is None:
        return None
    by_group = {
        group: found for group in FAMILIES if group in frames and (found := weights(frames[group], figures)) is not None
    }
    if not by_group:
        return None
    changed = {
        group: weighted(frame, by_group[group].each) if group in by_group else frame for group, frame in frames.items()
    }
    return Weighted(frames=changed, by_group=by_group, excess=_measured(changed, benchmark))


def _measured(frames: Mapping[str, Frame], benchmark: Benchmark) -> dict[_Key, tuple[float, bool]]:
    total = sum(len(frame.table) for frame in frames.values())
    found: dict[_Key, tuple[float, bool]] = {}
    for finding, passes in measured_levels(frames, total, benchmark):
        found[finding.kind.value, finding.constructs[0]] = finding.excess, passes
    for finding, passes in measured_disagreements(frames, total, benchmark):
        found.setdefault((finding.kind.value, finding.constructs[0], str(finding.group)), (finding.excess, passes))
    for cell, z, q in gap_findings.judged(frames, benchmark):
        key = ("gap", cell.subgroup.item, cell.subgroup.code, cell.construct, *sorted(cell.groups))
        found[key] = cell.points, gap_findings.passes(cell, z, q, benchmark)
    for one in gap_findings.across(frames, benchmark):
        subgroup = one.frame.subgroups[one.row]
        found["across", subgroup.item, subgroup.code, one.frame.table.group] = one.points, one.passes
    return found


def _keys(finding: Finding) -> list[_Key]:
    """Return what the finding could be called among what was measured, the nearest first."""
    subgroup = finding.subgroup
    match finding.kind:
        case Kind.WEAKNESS | Kind.STRENGTH:
            return [(finding.kind.value, finding.constructs[0])]
        case Kind.DISAGREEMENT:
            return [(finding.kind.value, finding.constructs[0], str(finding.group))]
        case Kind.GAP:
            if subgroup is None:
                return []
            if finding.across_the_board:
                return [("across", subgroup.item, subgroup.code, finding.groups[0])]
            start = "gap", subgroup.item, subgroup.code, finding.constructs[0]
            return [(*start, *sorted(finding.groups)), *((*start, group) for group in finding.groups)]
        case Kind.THEME | Kind.CAUTION:
            return []
        case _:
            assert_never(finding.kind)


def sensitivity(
    finding: Finding, frames: Mapping[str, Frame], changed: Weighted | None, figures: PlanFigures | None
) -> Sensitivity | None:
    """Return what could change the finding; None for what comments raise, whose base is those who wrote."""
    if finding.kind in {Kind.THEME, Kind.CAUTION}:
        return None
    answered = _answered(finding, frames)
    population = _population(finding, figures)
    tipping = finding.excess
    if population is not None and population > answered:
        tipping = finding.excess * population / (population - answered)
    left_out, holds = _left_out(finding, frames)
    excess, weighted_holds = None, None
    if changed is not None and set(finding.groups) & set(changed.by_group):
        known = next((changed.excess[key] for key in _keys(finding) if key in changed.excess), None)
        # What can no longer be compared, since the effective number is too small, does not hold.
        excess, weighted_holds = known if known is not None else (0.0, False)
    made = Sensitivity(
        weighted=excess,
        weighted_holds=weighted_holds,
        tipping=tipping,
        answered=answered,
        population=population,
        left_out=left_out,
        left_out_holds=holds,
    )
    return replace(made, said=tuple(_said(finding, made)))


def only_weighted(found: Sequence[Finding], changed: Weighted, benchmark: Benchmark) -> tuple[Finding, ...]:
    """Return what would be proposed from the weighted answers alone, the most important first."""
    known = {(one.kind, construct, one.subgroup) for one in found for construct in one.constructs}
    return tuple(
        one
        for one in from_answers(changed.frames, benchmark)
        if (one.kind, one.constructs[0], one.subgroup) not in known
    )


def _said(finding: Finding, one: Sensitivity) -> Iterator[str]:
    more = "less" if finding.kind is Kind.STRENGTH else "more"
    if one.weighted_holds is True:
        yield (
            f"Weighted to the area's plan figures it is {phrases.points(one.weighted or 0)} where it was "
            f"{phrases.points(finding.excess)}: the line stands."
        )
    elif one.weighted_holds is False:
        now = (
            f"is {phrases.points(one.weighted)} where it was {phrases.points(finding.excess)}"
            if one.weighted is not None and one.weighted > 0
            else f"of {phrases.points(finding.excess)} is gone"
        )
        yield (
            f"This line changes when answers are weighted to the area's plan figures: the difference {now}, too little "
            "or too unsure for a line. It may come from who answered."
        )
    if one.population is not None and one.population > one.answered:
        part = phrases.per_cent(one.answered / one.population)
        yield (
            f"Answers speak for at most {one.answered:,} of {one.population:,} with a plan ({part}). The others would "
            f"have to be {phrases.points(one.tipping)} {more} positive for the line to go."
        )
    else:
        yield (
            f"How many did not answer is not known. They would have to be at least {phrases.points(one.tipping)} "
            f"{more} positive for the line to go."
        )
    if not one.left_out_holds:
        yield (
            f"This line changes if the {one.left_out:,} who skipped the question or did not know would all have "
            f"answered {'negatively' if finding.kind is Kind.STRENGTH else 'positively'}."
        )


def _measures(finding: Finding, frames: Mapping[str, Frame]) -> list[tuple[Frame, int, Measure]]:
    return [
        (frames[group], column, measure)
        for group in finding.groups
        for column, measure in enumerate(frames[group].measures)
        if measure.construct == finding.constructs[0]
    ]


def _answered(finding: Finding, frames: Mapping[str, Frame]) -> int:
    """Return how many children those who answered may speak for: the most, since two may speak for the same child."""
    number = 0
    groups = [group for group in finding.groups if group in FAMILIES] or finding.groups
    for group in groups:
        frame = frames[group]
        place = {(one.item, one.code): row for row, one in enumerate(frame.subgroups)}
        row = place.get((finding.subgroup.item, finding.subgroup.code)) if finding.subgroup else None
        if finding.subgroup is None:
            number += len(frame.table)
        elif row is not None:
            number += int(frame.inside[:, row].sum())
    return number


def _population(finding: Finding, figures: PlanFigures | None) -> int | None:
    """Return how many have a plan of those whom the finding is about; None where that isn't published."""
    if figures is None or not set(FAMILIES) & set(finding.groups):
        return None
    if finding.subgroup is None:
        return figures.plans
    return figures.by.get(finding.subgroup.item, {}).get(finding.subgroup.code)


def _left_out(finding: Finding, frames: Mapping[str, Frame]) -> tuple[int, bool]:
    """Return how many skipped the question or did not know, and whether the finding would stand were all positive.

    For a strength: were all of them negative.
    """
    left = base = lower = 0
    for frame, column, measure in _measures(finding, frames):
        if measure.skipped > measure.on_scale:
            continue  # asked of few only, so that most who gave no answer were never asked
        members = _members(finding, frame)
        if members is None:
            left += measure.dont_know + measure.skipped
            base, lower = base + measure.on_scale, lower + measure.at_bottom
        else:
            there = int(frame.answered[members, column].sum())
            left += int(members.sum()) - there
            base, lower = base + there, lower + int(frame.bottom[members, column].sum())
    if not left or not base or finding.across_the_board:
        return left, True
    share = lower / base
    worst = (lower + (left if finding.kind is Kind.STRENGTH else 0)) / (base + left)
    moved = abs(share - worst)
    limit = comparisons.thresholds()[{Kind.GAP: "gap", Kind.DISAGREEMENT: "disagreement"}.get(finding.kind, "level")][
        "smallest_effect"
    ]
    return left, finding.excess - moved >= min(limit, finding.excess) / 2


def _members(finding: Finding, frame: Frame) -> NDArray[np.bool_] | None:
    """Return who of a group is in the finding's subgroup; None where it has none, nobody where the group has not."""
    if finding.subgroup is None:
        return None
    for row, one in enumerate(frame.subgroups):
        if (one.item, one.code) == (finding.subgroup.item, finding.subgroup.code):
            return frame.inside[:, row]
    return np.zeros(len(frame.table), dtype=np.bool_)
