"""Copies that came back through other programs: every answer is right, hardly one is in doubt, and no word is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exports import word
from tests.corpus.answers import answered
from tests.corpus.judging import Tally, judge
from tests.corpus.programs import ROUTES, Route, gone_through, there
from tests.exports.filled_copies import files_in, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from surveys.questionnaire import Questionnaire

COPIES = [
    (group, language)
    for group in ("young-people", "parents-and-carers", "practitioners")
    for language in ("en", "en-simple")
]
MOST_DOUBTS = 0.02


@pytest.mark.office
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_what_was_answered_comes_back_through_other_programs(
    route: Route,
    tmp_path: Path,
    copy: Callable[[str, str], bytes],
    questionnaires: Mapping[tuple[str, int], Questionnaire],
) -> None:
    assert there(route.program), f"{route.program} is not on this machine: make system-packages installs it"
    seed = ROUTES.index(route)
    given = {f"{group}.{language}": answered(questionnaires[group, 1], seed) for group, language in COPIES}
    sent = files_in(tmp_path, {f"{name}.docx": fill(copy(*name.split(".")), each) for name, each in given.items()})
    tally = Tally()
    for file in gone_through(sent, route, tmp_path):
        found = word.read(file.read_bytes(), file.name, questionnaires)
        judge(tally, file.name, found, questionnaires[found.group, 1], given[file.stem])
    assert (tally.wrong, tally.lost, tally.refused) == ([], [], [])
    assert tally.files == len(COPIES)
    assert tally.doubts <= MOST_DOUBTS * tally.answers, str(tally)
