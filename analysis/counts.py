"""The fixed set of tables that may leave the inspection team, counted exactly: for the team's eyes until released."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.frame import tally
from analysis.snapshot import FACTS, SKIPPED
from analysis.written import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from analysis.snapshot import Codes, Column, Snapshot, Table

Key = tuple[str, ...]
"""The codes that a cell counts, one for each variable."""

NO_ANSWER: Final = "no_answer"
LOWER: Final = "lower"
HIGHER: Final = "higher"
REST: Final = "rest"
"""In a crossed table, those whose answer says nothing about the scale, or who gave none; never released."""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """One table as it was counted: exact, and for the team's eyes only."""

    group: str
    variables: tuple[str, ...]
    """The question; in a crossed table the construct's question, then the one that it is crossed with."""
    cells: Mapping[Key, int]
    several: bool = False
    """Whether a person may stand in several cells."""
    scale: int = 0
    """How many of the first codes are on a scale; they add up to the base."""
    said: int = 0
    """Where a person may stand in several cells: how many stand in any."""

    @property
    def name(self) -> str:
        """Its name in the fixed set, as in `young-people/help_health*age`."""
        return f"{self.group}/{'*'.join(self.variables)}"

    @property
    def crossed(self) -> bool:
        """Whether it crosses two questions."""
        return len(self.variables) > 1

    @property
    def bases(self) -> Mapping[Key, tuple[Key, ...]]:
        """The cells that add up to a base: a question's scale, under (), or by subgroup its answers on the scale."""
        if self.crossed:
            return {(code,): ((HIGHER, code), (LOWER, code)) for code in dict.fromkeys(key[1] for key in self.cells)}
        if self.several:
            return {(): ()}
        return {(): tuple(self.cells)[: self.scale]} if self.scale else {}


def fixed_set(snapshot: Snapshot) -> tuple[Counts, ...]:
    """Return every table that may be released of a snapshot; of a small group its total alone."""
    return tuple(one for table in snapshot.tables.values() for one in _of_group(table))


def _of_group(table: Table) -> Iterator[Counts]:
    if len(table) < rules()["smallest_base"]:
        return
    yield Counts(group=table.group, variables=("everyone",), cells={("everyone",): len(table)})
    if len(table) < rules()["totals_only_under"]:
        return
    for column in table.columns.values():
        if column.name not in FACTS or column.name in rules()["crossed_with"]:
            yield _alone(table.group, column)
    for flags in table.flags.values():
        chosen: dict[Key, int] = {(code,): int(flags.chosen[:, place].sum()) for place, code in enumerate(flags.codes)}
        none = int(len(table) - flags.chosen.any(axis=1).sum())
        chosen[NO_ANSWER,] = none
        yield Counts(group=table.group, variables=(flags.name,), cells=chosen, several=True, said=len(table) - none)
    for asked in table.scales:
        for name in rules()["crossed_with"]:
            if name in table.columns:
                yield _crossed(table.group, asked, table.columns[name])


def _alone(group: str, column: Column) -> Counts:
    skipped, *counts = (int(number) for number in tally(column))
    cells: dict[Key, int] = {(code,): number for code, number in zip(column.codes, counts, strict=True)}
    cells[NO_ANSWER,] = skipped
    return Counts(group=group, variables=(column.name,), cells=cells, scale=column.scale)


def _crossed(group: str, asked: Column, by: Column) -> Counts:
    answers = (HIGHER, LOWER, REST)
    numbers = np.bincount(
        _halves(asked).astype(np.int64) * (len(by.codes) + 1) + by.values.astype(np.int64) - SKIPPED,
        minlength=len(answers) * (len(by.codes) + 1),
    ).reshape(len(answers), -1)
    cells: dict[Key, int] = {
        (answer, code): int(numbers[row, place])
        for row, answer in enumerate(answers)
        for place, code in enumerate((NO_ANSWER, *by.codes))
    }
    return Counts(group=group, variables=(asked.name, by.name), cells=cells, scale=asked.scale)


def _halves(asked: Column) -> Codes:
    """Return for each person 0 for a higher answer, 1 for a lower one, 2 for none on the scale."""
    half = asked.scale // 2
    of_code = [*(0 if place < half else 1 if place < asked.scale else 2 for place in range(len(asked.codes))), 2]
    return np.array(of_code, dtype=np.int8)[asked.values]


def rounded(number: int) -> int:
    """Return a count as it goes out: to the nearest 5."""
    nearest: int = rules()["nearest"]
    return (number + nearest // 2) // nearest * nearest


def base_shown(one: Counts, cells: Iterable[Key]) -> int | None:
    """Return the base that cells add up to as it goes out, None where it is too small."""
    number = one.said if one.several else sum(one.cells[key] for key in cells)
    return rounded(number) if number >= rules()["smallest_base"] else None


@cache
def rules() -> Mapping[str, Any]:
    """Return the thresholds and the fixed set."""
    content: dict[str, Any] = written("released")
    return content
