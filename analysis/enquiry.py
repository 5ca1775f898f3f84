"""Findings put as lines of enquiry: statement, question to test, evidence for and against, activities."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from analysis import comments, comparisons, copies, findings, missing, phrases, side_by_side, theme_findings
from analysis.accounts import account
from analysis.benchmarks import benchmark
from analysis.beside import NOTHING
from analysis.cautions import Judged, cautions
from analysis.evidence import Material
from analysis.frame import frame
from analysis.laid_beside import enriched
from analysis.lines import Kind, LineOfEnquiry, Summary
from analysis.sensitivity import only_weighted, sensitivity, weigh
from analysis.summaries import from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analysis.beside import Beside
    from analysis.frame import Frame
    from analysis.lines import Finding
    from analysis.sensitivity import Weighted
    from analysis.snapshot import Snapshot
    from surveys.plan_figures import PlanFigures

MOST_LINES: Final = 12

__all__ = ["MOST_LINES", "from_json", "propose", "to_json"]


def propose(snapshot: Snapshot, *, most: int = MOST_LINES, beside: Beside = NOTHING) -> Summary:
    """Return at most `most` lines of enquiry, each a different one, with what a reader must know beside them.

    Lines come in the order of their importance (docs/analysis.md), strengths and the lines about who is missing among
    them. The same snapshot beside the same things gives the same summary.
    """
    frames = {group: frame(table) for group, table in snapshot.tables.items()}
    total = sum(len(table) for table in snapshot.tables.values())
    once = counted_once(frames)
    known = benchmark(once, beside.others)
    material = Material(
        frames=frames,
        comments=comments.read(snapshot, beside.reading),
        benchmark=known,
        pairs=side_by_side.pairs(frames, beside.last),
    )
    from_answers = _so_many_of_each(findings.from_answers(once, known))
    from_comments = [
        finding
        for finding in theme_findings.from_comments(material.comments, total)
        if not set(finding.themes) <= _spoken_of(from_answers)
    ]
    found = sorted([*from_answers, *_so_many_of_each(from_comments)], key=_order)
    changed = weigh(once, beside.figures, known)
    lines = [_line(finding, material, once, changed, beside) for finding in found[:most]]
    absent = missing.lines(frames, beside.figures)[:most]
    if absent:
        lines = [*lines[: most - len(absent)], *absent]
    judged = Judged(
        figures=beside.figures,
        plans=_plans(beside.figures),
        weighted=changed,
        only_weighted=tuple(
            account(finding, material).title for finding in (only_weighted(found, changed, known) if changed else ())
        ),
        overall=side_by_side.overall(frames),
    )
    return Summary(
        snapshot=snapshot.hash,
        method=phrases.method(),
        responses={group: len(table) for group, table in snapshot.tables.items()},
        comments=dict(material.comments.writers),
        cautions=cautions(snapshot, material, lines, judged),
        lines=tuple(_ranked(lines)),
        pairs=material.pairs,
        overall=judged.overall,
        beside=beside.hash,
        areas=known.areas,
        plans=judged.plans,
    )


def frames_once(taken: Snapshot) -> dict[str, Frame]:
    """Return each group's frame, in which a submission that repeats another one in every answer counts once."""
    return counted_once({group: frame(table) for group, table in taken.tables.items()})


def counted_once(frames: Mapping[str, Frame]) -> dict[str, Frame]:
    """Return the frames in which a submission that repeats another one in every answer counts once."""
    repeated = {group: copies.repeats(one.table) for group, one in frames.items()}
    return {
        group: frame(copies.without(frames[group].table, again)) if again.any() else frames[group]
        for group, again in repeated.items()
    }


def _line(
    finding: Finding, material: Material, once: Mapping[str, Frame], changed: Weighted | None, beside: Beside
) -> LineOfEnquiry:
    line = enriched(account(finding, material), finding, material)
    return replace(line, sensitivity=sensitivity(finding, once, changed, beside.figures))


def _plans(figures: PlanFigures | None) -> str:
    if figures is None:
        return ""
    when = f" in January {figures.year}" if figures.year else ""
    return f"the area's {figures.plans:,} education, health and care plans{when}"


def _order(finding: Finding) -> tuple[float, str, tuple[str, ...], tuple[str, ...]]:
    weight = comparisons.thresholds()["weight"][finding.kind.value]
    return -finding.importance * weight, finding.kind.value, finding.constructs, finding.themes


def _so_many_of_each(found: Iterable[Finding]) -> list[Finding]:
    """Keep the most important findings of each kind."""
    limits = comparisons.thresholds()["most"]
    kept: list[Finding] = []
    number: dict[Kind, int] = {}
    for finding in sorted(found, key=_order):
        number[finding.kind] = number.get(finding.kind, 0) + 1
        if number[finding.kind] <= limits[finding.kind.value]:
            kept.append(finding)
    return kept


def _spoken_of(found: Iterable[Finding]) -> set[str]:
    """Return the themes that lines on answers hold as evidence: a theme about the same is no further enquiry."""
    return {
        theme
        for finding in found
        if finding.kind is not Kind.STRENGTH
        for theme in phrases.constructs()[finding.constructs[0]].themes[:2]
    }


def _ranked(lines: Iterable[LineOfEnquiry]) -> list[LineOfEnquiry]:
    return [replace(line, rank=place) for place, line in enumerate(lines, start=1)]
