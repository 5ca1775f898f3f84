"""Evidence from what an area's answers are laid beside: other areas, the last time, and the ways people answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis import phrases
from analysis.evidence import figures, measure_of
from analysis.lines import Aspect, Evidence, EvidenceKind, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.evidence import Material
    from analysis.lines import Finding, LineOfEnquiry, Pair


def enriched(line: LineOfEnquiry, finding: Finding, material: Material) -> LineOfEnquiry:
    """Return the line with this evidence too, for or against as it falls out."""
    if not finding.constructs or finding.kind is Kind.CAUTION:
        return line
    told = [
        *_areas(finding, material),
        *(one for pair in material.pairs if _about(pair, finding) for one in _pair(pair, finding)),
    ]
    return replace(
        line,
        supporting=_before_quotes(line.supporting, [piece for piece, supports in told if supports]),
        opposing=(*line.opposing, *(piece for piece, supports in told if not supports)),
    )


def compared(finding: Finding, material: Material) -> str:
    """Say what a level was compared with, and how far it lies from there."""
    more = "more" if finding.kind is Kind.STRENGTH else "less"
    if finding.groups[0] not in material.benchmark.usual:
        return f"This is {more} positive than about most of what was asked."
    return (
        f"This is {phrases.points(finding.excess)} {more} positive than the {material.benchmark.areas} areas asked so "
        "far and the other answers here lead one to expect."
    )


def _before_quotes(known: tuple[Evidence, ...], more: list[Evidence]) -> tuple[Evidence, ...]:
    quotes = tuple(piece for piece in known if piece.kind is EvidenceKind.QUOTE)
    return (*known[: len(known) - len(quotes)], *more, *quotes)


def _areas(finding: Finding, material: Material) -> Iterator[tuple[Evidence, bool]]:
    """Yield each group's share beside its expected range; it supports a line where the share lies outside."""
    if finding.subgroup is not None:
        return
    for group in finding.groups[:1]:
        found = measure_of(material.frames[group], finding.constructs[0])
        headline = found[1].headline() if found else None
        if headline is None:
            continue
        expected = material.benchmark.expected(group, finding.constructs[0], headline.base)
        if expected is None:
            continue
        low, high = expected
        worse, better = headline.value > high, headline.value < low
        where = "above that" if worse else "below that" if better else "within that"
        outside = better if finding.kind is Kind.STRENGTH else worse
        areas = material.benchmark.usual[group].areas
        text = (
            f"In 19 of 20 areas like the {areas} asked so far, {phrases.per_cent(low)} to {phrases.per_cent(high)} of "
            f"{phrases.group(group)} would give the lower answers. Here "
            f"{phrases.per_cent(headline.value)} did ({figures(headline)}): {where}."
        )
        yield (
            Evidence(
                kind=EvidenceKind.ESTIMATE,
                text=text,
                group=group,
                value=headline.value,
                interval=(headline.low, headline.high),
                base=headline.base,
            ),
            outside,
        )


def _about(pair: Pair, finding: Finding) -> bool:
    shown = pair.construct == finding.constructs[0] and pair.group == finding.groups[0] and finding.subgroup is None
    return shown and (pair.differs or pair.aspect is Aspect.LAST_TIME)


def _pair(pair: Pair, finding: Finding) -> Iterator[tuple[Evidence, bool]]:
    """Yield one comparison: what has lasted or grown supports, what depends on the way of answering opposes."""
    low, high = sorted(round(end * 100) for end in (pair.low, pair.high))
    first = phrases.sentence(pair.first)
    text = (
        f"{first}, {phrases.per_cent(pair.one.value)} of {phrases.group(pair.group)} gave the lower answers "
        f"({figures(pair.one)}); {pair.second}, {phrases.per_cent(pair.other.value)} ({figures(pair.other)}): "
        f"a difference of {phrases.points(pair.other.value - pair.one.value)} ({low} to {high})"
        f"{'' if pair.differs else ', which chance could make'}."
    )
    piece = Evidence(
        kind=EvidenceKind.ESTIMATE,
        text=text,
        group=pair.group,
        value=pair.other.value,
        interval=(pair.other.low, pair.other.high),
        base=pair.other.base,
    )
    if pair.aspect is not Aspect.LAST_TIME:
        yield piece, False
        return
    moved = pair.other.value - pair.one.value
    against = moved > 0 if finding.kind is Kind.STRENGTH else moved < 0
    yield piece, not (pair.differs and against)
