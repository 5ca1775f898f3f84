"""Count cubes: an area's counts by group, construct and subgroup, safe to leave; expected ranges are made of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis import comparisons
from analysis.frame import SMALLEST_BASE
from surveys.questionnaire import GROUPS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from analysis.frame import Frame

NEAREST: Final = 5
HIDDEN: Final = -1
_FORMAT: Final = 1
_PARTS: Final = 4
_LONGEST_NAME: Final = 40


class CubeError(ValueError):
    """The text is no count cube of this product; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """One group's counts; the first row stands for everybody, the others for one subgroup each."""

    versions: tuple[int, ...]
    """Which versions of the questionnaire were answered."""
    people: int
    """To the nearest 5; 0 for fewer than 10."""
    constructs: tuple[str, ...]
    subgroups: tuple[tuple[str, str], ...]
    """Item and code; two empty words for everybody."""
    cells: NDArray[np.int32]
    """For each subgroup and construct: how many of it chose the lower answers, of how many; and of the rest the same.

    HIDDEN throughout where any count is under 10. To the nearest 5.
    """


@dataclass(frozen=True, kw_only=True, eq=False)
class Cube:
    """What one area's answers count, suppressed at source, so that it may leave the inspection team."""

    area: str
    """GSS code."""
    opened: str
    """The day the survey opened, as in 2026-11-23."""
    groups: Mapping[str, Counts]

    def __eq__(self, other: object) -> bool:
        """Whether the other cube holds the same counts."""
        return isinstance(other, Cube) and digest(self) == digest(other)

    def __hash__(self) -> int:
        """Go with equality."""
        return hash((self.area, self.opened))


def count(frames: Mapping[str, Frame], *, area: str, opened: str) -> Cube:
    """Return the cube of an area's answers. A group of fewer than 10 people is left out."""
    groups: dict[str, Counts] = {}
    for group, frame in frames.items():
        if len(frame.table) < SMALLEST_BASE or not frame.measures:
            continue
        bottom, answered = frame.bottom.sum(axis=0), frame.answered.sum(axis=0)
        nobody = np.zeros_like(bottom)
        everybody = np.stack([bottom, answered, nobody, nobody], axis=-1)[None]
        compared = comparisons.gaps(frame)
        each = np.stack([compared.count, compared.base, compared.rest_count, compared.rest_base], axis=-1)
        hidden = np.concatenate([_small(everybody[..., :2]), _small(each)])
        hidden[1:] |= _given_away(frame, hidden[1:], compared.base)
        cells = np.where(hidden[..., None], HIDDEN, _rounded(np.concatenate([everybody, each])))
        groups[group] = Counts(
            versions=frame.table.versions,
            people=int(_rounded(np.array(len(frame.table)))),
            constructs=frame.constructs,
            subgroups=(("", ""), *((one.item, one.code) for one in frame.subgroups)),
            cells=cells.astype(np.int32),
        )
    return Cube(area=area, opened=opened, groups=groups)


def added(cubes: list[Cube], group: str, construct: str) -> tuple[int, int, int]:
    """Add up everybody's answers about a construct: how many chose the lower ones, of how many, in how many areas."""
    lower = base = areas = 0
    for cube in cubes:
        counts = cube.groups.get(group)
        if counts is None or construct not in counts.constructs:
            continue
        one = counts.cells[0, counts.constructs.index(construct)]
        if one[1] > 0:
            lower, base, areas = lower + int(one[0]), base + int(one[1]), areas + 1
    return lower, base, areas


def to_text(cube: Cube) -> str:
    """Return the cube as one line of JSON; the same cube gives the same line."""
    groups = {
        group: {
            "versions": list(counts.versions),
            "people": counts.people,
            "constructs": list(counts.constructs),
            "subgroups": [list(one) for one in counts.subgroups],
            "cells": counts.cells.reshape(-1).tolist(),
        }
        for group, counts in cube.groups.items()
    }
    shape = {"heard_benchmark": _FORMAT, "area": cube.area, "opened": cube.opened, "groups": groups}
    return json.dumps(shape, separators=(",", ":"), sort_keys=True)


