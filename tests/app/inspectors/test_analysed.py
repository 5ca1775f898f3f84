"""Lines of enquiry are worked out once for the same answers, sealed, and only after the survey has closed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.inspectors import analysed
from app.inspectors.analysed import NotClosedError
from app.store import inspections, results
from app.store.keys import NoKeyError
from tests.app.staffed import CLOSED, OPEN, Clock, answer

if TYPE_CHECKING:
    from pathlib import Path

    from app.installation import Installation
    from surveys.inspections import Inspection


@pytest.fixture
def closed(installation: Installation) -> Inspection:
    """Give an inspection that has closed with twelve answers."""
    answer(installation, CLOSED, 12)
    return inspections.find(installation.database, CLOSED)


def test_lines_are_worked_out_and_kept(installation: Installation, closed: Inspection) -> None:
    assert analysed.kept(installation, closed) is None
    proposed = analysed.summary(installation, closed)
    assert proposed.responses["young-people"] == 12
    assert analysed.kept(installation, closed) is not None
    assert analysed.summary(installation, closed) == proposed


def test_an_answer_that_came_later_is_counted(installation: Installation, closed: Inspection) -> None:
    analysed.summary(installation, closed)
    answer(installation, CLOSED, 5, group="practitioners")
    assert analysed.kept(installation, closed) is None
    assert analysed.summary(installation, closed).responses["practitioners"] == 5


def test_what_is_kept_can_be_read_with_the_key_alone(
    installation: Installation, closed: Inspection, tmp_path: Path
) -> None:
    snapshot = analysed.summary(installation, closed).snapshot
    for path in tmp_path.rglob("heard.db*"):
        assert snapshot.encode() not in path.read_bytes()
    (installation.settings.keys / f"{CLOSED}.key").unlink()
    with pytest.raises(NoKeyError):
        analysed.summary(installation, closed)


def test_nothing_is_shown_while_people_can_still_answer(installation: Installation, clock: Clock) -> None:
    open_now = inspections.find(installation.database, OPEN)
    clock.now = open_now.window.closes - timedelta(minutes=1)
    for show in (analysed.summary, analysed.kept, analysed.snapshot):
        with pytest.raises(NotClosedError):
            show(installation, open_now)
    clock.now += timedelta(minutes=1)
    assert analysed.summary(installation, open_now).lines == ()


def test_lines_of_another_method_are_worked_out_anew(installation: Installation, closed: Inspection) -> None:
    analysed.summary(installation, closed)
    kept = results.find(installation.database, installation.keys, CLOSED, analysed.KEPT_AS)
    assert kept is not None
    older = kept.replace(b'"method": "', b'"method": "an older ')
    assert older != kept
    results.keep(installation.database, CLOSED, analysed.KEPT_AS, older)
    assert analysed.kept(installation, closed) is None
