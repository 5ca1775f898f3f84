"""Each rule of easy read finds the wording that breaks it and leaves the near miss alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from accessibility import easy_read
from accessibility.pictures import Picture, PictureSet
from surveys.questionnaire import (
    EASY_ENGLISH,
    ENGLISH,
    Item,
    ItemKind,
    Language,
    Questionnaire,
    Relevance,
    ResponseOption,
    Section,
    Wording,
    about_them,
)

PICTURES: Final = PictureSet(
    folder=Path("nowhere"),
    name="Test pictures",
    credits={"en": "Nobody"},
    licence="None",
    link="https://example.org",
    pictures={name: Picture(concept=name, file=f"{name}.svg", shows=name) for name in ("ear", "yes", "no", "unsure")},
)


def _wording(words: str, easy: str | None = None) -> Wording:
    return Wording(words={ENGLISH: words, EASY_ENGLISH: words if easy is None else easy})


def _option(code: str, image: str, *, missing: bool = False, words: str | None = None) -> ResponseOption:
    return ResponseOption(code=code, label=_wording(words or code.capitalize()), image=image, missing=missing)


OPTIONS: Final = (_option("yes", "yes"), _option("no", "no"), _option("dont_know", "unsure", missing=True))


def _item(
    name: str = "listened_to",
    label: Wording | None = None,
    *,
    kind: ItemKind = ItemKind.SELECT_ONE,
    hint: Wording | None = None,
    options: tuple[ResponseOption, ...] = OPTIONS,
) -> Item:
    return Item(
        name=name,
        kind=kind,
        label=label or _wording("Do people listen to you?"),
        image="ear",
        hint=hint,
        options=() if kind is ItemKind.TEXT else options,
    )


def _questionnaire(*items: Item, section: str = "your_help", title: str = "Your help") -> Questionnaire:
    return Questionnaire(
        group="young-people",
        version=1,
        title=_wording("Your survey"),
        languages=(ENGLISH, EASY_ENGLISH),
        sections=(
            Section(
                name="answering",
                title=_wording("Who is answering"),
                items=(_item("who_answered", _wording("Who is answering?")),),
            ),
            Section(name=section, title=_wording(title), items=items or (_item(),)),
        ),
    )


def _rules(questionnaire: Questionnaire) -> list[str]:
    return [concern.rule for concern in easy_read.concerns(questionnaire, PICTURES)]


def _found(label: str, language: Language = EASY_ENGLISH, kind: ItemKind = ItemKind.SELECT_ONE) -> list[str]:
    words = dict.fromkeys((ENGLISH, EASY_ENGLISH), "Do people listen to you?") | {language: label}
    return _rules(_questionnaire(_item(label=Wording(words=words), kind=kind)))


def test_plain_words_with_pictures_give_no_concern() -> None:
    assert _rules(_questionnaire()) == []


@pytest.mark.parametrize(
    ("rule", "breaking", "near_miss"),
    [
        ("hard_word", "Do people facilitate things for you?", "Do people make things easy for you?"),
        ("hard_word", "Are people providing meals?", "Are people giving you meals?"),
        ("second_idea", "Do you get the help which you need?", "What help do you need?"),
        ("second_idea", "Do you wait because people are busy?", "Do you wait? People may be busy."),
        ("semicolon", "Is help good; is it soon?", "Is help good: is it soon?"),
        ("brackets", "Do you get help (at school)?", "Do you get help at school?"),
        ("passive", "Are you asked what you need?", "Do people ask what you need?"),
        ("passive", "Do you get told what is happening?", "Do people tell you what is happening?"),
        ("passive", "Is a plan written?", "Is the plan called a care plan?"),
        ("passive", "Is your child included?", "Is your child tired?"),
        ("passive", "Are they heard?", "Are they near?"),
        ("negative", "Do people not listen?", "Do people take note?"),
        ("negative", "Is there help you don’t get?", "Is there help you want?"),
        ("negative", "Do you go without help?", "Do you go out with help?"),
        ("acronym", "Do you have an EHCP?", "Do you have a Plan?"),
        ("acronym", "Do you get help, e.g. a ramp?", "Do you get help. It can be a ramp?"),
        ("capitals", "Do you ALWAYS get help?", "Do you always get help?"),
        ("markup", "Do you *really* get help?", "Is 3 * 3 on your list?"),
        ("markup", "Do you get <i>help</i>?", "Is 3 < 5?"),
        ("markup", "Do you _really_ get help?", "Is your_name a word?"),
        ("broken_word", "Do you get he\u00adlp?", "Do you get well-planned help?"),
        ("number_in_words", "Do you have three friends?", "Do you have 3 friends?"),
        ("number_in_words", "Did it take one month?", "Is this one yours?"),
        ("per_cent", "Is it 50% good?", "Is it 5 out of 10?"),
        ("per_cent", "Is it 50 per cent good?", "Is it 10 a year?"),
        ("metaphor", "Is it a battle to get help?", "Is it hard to get help?"),
        ("metaphor", "Was your journey good?", "Was your trip good?"),
        ("tone", "Do grown-ups help you?", "Do adults help you?"),
        ("tone", "Do people help you!", "Do people help you?"),
        ("tone", "Is it fun to learn?", "Is it funny to learn?"),
        ("leading", "Don’t you get good help?", "Do you get good help?"),
        ("leading", "How happy are you with the help?", "Are you happy with the help?"),
        ("speak_to_you", "Do participants get help?", "Do you get help?"),
        ("asks_who_you_are", "What is your name?", "What do people call this place?"),
        ("asks_who_you_are", "What is your date of birth?", "How old are you?"),
        ("asks_who_you_are", "Postcode?", "Do you like your post?"),
        ("asks_who_you_are", "Do you know your NHS number?", "Do you know a number?"),
        ("same_word", "Do you get help from an aid?", "Do you get help from a hearing aid?"),
        ("asks_who_you_are", "What school do you go to?", "What kind of school is it?"),
        ("same_word", "Do you get help, or do you get support?", "Do you get help at home and help at school?"),
        (
            "sentence_length",
            "Do you get all the help you need at your school or college or at your home?",
            "Do you get all the help you need at your school or at your home?",
        ),
        ("commas", "Do you get help at school, college, or home?", "Do you get help at school, college or home?"),
        ("sentences_in_a_line", "You may have a plan. Do you get help?", "You may have a plan.\nDo you get help?"),
        ("unfinished_line", "Do you get the help\nyou need?", "Do you get help?"),
    ],
)
def test_an_easy_wording_that_breaks_a_rule_is_found_and_its_near_miss_is_not(
    rule: str, breaking: str, near_miss: str
) -> None:
    assert rule in _found(breaking)
    assert rule not in _found(near_miss)


@pytest.mark.parametrize(
    ("rule", "breaking", "near_miss"),
    [
        ("abbreviation", "Do you get help, e.g. a ramp?", "Do you get help, for example a ramp?"),
        ("semicolon", "Is help good; is it soon?", "Is help good, and is it soon?"),
        ("capitals", "Do you have an EHC PLAN?", "Do you have an EHC plan, or ADHD?"),
        ("metaphor", "Do you fall through the net?", "Do you get missed?"),
        ("tone", "Do the kiddies get help?", "Do the children get help?"),
        ("leading", "Do you agree that help comes late?", "Does help come late?"),
        (
            "sentence_length",
            "Do you get " + "all " * 21 + "your help?",
            "Do you get " + "all " * 20 + "your help?",
        ),
    ],
)
def test_a_standard_wording_that_breaks_a_rule_is_found_and_its_near_miss_is_not(
    rule: str, breaking: str, near_miss: str
) -> None:
    assert rule in _found(breaking, ENGLISH)
    assert rule not in _found(near_miss, ENGLISH)


def test_standard_words_may_be_harder_than_easy_ones() -> None:
    assert (
        _found("Are you (or were you) assessed, which can help, in 50% of three meetings for an EHCP?", ENGLISH) == []
    )


@pytest.mark.parametrize(
    ("breaking", "near_miss"),
    [
        ("Tell us what happened to you.", "Tell us what should be better."),
        ("Please describe an incident at school.", "Please describe good help at school."),
    ],
)
def test_a_text_box_must_not_ask_what_happened(breaking: str, near_miss: str) -> None:
    assert _found(breaking, kind=ItemKind.TEXT) == ["asks_what_happened"]
    assert _found(near_miss, kind=ItemKind.TEXT) == []
    assert "asks_what_happened" not in _found(breaking)


def test_a_hard_word_may_stand_where_the_next_sentence_explains_it() -> None:
    label = _wording("Do people ask you?", "Did you wait for an assessment?")
    explained = _item(label=label, hint=_wording("An assessment means finding out what you need."))
    too_late = _item(
        label=label,
        hint=_wording("Take your time.\nThink about last year.\nAn assessment means finding out what you need."),
    )
    only_asked = _item(label=_wording("Do people ask?", "What assessment is yours?\nIs an assessment is good?"))
    assert _rules(_questionnaire(explained)) == []
    assert _rules(_questionnaire(too_late)) == ["hard_word"]
    assert _rules(_questionnaire(only_asked)) == ["hard_word", "hard_word"]


def test_a_hard_word_in_an_option_may_be_explained_anywhere_in_its_item() -> None:
    options = (_option("ap", "yes", words="Alternative provision"), *OPTIONS[1:])
    explained = _wording("Take your time.\nAlternative provision is a place to learn.")
    assert _rules(_questionnaire(_item(options=options, hint=explained))) == []
    [concern] = easy_read.concerns(_questionnaire(_item(options=options)), PICTURES)
    assert (concern.rule, concern.part, concern.words) == ("hard_word", "option ap", "Alternative provision")
    assert "a place to learn" in concern.cure


def test_the_longest_hard_word_is_the_one_named() -> None:
    label = _wording("Do people listen to you?", "Are you in alternative provision?")
    words = [concern.words for concern in easy_read.concerns(_questionnaire(_item(label=label)), PICTURES)]
    assert words == ["alternative provision"]


def test_options_and_answers_may_be_negative() -> None:
    options = (_option("none", "no", words="No, I have no help"), *OPTIONS[::2])
    assert _rules(_questionnaire(_item(options=options))) == []


def test_an_option_that_several_items_share_is_named_once() -> None:
    options = (_option("yes", "yes", words="Yes!"), *OPTIONS[1:])
    found = easy_read.concerns(_questionnaire(_item("a", options=options), _item("b", options=options)), PICTURES)
    assert [(concern.item, concern.part, concern.language) for concern in found] == [
        ("a", "option yes", ENGLISH),
        ("a", "option yes", EASY_ENGLISH),
    ]


def test_a_title_is_checked_and_named_by_its_section() -> None:
    found = easy_read.concerns(_questionnaire(title="Your EHCP"), PICTURES)
    assert [(concern.item, concern.part, concern.rule) for concern in found] == [("your_help", "title", "acronym")]


def test_the_rarer_of_two_words_for_one_thing_is_the_one_to_change() -> None:
    items = [_item(f"item_{number}", _wording("Do you get help?")) for number in range(3)]
    [concern] = easy_read.concerns(_questionnaire(*items, _item("odd", _wording("Do you get support?"))), PICTURES)
    assert (concern.item, concern.rule, concern.words) == ("odd", "same_word", "support")
    assert "help" in concern.cure


def test_a_job_is_called_by_its_name() -> None:
    item = _item(label=_wording("Is your helper a support worker?"))
    assert _rules(_questionnaire(item)) == []


def test_an_item_and_an_option_without_a_picture_are_found() -> None:
    options = (_option("yes", "sun"), *OPTIONS[1:])
    found = easy_read.concerns(_questionnaire(replace(_item(options=options), image="moon")), PICTURES)
    assert [(concern.part, concern.rule, concern.words, concern.language) for concern in found] == [
        ("image", "picture_missing", "moon", None),
        ("option yes", "picture_missing", "sun", None),
    ]
    assert "Test pictures" in found[0].problem


def test_two_options_must_not_share_a_picture() -> None:
    options = (_option("yes", "yes"), _option("no", "yes"), OPTIONS[2])
    assert _rules(_questionnaire(_item(options=options))) == ["picture_twice"]


@pytest.mark.parametrize(("group", "most"), [("young-people", 15), ("parents-and-carers", 25), ("practitioners", 25)])
def test_everyone_is_asked_so_many_questions_and_no_more(group: str, most: int) -> None:
    def asked(number: int) -> Questionnaire:
        items = [replace(_item(f"item_{n}"), construct="listened_to") for n in range(number - 1)]
        text = _item("good", kind=ItemKind.TEXT)
        some = replace(_item("some"), construct="right_place", relevance=_only_after_yes())
        return replace(_questionnaire(*items, text, some), group=group)

    assert _rules(asked(most)) == []
    [concern] = easy_read.concerns(asked(most + 1), PICTURES)
    assert (concern.rule, concern.item) == ("too_many_questions", "")
    assert f"{most + 1} questions" in concern.problem


def _only_after_yes() -> Relevance:
    return Relevance(item="who_answered", codes=frozenset({"yes"}))


def test_three_text_boxes_are_the_most() -> None:
    boxes = [_item(f"text_{number}", kind=ItemKind.TEXT) for number in range(4)]
    assert _rules(_questionnaire(*boxes[:3])) == []
    assert _rules(_questionnaire(*boxes)) == ["too_many_texts"]


def test_a_question_that_measures_has_an_option_for_who_does_not_know() -> None:
    measuring = replace(_item(), construct="listened_to")
    assert _rules(_questionnaire(measuring)) == []
    assert _rules(_questionnaire(replace(measuring, options=OPTIONS[:2]))) == ["no_dont_know"]
    on_the_scale = (*OPTIONS[:2], replace(OPTIONS[2], missing=False))
    assert _rules(_questionnaire(replace(measuring, options=on_the_scale))) == ["no_dont_know"]


def test_a_question_about_the_person_has_an_option_for_who_would_rather_not_say() -> None:
    rather_not = (*OPTIONS[:2], _option("rather_not_say", "unsure", missing=True))
    assert _rules(_questionnaire(_item(options=rather_not), section="about_you")) == []
    assert _rules(_questionnaire(_item(), section="about_you")) == ["no_rather_not_say"]


def test_who_answered_is_always_asked() -> None:
    whole = _questionnaire()
    assert _rules(replace(whole, sections=whole.sections[1:])) == ["who_answered_missing"]


def test_a_concern_says_where_what_and_how_to_put_it_right() -> None:
    hint = _wording("Think about people.", "Think about 3 people; take your time.")
    [concern] = easy_read.concerns(_questionnaire(_item(hint=hint)), PICTURES)
    assert str(concern) == ("listened_to, hint, en-simple: semicolon: has a semicolon. Make 2 sentences of it.")


def test_concerns_stand_in_the_questionnaire_s_order() -> None:
    first, last = _item("a", _wording("Is it fun?")), replace(_item("b"), image="moon")
    found = easy_read.concerns(_questionnaire(last, first), PICTURES)
    assert [concern.item for concern in found] == ["b", "a", "a"]


def test_a_language_that_no_rule_knows_has_only_its_pictures_checked() -> None:
    welsh = Language("cy")
    label = Wording(words={welsh: "EHCP; 50% (ALWAYS)!"})
    whole = _questionnaire(replace(_item(label=label, options=()), image="moon"))
    sections = tuple(
        replace(section, title=label, items=tuple(replace(item, label=label, options=()) for item in section.items))
        for section in whole.sections
    )
    assert _rules(replace(whole, title=label, languages=(welsh,), sections=sections)) == ["picture_missing"]


@given(st.integers(min_value=1, max_value=40))
def test_the_longest_sentence_allowed_is_allowed_and_one_word_more_is_not(length: int) -> None:
    found = _found("Do " * (length - 1) + "go?")
    assert ("sentence_length" in found) == (length > 15)


def test_every_rule_in_the_list_has_a_problem_and_a_cure_that_end_as_sentences() -> None:
    content = yaml.safe_load(Path(easy_read.__file__).with_name("easy_read.yaml").read_text(encoding="utf-8"))
    told = [*content["words"], content["same_word"], *content["sentences"].values(), *content["questionnaire"].values()]
    for rule in told:
        assert not rule["problem"].endswith(".")
        assert rule["cure"].endswith((".", ".”"))


@pytest.mark.parametrize(
    ("words", "rules"),
    [("Do they get respite?", ["hard_word"]), ("Do they get help?", [])],
)
def test_the_words_about_a_young_person_keep_the_rules_of_their_language(words: str, rules: list[str]) -> None:
    label = _wording("Do you get help?")
    varied = Wording(words={**label.words, about_them(EASY_ENGLISH): words})
    found = easy_read.concerns(_questionnaire(_item(label=varied)), PICTURES)
    assert [concern.rule for concern in found] == rules
    assert all(concern.language == about_them(EASY_ENGLISH) for concern in found)
