"""Themes that an area's people raise far more often than people ordinarily do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis import comparisons, outliers, themes
from analysis.intervals import confidence, false_discovery_adjusted
from analysis.lines import Finding, Kind
from analysis.themes import Valence

if TYPE_CHECKING:
    from analysis.comments import Comments


_FREEST = 2.0
"""How many times as many concerns as usual an area's people may raise in general."""


def from_comments(comments: Comments, total: int) -> tuple[Finding, ...]:
    """Return the themes whose concerns stand out, the most important first; `total` is how many answered at all.

    A theme is compared with its usual share, the area's general readiness to raise concerns taken out.
    """
    limits = comparisons.thresholds()["theme"]
    writers = sum(comments.writers.values())
    if writers < limits["fewest_writers"]:
        return ()
    frame = tuple(themes.frame().values())
    count = np.array([len(comments.people(theme.id, Valence.CONCERN)) for theme in frame], dtype=np.float64)
    usual = np.array([theme.usual for theme in frame])
    ratio = np.log((count + 0.5) / (usual * writers + 0.5))
    general = float(np.clip(np.median(ratio), -np.log(_FREEST), np.log(_FREEST)))
    variance = 1 / (count + 0.5)
    z = (ratio - general) / np.sqrt(limits["usual_spread"] ** 2 + variance)
    adjusted = false_discovery_adjusted(outliers.two_sided(z, 1e6))
    found: list[Finding] = []
    for theme, number, place in zip(frame, count, range(len(frame)), strict=True):
        share = number / writers
        expected = float(np.exp(general) * theme.usual)
        enough = number >= limits["fewest_writers"] and share >= limits["smallest_share"]
        if not enough or z[place] <= 0 or adjusted[place] > limits["false_discoveries"]:
            continue
        by_group = {
            group: len(comments.people(theme.id, Valence.CONCERN, group)) / written
            for group, written in comments.writers.items()
            if written >= comparisons.thresholds()["smallest_base"]
        }
        groups = tuple(
            sorted((group for group, part in by_group.items() if part > expected), key=lambda g: (-by_group[g], g))
        )
        found.append(
            Finding(
                kind=Kind.THEME,
                constructs=(),
                themes=(theme.id,),
                group=groups[0] if len(groups) == 1 else None,
                groups=groups,
                confidence=confidence(float(adjusted[place])),
                z=float(z[place]),
                excess=max(float(share - expected), 0.0),
                people=float(number) / total,
            )
        )
    return tuple(sorted(found, key=lambda finding: (-finding.importance, finding.themes)))
