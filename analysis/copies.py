"""Submissions that are the same as another in every answer: counted once in comparing, never taken out of a share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from analysis.snapshot import FACTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.snapshot import Table

FEWEST_ANSWERS: Final = 8
"""Answers on scales before two submissions that agree in all of them are more than chance."""

_VARIED: Final = 3
"""Different answers from which a row is no straight line: many people give those, each for themselves."""


def repeats(table: Table) -> NDArray[np.bool_]:
    """Return, for each person, whether someone before them gave exactly the same answers to everything."""
    found = np.zeros(len(table), dtype=np.bool_)
    if not table.scales or not len(table):
        return found
    scales = np.stack([column.values for column in table.scales], axis=1)
    different = np.sort(scales, axis=1)
    steps = ((different[:, 1:] != different[:, :-1]) & (different[:, 1:] >= 0)).sum(axis=1) + (different[:, 0] >= 0)
    telling = ((scales >= 0).sum(axis=1) >= FEWEST_ANSWERS) & (steps >= _VARIED)
    closed = [column.values[:, None] for column in table.columns.values() if column.name not in FACTS]
    answers = np.hstack([*closed, *(flags.chosen.astype(np.int8) for flags in table.flags.values())])
    seen: set[bytes] = set()
    for row in np.flatnonzero(telling).tolist():
        written = answers[row].tobytes()
        found[row] = written in seen
        seen.add(written)
    return found


def without(table: Table, left_out: NDArray[np.bool_]) -> Table:
    """Return the table's closed answers without some people's."""
    keep = ~left_out
    return replace(
        table,
        ids=tuple(id_ for id_, kept in zip(table.ids, keep.tolist(), strict=True) if kept),
        columns={name: replace(column, values=column.values[keep]) for name, column in table.columns.items()},
        flags={name: replace(flags, chosen=flags.chosen[keep]) for name, flags in table.flags.items()},
        texts=(),
    )
