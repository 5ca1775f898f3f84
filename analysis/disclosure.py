"""The one way out: tables that leave the inspection team, with nothing in them from which a few people can be told.

A table counts the people of one group by one question, or by a construct's answers and one more question, never by
more. Counts go out to the nearest 5. None of 1 to 4 goes out, nor a base under 10, nor anything by which they could be
worked out: with a hidden count the next smallest of its row or column goes too, and in the end an attacker (`attack`)
who has all tables together must fail to tell any hidden count. What was released before is remembered exactly, sealed
like answers: a table that differs from it by 1 to 9 people is refused, since the difference would tell of them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from analysis import attack
from analysis.counts import HIGHER, LOWER, REST, Counts, Key, base_shown, rounded, rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MOST_VARIABLES: Final = 2
_BETWEEN: Final = "\t"

Number = TypeVar("Number", int, int | None)


class DisclosureError(ValueError):
    """A table that may not be asked for; the message says which and why."""


@dataclass(frozen=True, kw_only=True)
class Released:
    """One table as it may leave: counts to the nearest 5, None where one is hidden."""

    name: str
    cells: Mapping[Key, int | None]
    bases: Mapping[Key, int | None]
    """How many a share is of, to the nearest 5, None under 10: under () for a question alone, else by subgroup."""


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """What was released of an inspection so far: each table's exact counts, and how it went out."""

    exact: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    shown: Mapping[str, Mapping[str, int | None]] = field(default_factory=dict)
    bases: Mapping[str, Mapping[str, int | None]] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """Return it as bytes, to be sealed: it holds small numbers."""
        return json.dumps({"exact": self.exact, "shown": self.shown, "bases": self.bases}, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Ledger:
        """Return what `to_bytes` wrote."""
        return cls(**json.loads(content))


@dataclass(frozen=True, kw_only=True)
class Release:
    """What goes out: the tables, those of them that stayed as they were released before, and the ledger from now on."""

    tables: Mapping[str, Released]
    refused: tuple[str, ...]
    """Tables that would have told of 1 to 9 people by what was released before; they go out as they went out then."""
    ledger: Ledger


def release(tables: Iterable[Counts], ledger: Ledger | None = None) -> Release:
    """Return what may leave of the tables of one snapshot. Raises DisclosureError for a table outside the fixed set."""
    ledger = ledger or Ledger()
    out: dict[str, Released] = {}
    refused: list[str] = []
    exact, shown, bases = dict(ledger.exact), dict(ledger.shown), dict(ledger.bases)
    by_group: dict[str, list[Counts]] = {}
    for one in tables:
        _see_that_allowed(one)
        by_group.setdefault(one.group, []).append(one)
    for those in by_group.values():
        if any(_leaves_few(one, ledger) for one in those):
            # Tables of a group add up to one another, so that they stay or go together.
            refused += [one.name for one in those]
            kept = [one.name for one in those if one.name in ledger.shown]
            out.update({name: _as_before(ledger, name) for name in kept})
            continue
        for made in _suppressed(those):
            out[made.name] = made
            shown[made.name] = _written(made.cells)
            bases[made.name] = _written(made.bases)
        exact.update({one.name: _written(one.cells) for one in those})
    return Release(tables=out, refused=tuple(refused), ledger=Ledger(exact=exact, shown=shown, bases=bases))


def _see_that_allowed(one: Counts) -> None:
    if not 1 <= len(one.variables) <= MOST_VARIABLES:
        message = f"{one.name} crosses {len(one.variables)} questions. At most two are released together."
        raise DisclosureError(message)
    if one.crossed and one.variables[1] not in rules()["crossed_with"]:
        message = (
            f"{one.name} is not in the fixed set: constructs are crossed with {', '.join(rules()['crossed_with'])}."
        )
        raise DisclosureError(message)


def _leaves_few(one: Counts, ledger: Ledger) -> bool:
    before = ledger.exact.get(one.name)
    if before is None:
        return False
    now = _written(one.cells)
    apart = [abs(now.get(key, 0) - before.get(key, 0)) for key in now.keys() | before.keys()]
    return any(0 < number < rules()["leaves_at_least"] for number in apart)


def _as_before(ledger: Ledger, name: str) -> Released:
    return Released(name=name, cells=_read(ledger.shown[name]), bases=_read(ledger.bases[name]))


def _written(cells: Mapping[Key, Number]) -> dict[str, Number]:
    return {_BETWEEN.join(key): number for key, number in cells.items()}


def _read(cells: Mapping[str, Number]) -> dict[Key, Number]:
    return {tuple(key.split(_BETWEEN)) if key else (): number for key, number in cells.items()}


@dataclass
class _Plan:
    """The tables of one group, which of their cells are hidden, and which cells add up to what."""

    tables: Sequence[Counts]
    hidden: set[tuple[str, Key]] = field(default_factory=set)
    lines: list[tuple[str, tuple[Key, ...]]] = field(default_factory=list)
    """Cells of a table that add up to something that is known, so that a single hidden one would be told."""


def _suppressed(tables: Sequence[Counts]) -> Iterator[Released]:
    plan = _Plan(tables=tables)
    for one in tables:
        _hide_small(plan, one)
        plan.lines += [(one.name, line) for line in _lines(one)]
    by_name = {one.name: one for one in tables}
    while True:
        _hide_beside(plan, by_name)
        told = _told(plan)
        if not told or not _hide_more(plan, by_name, told):
            break
    for one in tables:
        yield Released(
            name=one.name,
            cells={
                key: None if (one.name, key) in plan.hidden else rounded(number)
                for key, number in one.cells.items()
                if key[0] != REST
            },
            bases={of: base_shown(one, cells) for of, cells in one.bases.items()},
        )


def _hide_small(plan: _Plan, one: Counts) -> None:
    small, base = rules()["smallest_cell"], rules()["smallest_base"]
    for key, number in one.cells.items():
        if key[0] != REST and 0 < number < small:
            plan.hidden.add((one.name, key))
    for cells in one.bases.values():
        if 0 < sum(one.cells[key] for key in cells) < base:
            plan.hidden |= {(one.name, key) for key in cells}


def _lines(one: Counts) -> Iterator[tuple[Key, ...]]:
    if one.several:
        return
    yield from one.bases.values()
    if not one.crossed:
        yield tuple(one.cells)
    else:
        # How many are in a subgroup says less: its "rest" is never told.
        for answer in (HIGHER, LOWER):
            yield tuple(key for key in one.cells if key[0] == answer)


def _hide_beside(plan: _Plan, tables: Mapping[str, Counts]) -> None:
    """Hide the next smallest cell of each line in which a single one is hidden."""
    for name, line in plan.lines:
        inside = [key for key in line if (name, key) in plan.hidden]
        if len(inside) == 1:
            _hide_smallest(plan, tables[name], line)


def _hide_smallest(plan: _Plan, one: Counts, line: Iterable[Key]) -> bool:
    left = [key for key in line if (one.name, key) not in plan.hidden and one.cells[key] and key[0] != REST]
    if not left:
        return False
    plan.hidden.add((one.name, min(left, key=lambda key: (one.cells[key], key))))
    return True


def _hide_more(plan: _Plan, tables: Mapping[str, Counts], told: Iterable[tuple[str, Key]]) -> bool:
    hid = False
    for name, key in told:
        lines = [line for of, line in plan.lines if of == name and key in line] or [tuple(tables[name].cells)]
        hid |= any(_hide_smallest(plan, tables[name], line) for line in lines)
    return hid


def _told(plan: _Plan) -> tuple[tuple[str, Key], ...]:
    """Return the hidden cells that an attacker who has all of the group's tables can tell."""
    system, numbers = attack.seen(plan.tables, plan.hidden)
    names = {number: cell for cell, number in numbers.items()}
    return tuple(names[number] for number in attack.recovered(system, [numbers[cell] for cell in sorted(plan.hidden)]))
