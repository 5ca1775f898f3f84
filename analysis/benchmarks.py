"""Expected ranges from the areas asked so far: what a construct, a disagreement and a gap ordinarily come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from analysis import comparisons, outliers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from analysis.cubes import Counts, Cube
    from analysis.frame import Frame

    Numbers = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Usual:
    """What the areas asked so far lead one to expect of one group."""

    names: tuple[str, ...]
    """Each area by its code and the day it was asked."""
    constructs: tuple[str, ...]
    logit: Numbers
    """For each construct, the usual log odds of the lower answers; NaN where too few areas were asked."""
    unsure: Numbers
    """The variance of `logit`."""
    apart: Numbers
    """The variance of areas' own log odds round it, chance taken out, an area's general level left in."""
    offsets: Numbers
    """For each area and construct, how far its log odds lie from the usual, its general level taken out."""
    variance: Numbers
    """Chance's part in `offsets`; infinite where there is no answer."""
    general: Numbers
    """For each area, how far its answers lie above the usual in general, in log odds."""
    gaps: Mapping[tuple[str, str, str], tuple[float, float]]
    """By item, code and construct, the usual difference of shares beyond the subgroup's own, and its variance."""
    gaps_apart: float
    """How far areas' gaps spread round the usual ones beyond chance, in shares."""
    across: Mapping[tuple[str, str], tuple[float, float]]
    """By item and code, the usual difference of shares over everything asked, and its variance."""

    @property
    def areas(self) -> int:
        """How many areas have been asked."""
        return len(self.names)

    def expected(self, construct: str, base: int) -> tuple[float, float] | None:
        """Return between which shares 19 in 20 areas with so many answers would lie; None where it isn't known."""
        if construct not in self.constructs:
            return None
        at = self.constructs.index(construct)
        centre = float(self.logit[at])
        if np.isnan(centre):
            return None
        share = _share(centre)
        chance = 1 / max(base * share * (1 - share), 0.5)
        asked = int(np.isfinite(self.variance[:, at]).sum())
        half = _t975(max(asked - 1, 1)) * float(np.sqrt(self.apart[at] + self.unsure[at] + chance))
        return _share(centre - half), _share(centre + half)

    def stands_apart(self, own: float) -> bool:
        """Whether an area's general level lies beyond where 19 in 20 areas' do."""
        spread = float(self.general.std(ddof=1)) * float(np.sqrt(1 + 1 / len(self.general)))
        return abs(own - float(self.general.mean())) > _t975(len(self.general) - 1) * spread


@dataclass(frozen=True, kw_only=True)
class Benchmark:
    """The areas asked so far with the same versions of the questionnaires."""

    usual: Mapping[str, Usual]
    """By group; a group that too few areas were asked about has none."""

    @property
    def areas(self) -> int:
        """How many areas the group with the most has."""
        return max((one.areas for one in self.usual.values()), default=0)

    def expected(self, group: str, construct: str, base: int) -> tuple[float, float] | None:
        """Return the expected range of a group's share, None where it isn't known."""
        usual = self.usual.get(group)
        return None if usual is None else usual.expected(construct, base)


NONE: Final = Benchmark(usual={})


def benchmark(frames: Mapping[str, Frame], others: Sequence[Cube]) -> Benchmark:
    """Return what the other areas lead one to expect of this one; NONE where too few have been asked the same."""
    usual: dict[str, Usual] = {}
    for group, frame in frames.items():
        versions = frame.table.versions
        known = [cube for cube in others if group in cube.groups and cube.groups[group].versions == versions]
        if frame.measures and len(known) >= comparisons.thresholds()["benchmark"]["fewest_areas"]:
            usual[group] = _usual(frame, known)
    return Benchmark(usual=usual)


def _usual(frame: Frame, known: Sequence[Cube]) -> Usual:
    limits = comparisons.thresholds()["benchmark"]
    cells = np.stack([_placed(one.groups[frame.table.group], frame) for one in known]).astype(np.float64)
    lower, base = cells[:, 0, :, 0], cells[:, 0, :, 1]
    there = base > 0
    logit = np.where(there, np.log((lower + 0.5) / (base - lower + 0.5)), np.nan)
    variance = np.where(there, _of_logit(lower, base), np.inf)
    centre, general = _two_ways(logit, variance)
    few = there.sum(axis=0) < limits["fewest_areas"]
    offsets = np.where(there, logit - centre - general[:, None], np.nan)
    spread = np.where(there, logit - centre, np.nan)
    apart = np.array([_beyond_chance(spread[:, at], variance[:, at]) for at in range(logit.shape[1])])
    number = np.maximum(there.sum(axis=0), 1)
    gaps, gaps_apart, across = _gaps(cells[:, 1:], frame)
    return Usual(
        names=tuple(f"{one.area} {one.opened}" for one in known),
        constructs=frame.constructs,
        logit=np.where(few, np.nan, centre),
        unsure=(apart + np.where(there, variance, 0.0).sum(axis=0) / number) / number,
        apart=apart,
        offsets=np.where(few, np.nan, offsets),
        variance=np.where(few, np.inf, variance),
        general=general,
        gaps=gaps,
        gaps_apart=gaps_apart,
        across=across,
    )


def _placed(counts: Counts, frame: Frame) -> NDArray[np.int32]:
    """Return an area's counts as this area's constructs and subgroups stand; 0 where it has none or hides them."""
    rows = {key: at for at, key in enumerate(counts.subgroups)}
    columns = {construct: at for at, construct in enumerate(counts.constructs)}
    wanted = (("", ""), *((one.item, one.code) for one in frame.subgroups))
    row = np.array([rows.get(key, -1) for key in wanted])
    column = np.array([columns.get(construct, -1) for construct in frame.constructs])
    placed: NDArray[np.int32] = np.maximum(counts.cells[row][:, column], 0)
    placed[row < 0] = 0
    placed[:, column < 0] = 0
    return placed


