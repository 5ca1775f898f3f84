"""What an area's answers are laid beside: its plan figures, the areas asked so far, and the last time it was asked."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis import cubes

if TYPE_CHECKING:
    from analysis.confirmed import Reading
    from analysis.cubes import Cube
    from surveys.plan_figures import PlanFigures


@dataclass(frozen=True, kw_only=True)
class Beside:
    """All of it is given from outside: the same answers beside the same things give the same summary."""

    figures: PlanFigures | None = None
    others: tuple[Cube, ...] = ()
    """Counts of other areas asked so far."""
    last: Cube | None = None
    """Counts of the same area's last inspection."""
    reading: Reading | None = None
    """How its comments are read, where inspectors confirmed themes in some of them."""

    @property
    def hash(self) -> str:
        """A hash of everything, in hexadecimal digits; empty where there is nothing."""
        if self == NOTHING:
            return ""
        digest = hashlib.sha256()
        if self.figures is not None:
            one = self.figures
            digest.update(json.dumps([one.area, one.year, one.plans, one.by], sort_keys=True, default=dict).encode())
        for cube in (*self.others, *((self.last,) if self.last else ())):
            digest.update(cubes.digest(cube))
        if self.reading is not None:
            digest.update(self.reading.learned_from.encode())
        return digest.hexdigest()


NOTHING = Beside()
