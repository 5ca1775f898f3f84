"""Weights that give those who answered the make-up of the area's plan figures: to see what would change, no more."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.written import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from analysis.frame import Frame
    from surveys.plan_figures import PlanFigures


@dataclass(frozen=True, kw_only=True)
class Weights:
    """What each person of one group counts for; 1 on average."""

    each: NDArray[np.float64]
    effect: float
    """Kish's design effect: how many times as many people would be as sure without weights."""
    items: tuple[str, ...]
    """What was weighted by."""
    beyond_reach: tuple[tuple[str, str], ...]
    """Items and codes that the area has plans of but too few answers for: no weight can speak for them."""
    capped: int
    """How many people's weights were held back at the most or the least that is allowed."""


def weights(frame: Frame, figures: PlanFigures) -> Weights | None:
    """Rake a group of children or families to the figures; None where nothing can be weighed by.

    A person who did not say counts as the area does. One who named several needs is shared out among them, since the
    department counts one, the main need. A category with too few answers is left out, the rest keeping its proportions.
    """
    limits = _limits()
    if len(frame.table) < limits["fewest_people"]:
        return None
    columns: list[NDArray[np.float64]] = []
    targets: list[float] = []
    items: list[str] = []
    beyond: list[tuple[str, str]] = []
    for item in limits["by"]:
        shared, expected, missing = _margin(frame, item, figures.shares(item))
        beyond += [(item, code) for code in missing]
        if len(expected) < _TWO:
            continue
        items.append(item)
        columns += list(shared.T)
        targets += expected.tolist()
    if not items:
        return None
    each, capped = rake(np.stack(columns, axis=1), np.array(targets), most=limits["most"])
    return Weights(
        each=each,
        effect=float(each.size * (each**2).sum() / each.sum() ** 2),
        items=tuple(items),
        beyond_reach=tuple(beyond),
        capped=capped,
    )


def rake(shared: NDArray[np.float64], expected: NDArray[np.float64], *, most: float) -> tuple[NDArray[np.float64], int]:
    """Return a weight for each person, 1 on average, and how many were held back.

    `shared` says for each person and category how much of the person is in it; `expected` is each category's share.
    Raking as calibration: the weights `exp(shared @ x)` nearest to 1 that meet every share at once (J.-C. Deville,
    C.-E. Särndal and O. Sautory, "Generalized raking procedures in survey sampling", 1993), found by Newton's method.
    With whole memberships they are those of iterative proportional fitting (W. E. Deming and F. F. Stephan, 1940).
    Weights beyond `most`, or below one part in `most`, are held there and the others fitted again, a few times.
    """
    people = len(shared)
    held = np.full(people, np.nan)
    each = np.ones(people)
    for _ in range(_ROUNDS):
        free = np.isnan(held)
        kept = np.where(free, 0.0, np.nan_to_num(held))
        wanted = expected * people - kept @ shared
        each = np.where(free, 0.0, kept)
        each[free] = _fitted(shared[free], wanted)
        over, under = free & (each > most), free & (each < 1 / most)
        if not over.any() and not under.any():
            break
        held[over], held[under] = most, 1 / most
    each = np.clip(each, 1 / most, most)
    return each * people / each.sum(), int((~np.isnan(held)).sum())


def _fitted(shared: NDArray[np.float64], wanted: NDArray[np.float64]) -> NDArray[np.float64]:
    step = np.zeros(shared.shape[1])
    each = np.ones(len(shared))
    off = each @ shared - wanted
    for _ in range(_STEPS):
        if np.abs(off).max() < _NEAR * max(len(shared), 1):
            break
        # The margins of several items add up to the same people, so the matrix is singular: least squares will do.
        turn = np.linalg.lstsq((shared * each[:, None]).T @ shared, off, rcond=1e-10)[0]
        part = 1.0
        while part > _SMALLEST_PART:
            tried = np.exp(np.clip(shared @ (step - part * turn), -_FURTHEST, _FURTHEST))
            left = tried @ shared - wanted
            if np.abs(left).sum() < np.abs(off).sum():
                break
            part /= 2
        else:
            break
        step, each, off = step - part * turn, tried, left
    return each


def _margin(
    frame: Frame, item: str, shares: Mapping[str, float]
) -> tuple[NDArray[np.float64], NDArray[np.float64], list[str]]:
    """Return how much of each person is in each category, the categories' shares, and those with too few answers."""
    place = {one.code: at for at, one in enumerate(frame.subgroups) if one.item == item}
    left_out = _limits()["no_category"].get(item, ())
    known = [code for code in shares if code in place and code not in left_out]
    inside = frame.inside[:, [place[code] for code in known]].astype(np.float64)
    people = inside.sum(axis=0)
    enough = people >= _limits()["fewest_in_category"]
    missing = [code for code, is_enough in zip(known, enough.tolist(), strict=True) if not is_enough and shares[code]]
    reached = [code for code, is_enough in zip(known, enough.tolist(), strict=True) if is_enough]
    expected = np.array([shares[code] for code in reached])
    if expected.sum() <= 0:
        return np.empty((len(inside), 0)), np.empty(0), missing
    expected = np.maximum(expected / expected.sum(), _LEAST_SHARE)
    expected = expected / expected.sum()
    inside = inside[:, enough]
    said = inside.sum(axis=1, keepdims=True)
    return np.where(said > 0, inside / np.maximum(said, 1), expected[None, :]), expected, missing


@cache
def _limits() -> Mapping[str, Any]:
    content: dict[str, Any] = written("weights")
    return content


_TWO: Final = 2
_ROUNDS: Final = 6
_STEPS: Final = 50
_NEAR: Final = 1e-9
_SMALLEST_PART: Final = 1e-4
_FURTHEST: Final = 20.0
_LEAST_SHARE: Final = 1e-4
"""A category without a plan still has people who said it: their weight goes to the least, not to nothing."""
