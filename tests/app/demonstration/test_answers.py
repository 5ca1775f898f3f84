"""The invented submissions pass the gate, are the same each time, and look like an area's."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.demonstration import answers, comments, people
from surveys.constructs import constructs
from surveys.definitions import newest
from surveys.questionnaire import GROUPS, ResponseOption, Wording
from surveys.submissions import AnsweredBy, Mode

if TYPE_CHECKING:
    from surveys.questionnaire import Questionnaire
    from surveys.submissions import Submission

OPENED = date(2026, 11, 9)


@pytest.fixture(scope="module")
def questionnaires() -> dict[str, Questionnaire]:
    """Give each group's questionnaire with the invented area's parts in it."""
    return {group: newest(group).with_local_choices(_parts(newest(group))) for group in GROUPS}


@pytest.fixture(scope="module")
def some(questionnaires: dict[str, Questionnaire]) -> tuple[Submission, ...]:
    """Give a tenth of the submissions."""
    return tuple(answers.submissions(questionnaires, OPENED, scale=0.1))


def _parts(questionnaire: Questionnaire) -> tuple[ResponseOption, ...]:
    return tuple(
        ResponseOption(code=code, label=Wording(words=dict.fromkeys(questionnaire.languages, name)), image="place")
        for code, name in people.content()["parts_of_area"].items()
    )


def test_they_are_the_same_each_time(questionnaires: dict[str, Questionnaire], some: tuple[Submission, ...]) -> None:
    assert tuple(answers.submissions(questionnaires, OPENED, scale=0.1)) == some


def test_they_are_as_many_of_each_group_as_the_file_says(some: tuple[Submission, ...]) -> None:
    numbers = Counter(one.questionnaire for one in some)
    assert numbers == {"young-people": 37, "parents-and-carers": 223, "practitioners": 75}
    assert len({one.id for one in some}) == len(some)


def test_every_day_mode_and_way_of_answering_occurs(some: tuple[Submission, ...]) -> None:
    assert {one.day.day for one in some} == set(range(9, 16))
    assert {one.mode for one in some} == {Mode.WEB, Mode.WORD, Mode.PAPER}
    assert {one.answered_by for one in some} >= set(AnsweredBy)


def test_every_scale_item_has_an_ordinary_share(questionnaires: dict[str, Questionnaire]) -> None:
    for group, questionnaire in questionnaires.items():
        asked = {item.construct for item in questionnaire.items if item.construct}
        assert asked == set(answers.ordinary(group)), group


def test_what_is_planted_names_constructs_that_are_asked() -> None:
    for one in answers.planted():
        for rule in one.shares:
            for group in rule["groups"]:
                assert set(rule["constructs"]) <= set(answers.ordinary(group)), one.id
        for rule in one.comments:
            for prompt in rule["prompts"]:
                sentences = comments.content()["themes"][rule["group"]][comments.content()["valence"][prompt]]
                assert rule["theme"] in sentences, one.id
        assert one.construct is None or one.construct in constructs()


def test_no_comment_has_a_gap_left_in_it(some: tuple[Submission, ...]) -> None:
    texts = [one.text(prompt) for one in some for prompt in ("good", "better", "anything") if one.text(prompt)]
    assert len(texts) > 100
    assert len(set(texts)) > len(texts) * 0.8
    for text in texts:
        assert not set("{}") & set(text)
