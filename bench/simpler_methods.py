"""What an analyst without a null model would do with the same answers: the methods that lines are measured against."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from analysis.frame import frame
from surveys.questionnaire import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from known_areas import Area

SMALLEST: Final = 10
TAKEN: Final = 12
"""Lines that a ranking without a test proposes: as many as the product may."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """What a line is about, whichever method proposed it."""

    kind: str
    constructs: tuple[str, ...]
    item: str | None = None
    code: str | None = None


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A share compared with another one."""

    named: Named
    difference: float
    z: float


def by_per_cent_negative(area: Area) -> list[Named]:
    """Rank constructs by the highest share of any group in the lower half of the scale."""
    worst: dict[str, float] = {}
    for group in GROUPS:
        for measure in frame(area.snapshot.tables[group]).measures:
            if measure.on_scale >= SMALLEST:
                share = measure.at_bottom / measure.on_scale
                worst[measure.construct] = max(worst.get(measure.construct, 0.0), share)
    ranked = sorted(worst, key=lambda construct: (-worst[construct], construct))
    return [Named(kind="weakness", constructs=(construct,)) for construct in ranked[:TAKEN]]


def by_raw_gap(area: Area) -> list[Named]:
    """Rank every subgroup's difference from the rest by its size."""
    ranked = sorted(_gaps(area), key=lambda cell: -cell.difference)
    return _distinct(cell.named for cell in ranked)[:TAKEN]


def by_z(area: Area) -> list[Named]:
    """Flag every cell beyond 1.96."""
    flagged = [cell for cell in (*_levels(area), *_disagreements(area), *_gaps(area)) if cell.z > 1.96]
    return _distinct(cell.named for cell in sorted(flagged, key=lambda cell: -cell.z))


def by_z_with_overdispersion(area: Area) -> list[Named]:
    """Flag every cell beyond 1.96 once z is divided by its family's winsorised overdispersion (Spiegelhalter, 2005)."""
    flagged: list[tuple[float, Named]] = []
    for cells in (_levels(area), _disagreements(area), _gaps(area)):
        if not cells:
            continue
        z = np.array([cell.z for cell in cells])
        low, high = np.quantile(z, (0.1, 0.9))
        spread = max(1.0, float(np.sqrt((np.clip(z, low, high) ** 2).mean())))
        flagged += [(cell.z / spread, cell.named) for cell in cells if cell.z / spread > 1.96]
    return _distinct(named for _, named in sorted(flagged, key=lambda entry: -entry[0]))


def _distinct(named: Iterable[Named]) -> list[Named]:
    return list(dict.fromkeys(named))


def _compared(named: Named, count: float, base: float, other: float, other_base: float) -> Cell | None:
    if min(base, other_base) < SMALLEST:
        return None
    share, rest = count / base, other / other_base
    both = (count + other) / (base + other_base)
    spread = np.sqrt(both * (1 - both) * (1 / base + 1 / other_base))
    return Cell(named=named, difference=share - rest, z=float((share - rest) / spread) if spread else 0.0)


def _levels(area: Area) -> list[Cell]:
    cells: list[Cell | None] = []
    for group in GROUPS:
        measures = frame(area.snapshot.tables[group]).measures
        count, base = (sum(one.at_bottom for one in measures), sum(one.on_scale for one in measures))
        for one in measures:
            rest = count - one.at_bottom, base - one.on_scale
            named = Named(kind="weakness", constructs=(one.construct,))
            cells.append(_compared(named, one.at_bottom, one.on_scale, *rest))
            good = Named(kind="strength", constructs=(one.construct,))
            top = one.on_scale - one.at_bottom, one.on_scale
            cells.append(_compared(good, *top, rest[1] - rest[0], rest[1]))
    return [cell for cell in cells if cell]


def _disagreements(area: Area) -> list[Cell]:
    cells: list[Cell | None] = []
    frames = [frame(area.snapshot.tables[group]) for group in GROUPS]
    for first, second in combinations(frames, 2):
        others = {one.construct: one for one in second.measures}
        for one in first.measures:
            other = others.get(one.construct)
            if other is None:
                continue
            named = Named(kind="disagreement", constructs=(one.construct,))
            sides = (one.at_bottom, one.on_scale), (other.at_bottom, other.on_scale)
            cells += [_compared(named, *sides[0], *sides[1]), _compared(named, *sides[1], *sides[0])]
    return [cell for cell in cells if cell]


def _gaps(area: Area) -> list[Cell]:
    cells: list[Cell | None] = []
    for group in GROUPS:
        one = frame(area.snapshot.tables[group])
        inside, rest = one.inside & one.asked, ~one.inside & one.asked
        bottom, answered = one.bottom.astype(np.int64), one.answered.astype(np.int64)
        tables = [(side.T.astype(np.int64) @ counted) for side in (inside, rest) for counted in (bottom, answered)]
        for row, subgroup in enumerate(one.subgroups):
            for column, construct in enumerate(one.constructs):
                named = Named(kind="gap", constructs=(construct,), item=subgroup.item, code=subgroup.code)
                cells.append(_compared(named, *(float(table[row, column]) for table in tables)))
    return [cell for cell in cells if cell]
