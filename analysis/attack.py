"""An attacker who has every released table of a group and works out, by linear programming, what was hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from analysis.counts import HIGHER, LOWER, REST, base_shown, rounded, rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from analysis.counts import Counts, Key

_GUESSES: Final = 6
"""Rounds in which all hidden cells are moved together, before the rest are looked at one by one."""
_APART: Final = 0.999
"""A cell is safe where two values at least a person apart both fit all that was released."""


@dataclass
class System:
    """What is known of cells that are people: for each its least and its most, and which of them add up to others."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    sums: list[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=list)
    """Pairs of cells: the first of each pair add up to the same as the second."""

    def add(self, low: float, high: float = np.inf) -> int:
        """Add a cell and return its number."""
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1

    def equal(self, parts: Iterable[int], whole: Iterable[int]) -> None:
        """Say that some cells add up to the same as others."""
        self.sums.append((tuple(parts), tuple(whole)))


def recovered(system: System, hidden: Sequence[int]) -> tuple[int, ...]:
    """Return those of the hidden cells for which no two values a person apart fit all that is known.

    The attacker knows all sums and the bounds of what is shown, and looks for the least and the most that a cell can
    be, in fractions too: a linear programme, which may leave a little more room than whole numbers would.
    """
    if not hidden:
        return ()
    table = _table(system)
    bounds = np.column_stack([system.low, system.high])
    least, most = np.full(len(system.low), np.inf), np.full(len(system.low), -np.inf)

    def look(direction: NDArray[np.float64]) -> None:
        found = linprog(direction, A_eq=table, b_eq=np.zeros(table.shape[0]), bounds=bounds, method="highs")
        if found.status == 0:
            np.minimum(least, found.x, out=least)
            np.maximum(most, found.x, out=most)

    chance = np.random.default_rng(1)
    left = np.array(hidden)
    # Unbounded cells would make every guess run away, so that a ceiling stands in for "no end".
    ceiling = max((high for high in system.high if np.isfinite(high)), default=1.0) * 4 + 1
    bounds[:, 1] = np.minimum(bounds[:, 1], ceiling)
    for _ in range(_GUESSES):
        direction = np.zeros(len(system.low))
        direction[left] = chance.choice([-1.0, 1.0], size=len(left)) * chance.uniform(0.5, 1.5, size=len(left))
        look(direction)
        look(-direction)
        left = left[most[left] - least[left] < _APART]
        if not len(left):
            return ()
    told = []
    for cell in left.tolist():
        for sign in (1.0, -1.0):
            if most[cell] - least[cell] < _APART:
                direction = np.zeros(len(system.low))
                direction[cell] = sign
                look(direction)
        if most[cell] - least[cell] < _APART:
            told.append(cell)
    return tuple(told)


def _table(system: System) -> csr_array:
    """Return a row for each sum: 1 for its parts, -1 for what they add up to."""
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, (parts, whole) in enumerate(system.sums):
        for cells, sign in ((parts, 1.0), (whole, -1.0)):
            rows += [row] * len(cells)
            columns += cells
            values += [sign] * len(cells)
    return csr_array((values, (rows, columns)), shape=(len(system.sums), len(system.low)))


def seen(tables: Sequence[Counts], hidden: set[tuple[str, Key]]) -> tuple[System, Mapping[tuple[str, Key], int]]:
    """Return what is known of a group's cells from outside, and each cell's number in it.

    A shown count lies within the rounding, a hidden one is no empty one, and what is crossed adds up to what is not.
    """
    system = System()
    numbers: dict[tuple[str, Key], int] = {}
    total = system.add(*_about(_people(tables)))
    alone: dict[str, Counts] = {one.variables[0]: one for one in tables if not one.crossed}
    for one in tables:
        for key, number in one.cells.items():
            if key[0] == REST:
                bounds = (0.0, np.inf)
            elif (one.name, key) in hidden:
                bounds = (1.0 if not one.crossed else 0.0, np.inf)
            else:
                bounds = _about(number)
            numbers[one.name, key] = system.add(*bounds)
        if not one.crossed and not one.several:
            system.equal([numbers[one.name, key] for key in one.cells], [total])
        for cells in one.bases.values():
            base = base_shown(one, cells)
            if cells and base is not None:
                system.equal([numbers[one.name, key] for key in cells], [system.add(*_about(base))])
    for one in tables:
        if one.crossed:
            _tie(system, numbers, one, alone)
    return system, numbers


def _about(number: int) -> tuple[float, float]:
    """Return between what numbers a count lies that is shown: rounded, and not of 1 to 4."""
    if number == 0:
        return 0.0, 0.0
    nearest, small = rules()["nearest"], rules()["smallest_cell"]
    shown = rounded(number)
    return float(max(shown - nearest // 2, small)), float(shown + nearest // 2)


def _tie(system: System, numbers: Mapping[tuple[str, Key], int], one: Counts, alone: Mapping[str, Counts]) -> None:
    if not all(name in alone for name in one.variables):
        return  # what is not released says nothing
    asked, by = (alone[name] for name in one.variables)
    codes = [key[0] for key in asked.cells]
    half = one.scale // 2
    halves = {HIGHER: codes[:half], LOWER: codes[half : one.scale], REST: codes[one.scale :]}
    for answer, inside in halves.items():
        parts = [numbers[one.name, key] for key in one.cells if key[0] == answer]
        system.equal(parts, [numbers[asked.name, (code,)] for code in inside])
    for key in by.cells:
        parts = [numbers[one.name, (answer, key[0])] for answer in halves]
        system.equal(parts, [numbers[by.name, key]])


def _people(tables: Iterable[Counts]) -> int:
    return next(sum(one.cells.values()) for one in tables if not one.several)
