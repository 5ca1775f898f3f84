"""Copies that came back through other programs: every answer is right, hardly one is in doubt, and no word is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exports import word
from tests.corpus.answers import answered, bystanders
from tests.corpus.habit import with_habit
from tests.corpus.judging import Tally, count, judge
from tests.corpus.people import HABITS
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
APT_TO_BE_LOST = {
    "docx": ("bold", "ringed", "\u2714\ufe0f instead", "others struck", "text box"),
    "odt": ("highlighted", "larger", "\u25a0 instead", "two marks", "comment"),
    # No drawings: LibreOffice writes none to Rich Text, so that nobody can read a ring or a text box there.
    "rtf": ("framed", "line shaded", "tracked words taken out", "line split"),
}
"""What people do that hangs on how a program saves it; the bench sends all that they do through each of them."""


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
    copies = COPIES[seed % 2 :: 2]  # each survey in one of its languages; the bench sends each copy through each route
    given = {f"{group}.{language}": answered(questionnaires[group, 1], seed) for group, language in copies}
    sent = files_in(tmp_path, {f"{name}.docx": fill(copy(*name.split(".")), each) for name, each in given.items()})
    tally = Tally()
    for file in gone_through(sent, route, tmp_path):
        found = word.read(file.read_bytes(), file.name, questionnaires)
        judge(tally, file.name, found, questionnaires[found.group, 1], given[file.stem])
    assert (tally.wrong, tally.lost, tally.refused) == ([], [], [])
    assert tally.files == len(copies)
    assert tally.doubts <= MOST_DOUBTS * tally.answers, str(tally)


@pytest.mark.office
@pytest.mark.parametrize("ending", APT_TO_BE_LOST)
def test_what_people_did_is_met_again_after_another_program_saved_it(
    ending: str,
    tmp_path: Path,
    copy: Callable[[str, str], bytes],
    questionnaires: Mapping[tuple[str, int], Questionnaire],
) -> None:
    done = [habit for habit in HABITS if habit.name in APT_TO_BE_LOST[ending]]
    questionnaire = questionnaires["young-people", 1]
    given = bystanders(questionnaire)
    filled = fill(copy("young-people", "en-simple"), given)
    copies = {f"{number}.docx": with_habit(filled, habit, questionnaire) for number, habit in enumerate(done)}
    tally = Tally()
    for file in gone_through(files_in(tmp_path, copies), Route(program="libreoffice", endings=(ending,)), tmp_path):
        found = word.read(file.read_bytes(), file.name, questionnaires)
        count(tally, file.name, done[int(file.stem)], found, questionnaire, given)
    assert (tally.wrong, tally.lost) == ([], [])
    assert tally.files == len(APT_TO_BE_LOST[ending])
