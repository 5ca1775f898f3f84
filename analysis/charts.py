"""The few shares that show a line at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis import evidence, phrases
from analysis.lines import Bar, Chart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.evidence import Contrast, Material
    from analysis.lines import Subgroup


def by_group(material: Material, construct: str, *, lower: bool) -> Chart:
    """Return each group's share with the lower answers to a construct, or with those above them."""
    bars: list[Bar] = []
    said: dict[str, None] = {}
    for group, frame in material.frames.items():
        found = evidence.measure_of(frame, construct)
        headline = found[1].headline() if found else None
        if headline is None:
            continue
        expected = material.benchmark.expected(group, construct, headline.base)
        if expected is not None and not lower:
            expected = 1 - expected[1], 1 - expected[0]
        shown = headline if lower else evidence.upper(headline)
        bars.append(Bar(label=phrases.short_group(group), estimate=shown, expected=expected))
        said[labels(material, group, construct, lower=lower)] = None
    words = phrases.constructs()[construct]
    caption = f"Share who answered {', or '.join(said)}: {words.weak if lower else words.well}"
    if any(bar.expected for bar in bars):
        caption += ". The shaded range is where 19 in 20 areas asked so far would lie"
    return Chart(caption=caption, bars=tuple(bars))


def labels(material: Material, group: str, construct: str, *, lower: bool) -> str:
    """Return the lower answers, or those above them, in quotation marks."""
    found = evidence.measure_of(material.frames[group], construct)
    if found is None:
        return ""
    return evidence.answers(found[1].bottom_labels if lower else found[1].top_labels)


def beside_the_rest(shown: Sequence[Contrast], subgroup: Subgroup, weak: str) -> Chart:
    """Return a subgroup's share and the rest's, for each group that shows a gap."""
    bars: list[Bar] = []
    for one in shown:
        group = phrases.short_group(one.group)
        bars.append(Bar(label=f"{group}: {_brief(subgroup.label)}", estimate=one.inside))
        bars.append(Bar(label=f"{group}: others", estimate=one.rest))
    said = dict.fromkeys(evidence.answers(one.labels) for one in shown)
    return Chart(caption=f"Share who answered {', or '.join(said)}: {weak}", bars=tuple(bars))


def _brief(label: str) -> str:
    """Return the first words of an answer's label."""
    return label if len(label) <= _BRIEF else f"{label[:_BRIEF].rsplit(' ', 1)[0]} …"


_BRIEF = 30
