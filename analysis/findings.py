"""What stands out in the closed answers: every comparison judged together, false discoveries held, the same merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis import comparisons
from analysis.gap_findings import across_the_board, gaps
from analysis.intervals import confidence, false_discovery_adjusted
from analysis.lines import Finding, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.comparisons import Disagreement
    from analysis.frame import Frame


def from_answers(frames: Mapping[str, Frame]) -> tuple[Finding, ...]:
    """Return what stands out in the closed answers, the most important first."""
    total = sum(len(frame.table) for frame in frames.values())
    if total == 0:
        return ()
    disagreeing = _disagreements(frames, total)
    levels = _levels(frames, total, already={finding.constructs[0] for finding in disagreeing})
    found = [*levels, *disagreeing, *across_the_board(frames, total), *gaps(frames, total)]
    return tuple(sorted(found, key=lambda finding: (-finding.importance, finding.kind, finding.constructs)))


def _levels(frames: Mapping[str, Frame], total: int, already: set[str]) -> Iterable[Finding]:
    limits = comparisons.thresholds()["level"]
    levels = comparisons.levels(frames)
    adjusted = false_discovery_adjusted([level.p for level in levels])
    for level, q in zip(levels, adjusted, strict=True):
        weak = level.z > 0
        shown = {group: points if weak else -points for group, points in level.excess.items()}
        groups = tuple(sorted((group for group, points in shown.items() if points > 0), key=lambda g: -shown[g]))
        answering = {group: _answering(frames[group], level.construct) for group in groups}
        people = sum(answering.values())
        if q > limits["false_discoveries"] or not people or level.construct in already:
            continue
        excess = sum(shown[group] * answering[group] for group in groups) / people
        if excess < limits["smallest_effect"]:
            continue
        yield Finding(
            kind=Kind.WEAKNESS if weak else Kind.STRENGTH,
            constructs=(level.construct,),
            group=groups[0] if len(level.excess) == 1 else None,
            groups=groups,
            confidence=confidence(q),
            z=abs(level.z),
            excess=excess,
            people=people / total,
        )


def _disagreements(frames: Mapping[str, Frame], total: int) -> list[Finding]:
    limits = comparisons.thresholds()["disagreement"]
    pairs = comparisons.disagreements(frames)
    adjusted = false_discovery_adjusted([pair.p for pair in pairs])
    best: dict[str, Finding] = {}
    ordered: list[tuple[Disagreement, float]] = sorted(
        zip(pairs, (float(q) for q in adjusted), strict=True), key=lambda entry: (-entry[0].z, entry[0].construct)
    )
    for pair, q in ordered:
        if q > limits["false_discoveries"] or pair.beyond < limits["smallest_effect"] or pair.construct in best:
            continue
        people = _answering(frames[pair.worse], pair.construct) + _answering(frames[pair.better], pair.construct)
        best[pair.construct] = Finding(
            kind=Kind.DISAGREEMENT,
            constructs=(pair.construct,),
            group=pair.worse,
            groups=(pair.worse,),
            against=pair.better,
            confidence=confidence(q),
            z=pair.z,
            excess=pair.beyond,
            people=people / total,
        )
    return list(best.values())


def _answering(frame: Frame, construct: str) -> int:
    return next((measure.on_scale for measure in frame.measures if measure.construct == construct), 0)
