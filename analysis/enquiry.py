"""Findings put as lines of enquiry: statement, question to test, evidence for and against, activities."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from analysis import comments, comparisons, copies, findings, phrases, theme_findings
from analysis.accounts import account
from analysis.cautions import cautions, who_is_missing
from analysis.evidence import Material
from analysis.frame import frame
from analysis.lines import Kind, LineOfEnquiry, Summary
from analysis.summaries import from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.lines import Finding
    from analysis.snapshot import Snapshot

MOST_LINES: Final = 12

__all__ = ["MOST_LINES", "from_json", "propose", "to_json"]


def propose(snapshot: Snapshot, *, most: int = MOST_LINES) -> Summary:
    """Return at most `most` lines of enquiry, each a different one, with what a reader must know beside them.

    Lines come in the order of their importance (docs/analysis.md), strengths and the line about who is missing among
    them. The same snapshot gives the same summary.
    """
    frames = {group: frame(table) for group, table in snapshot.tables.items()}
    material = Material(frames=frames, comments=comments.read(snapshot))
    total = sum(len(table) for table in snapshot.tables.values())
    repeated = {group: copies.repeats(table) for group, table in snapshot.tables.items()}
    once = {
        group: frame(copies.without(frames[group].table, again)) if again.any() else frames[group]
        for group, again in repeated.items()
    }
    from_answers = _so_many_of_each(findings.from_answers(once))
    from_comments = [
        finding
        for finding in theme_findings.from_comments(material.comments, total)
        if not set(finding.themes) <= _spoken_of(from_answers)
    ]
    found = sorted([*from_answers, *_so_many_of_each(from_comments)], key=_order)
    lines = [account(finding, material) for finding in found[:most]]
    missing = who_is_missing(frames)
    if missing is not None and len(lines) >= most:
        lines = lines[: most - 1]
    if missing is not None and most > 0:
        lines.append(missing)
    return Summary(
        snapshot=snapshot.hash,
        method=phrases.method(),
        responses={group: len(table) for group, table in snapshot.tables.items()},
        comments=dict(material.comments.writers),
        cautions=cautions(snapshot, frames, material.comments, lines),
        lines=tuple(_ranked(lines)),
    )


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