def _two_ways(values: Numbers, variance: Numbers) -> tuple[Numbers, Numbers]:
    """Return what is usual of each column and how far each row lies above it; areas that stray count less."""
    general = np.zeros(len(values))
    centre = np.zeros(values.shape[1])
    for _ in range(_ROUNDS):
        centre = huber(values - general[:, None], variance, axis=0)
        general = huber(values - centre, variance, axis=1)
    return centre + float(np.median(general)), general - float(np.median(general))


def huber(values: Numbers, variance: Numbers, *, axis: int) -> Numbers:
    """Return means along an axis, values beyond two usual deviations held there (P. J. Huber, 1964); 0 for none."""
    there = ~np.isnan(values)
    filled = np.where(there, values, 0.0)
    with np.errstate(invalid="ignore"):
        middle = np.array(
            [np.median(one[~np.isnan(one)]) if (~np.isnan(one)).any() else 0.0 for one in np.moveaxis(values, axis, -1)]
        )
    spread = np.expand_dims(middle, axis)
    off = np.where(there, np.abs(filled - spread), 0.0)
    usual = off.sum(axis=axis, keepdims=True) / np.maximum(there.sum(axis=axis, keepdims=True), 1) * 1.2533
    weight = np.where(there, 1 / (np.where(there, variance, 1.0) + usual**2 + 1e-9), 0.0)
    held = np.clip(filled, spread - 2 * usual, spread + 2 * usual)
    total = weight.sum(axis=axis)
    return np.where(total > 0, (weight * held).sum(axis=axis) / np.maximum(total, 1e-300), 0.0)


def _beyond_chance(values: Numbers, variance: Numbers) -> float:
    """Return areas' variance beyond chance, at least a little (R. DerSimonian and N. Laird, 1986)."""
    there = ~np.isnan(values)
    if there.sum() < _TWO:
        return float(comparisons.thresholds()["benchmark"]["usual_spread"] ** 2)
    one, chance = values[there], variance[there]
    weight = 1 / chance
    mean = float((weight * one).sum() / weight.sum())
    q = float((weight * (one - mean) ** 2).sum())
    spare = float(weight.sum() - (weight**2).sum() / weight.sum())
    found = (q - (one.size - 1)) / spare if spare > 0 else 0.0
    return max(found, float(comparisons.thresholds()["benchmark"]["least_spread"] ** 2))


def _gaps(
    cells: Numbers, frame: Frame
) -> tuple[dict[tuple[str, str, str], tuple[float, float]], float, dict[tuple[str, str], tuple[float, float]]]:
    """Return the usual gaps of subgroups about one construct, how far areas spread round them, and the general ones."""
    limits = comparisons.thresholds()["benchmark"]
    lower, base, rest_lower, rest_base = (cells[..., at] for at in range(_PARTS))
    there = (base > 0) & (rest_base > 0)
    share, rest = lower / np.maximum(base, 1), rest_lower / np.maximum(rest_base, 1)
    apart = np.where(there, share - rest, np.nan)
    chance = share * (1 - share) / np.maximum(base, 1) + rest * (1 - rest) / np.maximum(rest_base, 1)
    number = there.sum(axis=2)
    enough = number >= limits["fewest_constructs"]
    general = np.where(enough, np.nansum(apart, axis=2) / np.maximum(number, 1), np.nan)
    own = apart - general[..., None]
    usual_spread = float(limits["gaps_usually"])
    weight = np.where(np.isnan(own), 0.0, 1 / (chance + usual_spread**2))
    # Shrunk towards no difference, as far as few areas say little.
    total = weight.sum(axis=0) + 1 / limits["gaps_national"] ** 2
    usual = (weight * np.where(np.isnan(own), 0.0, own)).sum(axis=0) / total
    left = np.where(np.isnan(own), np.nan, own - usual)
    told = ~np.isnan(left)
    spread = outliers.spread(left[told], chance[told], limits["gaps_least"]) if told.any() else usual_spread
    gaps = {
        (one.item, one.code, construct): (float(usual[row, column]), float(1 / total[row, column]))
        for row, one in enumerate(frame.subgroups)
        for column, construct in enumerate(frame.constructs)
    }
    weight = np.where(np.isnan(general), 0.0, 1 / (limits["across_usually"] ** 2))
    total = weight.sum(axis=0) + 1 / limits["across_national"] ** 2
    usual = (weight * np.where(np.isnan(general), 0.0, general)).sum(axis=0) / total
    across = {
        (one.item, one.code): (float(usual[row]), float(1 / total[row])) for row, one in enumerate(frame.subgroups)
    }
    return gaps, float(spread), across


def _of_logit(lower: Numbers, base: Numbers) -> Numbers:
    """Return the variance of log odds, that of counts rounded to the nearest 5 with it."""
    one, other = 1 / (lower + 0.5), 1 / (base - lower + 0.5)
    return one + other + _ROUNDING * (one**2 + other**2)


def _share(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))


def _t975(freedom: int) -> float:
    """Return Student's t at .975, to two decimals from five degrees of freedom on (Cornish and Fisher's expansion)."""
    z = 1.959963984540054
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)


_TWO: Final = 2
_PARTS: Final = 4
_ROUNDS: Final = 4
_ROUNDING: Final = 25 / 12
