"""Plan figures as they are kept: what the department published of each area, the newest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, delete, insert, select

from app.store.tables import PLAN_FIGURES
from surveys.plan_figures import PlanFigures, merged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.store.database import Database


def keep(database: Database, figures: Iterable[PlanFigures]) -> int:
    """Keep all of them, each with what is known of its area already, and return how many there were."""
    number = 0
    with database.begin() as connection:
        for one in figures:
            row = connection.execute(_FIND, {"of": one.area}).scalar()
            whole = one if row is None else merged(_read(one.area, row), one)
            connection.execute(_FORGET, {"of": one.area})
            connection.execute(insert(PLAN_FIGURES), {"area": one.area, "figures": _written(whole)})
            number += 1
    return number


def find(database: Database, area: str) -> PlanFigures | None:
    """Return the figures of the area with this GSS code, None where none were imported."""
    with database.look() as connection:
        row = connection.execute(_FIND, {"of": area}).scalar()
    return None if row is None else _read(area, row)


_ITS: Final = PLAN_FIGURES.c.area == bindparam("of")
_FIND: Final = select(PLAN_FIGURES.c.figures).where(_ITS)
_FORGET: Final = delete(PLAN_FIGURES).where(_ITS)


def _written(one: PlanFigures) -> str:
    shape = {"year": one.year, "plans": one.plans, "by": {item: dict(codes) for item, codes in one.by.items()}}
    return json.dumps(shape, sort_keys=True)


def _read(area: str, row: str) -> PlanFigures:
    shape: dict[str, Any] = json.loads(row)
    return PlanFigures(area=area, year=shape["year"], plans=shape["plans"], by=shape["by"])
