"""Countries of invented areas: what is usual in all of them, and the counts that other areas left as a benchmark."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zlib import crc32

import numpy as np

import known_areas
from analysis import cubes, enquiry
from analysis.beside import Beside
from analysis.frame import frame

if TYPE_CHECKING:
    from known_areas import Setting

OF_ONE_COUNTRY: Final = 10
"""Areas that are measured beside the same other areas, since making those takes longest."""


@dataclass(frozen=True, kw_only=True)
class World:
    """One country: drawn anew for every tenth area, and the same for all that belong to it."""

    number: int

    def drawn(self, spread: float, *key: str) -> float:
        """Return what is usual of something in the whole country."""
        return float(np.random.default_rng([self.number, crc32("/".join(key).encode())]).normal(0, spread))

    @property
    def areas_apart(self) -> float:
        """How far areas lie apart about one construct, in log odds."""
        return float(np.random.default_rng([self.number, 1]).uniform(0.08, 0.2))


def world_of(setting: Setting, seed: int) -> World | None:
    """Return the country that an area belongs to; None where no other area has been asked."""
    return World(number=1000 + seed // OF_ONE_COUNTRY) if setting.others else None


def beside(setting: Setting, seed: int) -> Beside:
    """Return what other areas of the same country counted, problems of their own among them."""
    if not setting.others:
        return Beside()
    plain = replace(setting, name="", people=0, plants=0, copies=0.0)
    return Beside(others=_others(plain, seed // OF_ONE_COUNTRY))


@lru_cache(maxsize=2)
def _others(setting: Setting, country: int) -> tuple[cubes.Cube, ...]:
    found: list[cubes.Cube] = []
    for place in range(setting.others):
        chance = np.random.default_rng([country, place, 7])
        people, plants = int(chance.integers(400, 3000)), int(chance.integers(0, 5))
        points = float(chance.uniform(0.08, 0.2))
        one = replace(setting, people=people, plants=plants, points=points)
        # Far from the numbers of the areas that are measured, but of the same country.
        area = known_areas.invent(one, 100_000 + country * OF_ONE_COUNTRY * 100 + place, of=country * OF_ONE_COUNTRY)
        frames = enquiry.counted_once({group: frame(table) for group, table in area.snapshot.tables.items()})
        found.append(cubes.count(frames, area=f"E{place:08}", opened="2026-01-05"))
    return tuple(found)
