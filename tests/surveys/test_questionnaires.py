"""The questionnaires that ship with Heard ask what they must, of the right people, in words that keep the rules."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from accessibility import easy_read
from surveys.answers import check_all
from surveys.constructs import constructs
from surveys.definitions import load, newest
from surveys.questionnaire import EASY_ENGLISH, ENGLISH, GROUPS, ItemKind, Questionnaire
from surveys.routing import route
from surveys.submissions import AnsweredBy

SCALES: Final = {
    "young-people": ("yes", "sometimes", "no", "dont_know"),
    "parents-and-carers": ("always", "most_of_the_time", "sometimes", "never", "dont_know"),
    "practitioners": ("always", "most_of_the_time", "sometimes", "never", "dont_know"),
}
ABOUT: Final = {
    "young-people": "age need support part_of_area sex ethnic_group home_language looked_after young_carer",
    "parents-and-carers": "age need support part_of_area sex ethnic_group home_language looked_after young_carer",
    "practitioners": "role part_of_area",
}
LEARN_WHERE: Final = (
    "mainstream special unit alternative_provision college home_educated tuition training not_in_education other "
    "rather_not_say"
)
CODES: Final = {
    ("young-people", "age"): "11_to_15 16_to_19 20_to_25 rather_not_say",
    ("parents-and-carers", "age"): "under_11 11_to_15 16_to_19 20_to_25 rather_not_say",
    ("young-people", "learn_where"): LEARN_WHERE,
    ("parents-and-carers", "learn_where"): f"nursery {LEARN_WHERE}",
    ("practitioners", "work_in"): "education health social_care other rather_not_say",
    ("practitioners", "work_where"): "early_years mainstream special unit alternative_provision college community "
    "hospital council other rather_not_say",
}
SHARED_CODES: Final = {
    "need": "asd adhd slcn semh spld mld sld pmld ds hi vi msi pd oth dont_know rather_not_say",
    "support": "ehc_plan sen_support waiting refused none not_sure rather_not_say",
    "sex": "female male rather_not_say",
    "ethnic_group": "asian black mixed white other rather_not_say",
    "home_language": "english other rather_not_say",
    "looked_after": "yes no dont_know rather_not_say",
    "young_carer": "yes no dont_know rather_not_say",
    "part_of_area": "rather_not_say",
}


@pytest.fixture(params=GROUPS)
def questionnaire(request: pytest.FixtureRequest) -> Questionnaire:
    return newest(str(request.param))


def _names(questionnaire: Questionnaire, section: str) -> list[str]:
    return [item.name for one in questionnaire.sections if one.name == section for item in one.items]


def test_its_words_and_pictures_give_no_concern(questionnaire: Questionnaire) -> None:
    assert [str(concern) for concern in easy_read.concerns(questionnaire)] == []


def test_it_asks_every_construct_of_its_group_under_the_construct_s_name(questionnaire: Questionnaire) -> None:
    asked = {item.name: item.construct for item in questionnaire.items if item.construct}
    assert asked == {id_: id_ for id_, one in constructs().items() if questionnaire.group in one.groups}


def test_every_construct_is_answered_on_the_group_s_scale_from_best_to_worst(questionnaire: Questionnaire) -> None:
    for item in questionnaire.items:
        if item.construct:
            assert item.codes == SCALES[questionnaire.group]
            assert [option.code for option in item.options if option.missing] == ["dont_know"]


def test_it_has_the_three_text_boxes_in_their_order(questionnaire: Questionnaire) -> None:
    texts = [item.name for item in questionnaire.items if item.kind is ItemKind.TEXT]
    assert texts == _names(questionnaire, "own_words") == ["good", "better", "anything"]


def test_every_text_box_asks_to_leave_out_names(questionnaire: Questionnaire) -> None:
    for name in ("good", "better", "anything"):
        hint = questionnaire.item(name).hint
        assert hint is not None
        for language in questionnaire.languages:
            assert hint.lines(language)[-1].startswith("Please leave out names")


def test_who_answered_comes_first_and_who_helped_only_after_help(questionnaire: Questionnaire) -> None:
    assert questionnaire.items[0].name == "who_answered"
    assert questionnaire.items[0].codes == tuple(AnsweredBy)
    assert questionnaire.item("who_helped").codes == ("parent", "school", "other")
    for answered_by in AnsweredBy:
        checked = check_all(questionnaire, {"who_answered": [answered_by.value]})
        asked = [item.name for item in route(questionnaire, checked.answers)]
        assert ("who_helped" in asked) == (answered_by is not AnsweredBy.SELF)


def test_only_people_in_alternative_provision_are_asked_if_it_is_the_right_place(questionnaire: Questionnaire) -> None:
    place = "work_where" if questionnaire.group == "practitioners" else "learn_where"
    for code in questionnaire.item(place).codes:
        checked = check_all(questionnaire, {place: [code]})
        asked = [item.name for item in route(questionnaire, checked.answers)]
        assert ("right_place" in asked) == (code == "alternative_provision")


def test_it_asks_about_the_person_last_and_each_may_be_left_unsaid(questionnaire: Questionnaire) -> None:
    assert questionnaire.sections[-1].name == "about_you"
    assert _names(questionnaire, "about_you") == ABOUT[questionnaire.group].split()
    for item in questionnaire.sections[-1].items:
        assert item.options[-1].code == "rather_not_say"
        assert item.options[-1].missing


def test_the_codes_are_those_that_the_analysis_knows(questionnaire: Questionnaire) -> None:
    for item in questionnaire.items:
        codes = CODES.get((questionnaire.group, item.name), SHARED_CODES.get(item.name))
        if codes is not None:
            assert sorted(item.codes) == sorted(codes.split()), item.name


def test_only_needs_take_more_than_one_answer(questionnaire: Questionnaire) -> None:
    several = [item.name for item in questionnaire.items if item.kind is ItemKind.SELECT_MULTIPLE]
    assert several == ([] if questionnaire.group == "practitioners" else ["need"])


def test_the_part_of_the_area_is_asked_where_an_inspection_names_parts(questionnaire: Questionnaire) -> None:
    assert questionnaire.item("part_of_area").local_choices
    assert "part_of_area" not in questionnaire.with_local_choices(())


def test_every_wording_is_there_in_standard_and_easy_english(questionnaire: Questionnaire) -> None:
    assert questionnaire.languages == (ENGLISH, EASY_ENGLISH)
    for name, part, wording in questionnaire.wordings():
        assert wording.lines(ENGLISH), (name, part)
        assert wording.lines(EASY_ENGLISH), (name, part)


def test_every_question_ends_as_one(questionnaire: Questionnaire) -> None:
    for item in questionnaire.items:
        for language in questionnaire.languages:
            assert item.label.lines(language)[-1].endswith("?"), item.name


def test_apostrophes_and_quotation_marks_are_typographic(questionnaire: Questionnaire) -> None:
    for name, part, wording in questionnaire.wordings():
        for words in wording.words.values():
            assert not set(words) & set("'\""), (name, part)


def test_the_same_question_has_the_same_picture_whoever_is_asked(questionnaire: Questionnaire) -> None:
    others = [newest(group) for group in GROUPS]
    for item in questionnaire.items:
        pictures = {other.item(item.name).image for other in others if item.name in other}
        assert len(pictures) == 1, item.name


def test_young_people_and_parents_are_asked_no_more_than_a_few_minutes_hold() -> None:
    counts = {group: sum(bool(item.construct) for item in newest(group).items) for group in GROUPS}
    assert counts == {"young-people": 13, "parents-and-carers": 16, "practitioners": 18}


def _documentation() -> str:
    return (Path(__file__).parents[2] / "docs" / "questionnaires.md").read_text(encoding="utf-8")


def test_the_example_for_authors_can_be_read_and_keeps_the_rules(tmp_path: Path) -> None:
    example = _documentation().split("```yaml\n")[1].split("```")[0]
    file = tmp_path / "young-people.v1.yaml"
    file.write_text(example, encoding="utf-8")
    assert easy_read.concerns(load(file)) == ()


def test_every_rule_is_explained_to_authors_and_every_rule_explained_is_checked() -> None:
    table = _documentation().split("## The rules that are checked")[1].split("\n## ")[0]
    told = {rule for line in table.splitlines() for rule in re.findall(r"`([a-z_]+)`", line.split(" | ")[0])}
    assert told == set(easy_read.rules())
