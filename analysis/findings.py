"""What stands out in the closed answers: every comparison judged together, false discoveries held, the same merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis import benchmarked, comparisons
from analysis.benchmarks import NONE
from analysis.gap_findings import across_the_board, gaps
from analysis.intervals import confidence
from analysis.lines import Finding, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.benchmarks import Benchmark
    from analysis.frame import Frame


def from_answers(frames: Mapping[str, Frame], benchmark: Benchmark = NONE) -> tuple[Finding, ...]:
    """Return what stands out in the closed answers, the most important first."""
    total = sum(len(frame.table) for frame in frames.values())
    if total == 0:
        return ()
    disagreeing = _disagreements(frames, total, benchmark)
    levels = [finding for finding, passes in measured_levels(frames, total, benchmark) if passes]
    found = [
        *_clearest(levels, disagreeing),
        *across_the_board(frames, total, benchmark),
        *gaps(frames, total, benchmark),
    ]
    return tuple(sorted(found, key=lambda finding: (-finding.importance, finding.kind, finding.constructs)))


def _clearest(levels: list[Finding], disagreeing: list[Finding]) -> list[Finding]:
    """Keep one finding for each construct: what all say of it, or how far they disagree, whichever is clearer."""
    level = {finding.constructs[0]: finding.z for finding in levels}
    apart = {finding.constructs[0]: finding.z for finding in disagreeing}
    return [
        *(finding for finding in levels if finding.z > apart.get(finding.constructs[0], 0.0)),
        *(finding for finding in disagreeing if finding.z >= level.get(finding.constructs[0], 0.0)),
    ]


def measured_levels(frames: Mapping[str, Frame], total: int, benchmark: Benchmark) -> Iterable[tuple[Finding, bool]]:
    """Yield each construct's level as a finding, and whether it is sure and large enough to be proposed."""
    limits = comparisons.thresholds()["level"]
    known = benchmarked.levels(frames, benchmark)
    for level in known or comparisons.levels(frames):
        weak = level.z > 0
        shown = {group: points if weak else -points for group, points in level.excess.items()}
        groups = tuple(sorted((group for group, points in shown.items() if points > 0), key=lambda g: -shown[g]))
        answering = {group: _answering(frames[group], level.construct) for group in groups}
        people = sum(answering.values())
        if not people:
            continue
        excess = sum(shown[group] * answering[group] for group in groups) / people
        finding = Finding(
            kind=Kind.WEAKNESS if weak else Kind.STRENGTH,
            constructs=(level.construct,),
            group=groups[0] if len(level.excess) == 1 else None,
            groups=groups,
            confidence=confidence(level.q),
            z=abs(level.z),
            excess=excess,
            people=people / total,
        )
        accepted = comparisons.thresholds()["benchmark"]["level"] if known else limits["false_discoveries"]
        yield finding, level.q <= accepted and excess >= limits["smallest_effect"]


def measured_disagreements(
    frames: Mapping[str, Frame], total: int, benchmark: Benchmark
) -> Iterable[tuple[Finding, bool]]:
    """Yield each disagreement as a finding, the clearest first, and whether it is sure and large enough."""
    limits = comparisons.thresholds()["disagreement"]
    known = benchmarked.disagreements(frames, benchmark)
    accepted = comparisons.thresholds()["benchmark"]["disagreement"] if known else limits["false_discoveries"]
    for pair in sorted(known or comparisons.disagreements(frames), key=lambda one: (-one.z, one.construct, one.worse)):
        people = _answering(frames[pair.worse], pair.construct) + _answering(frames[pair.better], pair.construct)
        finding = Finding(
            kind=Kind.DISAGREEMENT,
            constructs=(pair.construct,),
            group=pair.worse,
            groups=(pair.worse,),
            against=pair.better,
            confidence=confidence(pair.q),
            z=pair.z,
            excess=pair.beyond,
            people=people / total,
        )
        yield finding, pair.q <= accepted and pair.beyond >= limits["smallest_effect"]


def _disagreements(frames: Mapping[str, Frame], total: int, benchmark: Benchmark) -> list[Finding]:
    best: dict[str, Finding] = {}
    for finding, passes in measured_disagreements(frames, total, benchmark):
        if passes:
            best.setdefault(finding.constructs[0], finding)
    return list(best.values())


def _answering(frame: Frame, construct: str) -> int:
    return next((measure.on_scale for measure in frame.measures if measure.construct == construct), 0)
