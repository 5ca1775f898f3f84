"""Lines that were kept are worked out anew when what they were laid beside changes, and never by their own counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app import laid_beside
from app.inspectors import analysed
from app.store import cubes, inspections, plan_figures
from surveys.plan_figures import PlanFigures
from tests.app.staffed import CLOSED, OPEN, Clock, an_installation, answer

if TYPE_CHECKING:
    from pathlib import Path

    from app.installation import Installation


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """Give an installation with a closed inspection of twelve answers."""
    made = an_installation(tmp_path, Clock())
    answer(made, CLOSED, 12)
    return made


def test_new_plan_figures_make_the_lines_anew(installation: Installation) -> None:
    closed = inspections.find(installation.database, CLOSED)
    analysed.summary(installation, closed)
    assert analysed.kept(installation, closed) is not None
    figures = PlanFigures(area=closed.area.gss_code, year=2025, plans=900, by={"sex": {"male": 600, "female": 300}})
    plan_figures.keep(installation.database, [figures])
    assert analysed.kept(installation, closed) is None
    assert analysed.summary(installation, closed).plans


def test_the_counts_of_another_area_make_the_lines_anew_and_its_own_do_not(installation: Installation) -> None:
    closed = inspections.find(installation.database, CLOSED)
    analysed.summary(installation, closed)
    ((area, opened), text) = next(iter(cubes.every(installation.database).items()))
    assert (area, opened) == (closed.area.gss_code, laid_beside.opened_on(closed))
    assert analysed.kept(installation, closed) is not None
    cubes.keep(installation.database, {("E06000001", opened): text.replace(area, "E06000001")})
    assert analysed.kept(installation, closed) is None
    assert [one.area for one in laid_beside.beside(installation, closed).others] == ["E06000001"]


def test_an_inspection_that_still_takes_answers_leaves_no_counts(installation: Installation) -> None:
    answer(installation, OPEN, 12)
    still = inspections.find(installation.database, OPEN)
    taken = analysed.snapshot(installation, inspections.find(installation.database, CLOSED))
    assert not laid_beside.keep_counts(installation, still, taken)
    assert cubes.every(installation.database) == {}
