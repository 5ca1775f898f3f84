"""What people do to a form is read as they meant it or put before a person: never wrong, and no word is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exports import word
from tests.corpus.judging import words_of
from tests.corpus.people import HABITS, PLANTED, Habit, question, with_habit
from tests.corpus.test_programs import COPIES
from tests.exports.filled_copies import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from surveys.questionnaire import Questionnaire


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_a_habit_is_read_as_it_was_meant_or_is_in_doubt(
    habit: Habit, copy: Callable[[str, str], bytes], questionnaires: Mapping[tuple[str, int], Questionnaire]
) -> None:
    for group, language in COPIES:
        questionnaire = questionnaires[group, 1]
        asked = question(questionnaire)
        last = [item.name for item in questionnaire.items if item.kind == "text"][-1]
        filled = with_habit(fill(copy(group, language), {last: ["As it was."]}), habit, questionnaire)
        found = word.read(filled, "form.docx", questionnaires)
        doubts = [doubt for doubt in found.doubts if doubt.item in {asked.name, last, None}]
        if habit.clear:
            assert found.doubts == (), group
            assert found.raw[asked.name] == (habit.means,)
        else:
            assert doubts or habit.joins, group
            assert found.raw.get(asked.name, ()) in {(), (habit.means,)}
            assert "As it was." in words_of(found)
        if habit.planted:
            assert PLANTED in words_of(found), group
        others = found.raw.keys() - {asked.name, last}
        assert not others
