"""What people do to a form is read as they meant it or put before a person: never wrong, and no word is lost."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from exports import word
from tests.corpus.answers import bystanders
from tests.corpus.habit import with_habit
from tests.corpus.judging import came_of
from tests.corpus.people import HABITS
from tests.corpus.resaving import RESAVES, resaved
from tests.corpus.test_programs import COPIES
from tests.exports.conftest import asked, written
from tests.exports.filled_copies import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.questionnaire import Questionnaire
    from tests.corpus.habit import Habit


@cache
def _filled(group: str, language: str) -> bytes:
    return fill(written(group, language), bystanders(asked(group)))


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_a_habit_is_read_as_it_was_meant_or_is_in_doubt_whatever_saved_the_copy(
    habit: Habit, questionnaires: Mapping[tuple[str, int], Questionnaire]
) -> None:
    number = HABITS.index(habit)
    # Each habit on one copy as Word saves it and on another as one program leaves it; the bench does all of them.
    group, language = COPIES[number % len(COPIES)]
    questionnaire = questionnaires[group, 1]
    given = bystanders(questionnaire)
    filled = with_habit(_filled(group, language), habit, questionnaire)
    assert came_of(habit, word.read(filled, "form.docx", questionnaires), questionnaire, given) == []
    name, steps = list(RESAVES.items())[number % len(RESAVES)]
    again = word.read(resaved(filled, steps), "form.docx", questionnaires)
    assert came_of(replace(habit, clear=False), again, questionnaire, given) == [], name


@pytest.mark.parametrize("name", RESAVES)
def test_a_copy_that_nobody_did_more_to_is_read_whatever_saved_it(
    name: str, questionnaires: Mapping[tuple[str, int], Questionnaire]
) -> None:
    questionnaire = questionnaires["young-people", 1]
    given = bystanders(questionnaire)
    sent = resaved(_filled("young-people", "en-simple"), RESAVES[name])
    found = word.read(sent, "form.docx", questionnaires)
    assert found.doubts == ()
    assert {item: list(values) for item, values in found.raw.items()} == given