def digest(cube: Cube) -> bytes:
    """Return a hash of everything in the cube, quicker than its text."""
    made = hashlib.sha256(f"{cube.area} {cube.opened}".encode())
    for group, counts in sorted(cube.groups.items()):
        made.update(repr((group, counts.versions, counts.people, counts.constructs, counts.subgroups)).encode())
        made.update(counts.cells.astype("<i4").tobytes())
    return made.digest()


def from_text(text: str) -> Cube:
    """Return the cube that `to_text` wrote. Raises CubeError, also for a count that should have been suppressed."""
    try:
        shape = _known(json.loads(text))
        groups = {group: _counts(group, known) for group, known in shape["groups"].items()}
        return Cube(
            area=_name(shape["area"]), opened=date.fromisoformat(_name(shape["opened"])).isoformat(), groups=groups
        )
    except CubeError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        raise CubeError(f"this is no whole count cube ({type(error).__name__})") from None


def _known(shape: object) -> dict[str, Any]:
    if not isinstance(shape, dict) or shape.get("heard_benchmark") != _FORMAT:
        raise CubeError("this is no count cube of this version of Heard")
    return shape


def _counts(group: str, shape: dict[str, Any]) -> Counts:
    constructs = tuple(_name(one) for one in shape["constructs"])
    subgroups = tuple((_name(item), _name(code)) for item, code in shape["subgroups"])
    cells = np.array(shape["cells"], dtype=np.int64).reshape(len(subgroups), len(constructs), _PARTS)
    if group not in GROUPS or not subgroups or subgroups[0] != ("", "") or len(set(subgroups)) != len(subgroups):
        raise CubeError("its groups and subgroups are not those of a survey")
    shown = cells[cells[..., 0] != HIDDEN]
    told = shown[..., [0, 1]]
    if (cells < HIDDEN).any() or cells.max(initial=0) > _MOST or (told[:, 0] > told[:, 1]).any():
        raise CubeError("its counts don't add up")
    if (told < SMALLEST_BASE).any() or (shown % NEAREST != 0).any():
        raise CubeError("it holds counts under 10, or not to the nearest 5, that should have been suppressed")
    return Counts(
        versions=tuple(int(one) for one in shape["versions"]),
        people=int(shape["people"]),
        constructs=constructs,
        subgroups=subgroups,
        cells=cells.astype(np.int32),
    )


def _name(words: object) -> str:
    if not isinstance(words, str) or len(words) > _LONGEST_NAME:
        raise CubeError("it holds a name that is none")
    return words


_MOST: Final = 1_000_000


def _rounded(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    return (counts + NEAREST // 2) // NEAREST * NEAREST


def _small(counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Where a number of people, at the bottom or above it, is under 10."""
    lower, base = counts[..., 0::2], counts[..., 1::2]
    return np.asarray(((lower < SMALLEST_BASE) | (base - lower < SMALLEST_BASE)).any(axis=-1))


def _given_away(frame: Frame, hidden: NDArray[np.bool_], base: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Where a subgroup must be hidden too, since it is the only one that hides beside another of its question.

    Taken from the whole, the shown ones would give the hidden one away; so the smallest of the shown goes with it.
    """
    also = np.zeros_like(hidden)
    items = [one.item for one in frame.subgroups]
    for item in dict.fromkeys(items):
        if item in frame.table.flags:
            continue
        rows = np.array([at for at, name in enumerate(items) if name == item])
        alone = hidden[rows].sum(axis=0) == 1
        size = np.where(hidden[rows], np.iinfo(np.int64).max, base[rows])
        smallest = rows[size.argmin(axis=0)]
        also[smallest[alone], np.flatnonzero(alone)] = True
    return also
