"""What people do to a form is read as they meant it, or put before a person: never wrong, never lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from exports import word
from exports.word import Reason
from tests.exports.filled_copies import Element, W, changed, fill, paragraph, paragraph_of, run, tick

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exports.word import FilledCopy
    from surveys.questionnaire import Questionnaire

Change = Callable[[Element], None]
Reading = Callable[..., "FilledCopy"]


@pytest.fixture
def after(young: bytes, questionnaires: Mapping[tuple[str, int], Questionnaire]) -> Reading:
    """Give a function that changes the young people's copy and reads it."""

    def read(change: Change, answers: Mapping[str, list[str]] | None = None) -> FilledCopy:
        return word.read(changed(fill(young, answers or {}), change), "form.docx", questionnaires)

    return read


def _typed(words: str, tag: str = "help_health:sometimes", *, first: bool = False) -> Change:
    def change(root: Element) -> None:
        line = paragraph_of(root, tag)
        line.insert(1, run(words)) if first else line.append(run(words))

    return change


def _without_box(words: str) -> Change:
    def change(root: Element) -> None:
        line = paragraph_of(root, "help_health:sometimes")
        box = line.find(f"{W}sdt")
        line.replace(box, run(words))

    return change


def _boxes(root: Element, *tags: str) -> None:
    for tag in tags:
        tick(paragraph_of(root, tag).find(f"{W}sdt"))


def _reasons(found: FilledCopy) -> list[tuple[str | None, Reason]]:
    return [(doubt.item, doubt.reason) for doubt in found.doubts]


@pytest.mark.parametrize("mark", ["x", "X", " x ", "✓", "✔", "☒", "×", "xx", "*"])
def test_a_mark_typed_beside_a_box_or_instead_of_it_is_a_tick(after: Reading, mark: str) -> None:
    for change in (_typed(mark), _typed(mark, first=True), _without_box(mark)):
        found = after(change)
        assert (found.raw, found.doubts) == ({"help_health": ("sometimes",)}, ())


@pytest.mark.parametrize("words", ["yes", "this one", "?", "(sort of)", "1", "x no"])
def test_other_words_beside_a_box_are_a_doubt_that_shows_them(after: Reading, words: str) -> None:
    for change in (_typed(words), _without_box(words)):
        found = after(change)
        assert _reasons(found) == [("help_health", Reason.UNCLEAR)]
        assert words in found.doubts[0].shown
        assert found.raw == {}


def test_two_ticks_where_one_is_asked_for_are_a_doubt_that_names_both(after: Reading) -> None:
    found = after(lambda root: _boxes(root, "help_health:yes", "help_health:no"))
    assert found.raw == {}
    assert _reasons(found) == [("help_health", Reason.TWO_TICKS)]
    assert found.doubts[0].shown == "☒ Yes; ☒ No"


def test_several_ticks_where_several_may_be_ticked_are_an_answer(after: Reading) -> None:
    found = after(lambda root: _boxes(root, "need:vi", "need:asd"))
    assert (found.raw, found.doubts) == ({"need": ("asd", "vi")}, ())


def test_a_box_that_says_ticked_and_shows_empty_is_a_doubt(after: Reading) -> None:
    def change(root: Element) -> None:
        _boxes(root, "help_health:yes")
        paragraph_of(root, "help_health:yes").find(f".//{W}sdtContent//{W}t").text = "☐"

    found = after(change)
    assert (found.raw, _reasons(found)) == ({}, [("help_health", Reason.UNCLEAR)])


@pytest.mark.parametrize("look", ["b", "u=single", "highlight=yellow", "color=FF0000", "strike"])
def test_an_option_that_is_marked_by_its_look_alone_is_a_doubt(after: Reading, look: str) -> None:
    def change(root: Element) -> None:
        line = paragraph_of(root, "help_health:sometimes")
        line.replace(line.findall(f"{W}r")[-1], run("Sometimes", look))

    found = after(change)
    assert (found.raw, _reasons(found)) == ({}, [("help_health", Reason.EMPHASISED)])
    assert "Sometimes" in found.doubts[0].shown


def test_an_option_in_larger_letters_is_a_doubt_and_a_whole_form_in_them_is_not(after: Reading) -> None:
    def one(root: Element) -> None:
        line = paragraph_of(root, "help_health:sometimes")
        line.replace(line.findall(f"{W}r")[-1], run("Sometimes", "sz=56"))

    def all_of_them(root: Element) -> None:
        for words in root.iter(f"{W}r"):
            properties = words.find(f"{W}rPr")
            if properties is None:
                properties = etree.Element(f"{W}rPr")
                words.insert(0, properties)
            etree.SubElement(properties, f"{W}sz", {f"{W}val": "56"})

    assert _reasons(after(one)) == [("help_health", Reason.EMPHASISED)]
    assert after(all_of_them, {"help_health": ["yes"]}).doubts == ()


def test_ticks_at_every_one_of_many_options_are_a_doubt(
    after: Reading, questionnaires: Mapping[tuple[str, int], Questionnaire]
) -> None:
    every = list(questionnaires["young-people", 1].item("need").codes)
    found = after(lambda _root: None, {"need": every})
    assert (found.raw, _reasons(found)) == ({}, [("need", Reason.TWO_TICKS)])


def test_an_answer_below_a_heading_may_be_the_next_question_s_where_that_one_s_heading_is_gone(after: Reading) -> None:
    def change(root: Element) -> None:
        heading = next(mark for mark in root.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == "q_help_education")
        start = heading.getparent()
        while "q_help_health" not in {mark.get(f"{W}name") for mark in start.getnext().iter(f"{W}bookmarkStart")}:
            start.getparent().remove(start.getnext())
        start.getparent().remove(start.getnext())
        for tag in ("bookmarkStart", "bookmarkEnd"):
            for mark in list(root.iter(f"{W}{tag}")):
                mark.getparent().remove(mark)
        for control in list(root.iter(f"{W}sdt")):
            for content in control.find(f"{W}sdtContent"):
                control.addprevious(content)
            control.getparent().remove(control)

    found = after(change, {"help_health": ["no"]})
    assert ("help_education", Reason.MISSING) in _reasons(found)
    assert found.raw == {}


def test_a_ticked_option_may_be_bold_too(after: Reading) -> None:
    def change(root: Element) -> None:
        _boxes(root, "help_health:sometimes")
        line = paragraph_of(root, "help_health:sometimes")
        line.replace(line.findall(f"{W}r")[-1], run("Sometimes", "b"))

    found = after(change)
    assert (found.raw, found.doubts) == ({"help_health": ("sometimes",)}, ())


def test_options_that_were_taken_out_are_a_doubt(after: Reading) -> None:
    def change(root: Element) -> None:
        for code in ("yes", "no"):
            line = paragraph_of(root, f"help_health:{code}")
            line.getparent().remove(line)

    found = after(change)
    assert (found.raw, _reasons(found)) == ({}, [("help_health", Reason.MISSING)])
    assert found.doubts[0].shown == "Yes; No"


def test_a_line_that_stands_twice_is_a_doubt(after: Reading) -> None:
    def change(root: Element) -> None:
        line = paragraph_of(root, "help_health:no")
        again: Element = etree.fromstring(etree.tostring(line))
        line.addnext(again)
        tick(again.find(f"{W}sdt"))

    found = after(change)
    assert found.raw == {}
    assert _reasons(found) == [("help_health", Reason.TWICE)]


def test_two_options_that_ran_together_in_one_line_are_told_apart(after: Reading) -> None:
    def change(root: Element) -> None:
        first, second = (paragraph_of(root, f"help_health:{code}") for code in ("yes", "sometimes"))
        _boxes(root, "help_health:sometimes")
        first.extend(child for child in second if child.tag != f"{W}pPr")
        second.getparent().remove(second)

    found = after(change)
    assert (found.raw, found.doubts) == ({"help_health": ("sometimes",)}, ())


def test_words_in_the_margin_are_a_doubt_at_their_question_and_the_answer_stands(after: Reading) -> None:
    def change(root: Element) -> None:
        paragraph_of(root, "help_health:dont_know").addnext(paragraph(run("only at school, though")))

    found = after(change, {"help_health": ["yes"]})
    assert found.raw == {"help_health": ("yes",)}
    assert [str(doubt) for doubt in found.doubts] == [
        "help_health: words stand outside the boxes: 'only at school, though'"
    ]


def test_an_answer_written_under_the_options_is_a_doubt_and_never_an_empty_box(after: Reading) -> None:
    found = after(lambda root: paragraph_of(root, "help_health:dont_know").addnext(paragraph(run("Yes"))))
    assert (found.raw, _reasons(found)) == ({}, [("help_health", Reason.OUTSIDE)])


def test_words_added_to_a_question_are_a_doubt(after: Reading) -> None:
    def change(root: Element) -> None:
        mark = next(mark for mark in root.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == "q_help_health")
        mark.getparent().append(run(" NO!!"))

    found = after(change)
    assert _reasons(found) == [("help_health", Reason.OUTSIDE)]
    assert "NO!!" in found.doubts[0].shown


def test_words_below_a_text_s_box_belong_to_its_answer(after: Reading) -> None:
    def change(root: Element) -> None:
        box = paragraph_of(root, "better")
        box.getnext().addnext(paragraph(run("And more clubs.")))

    found = after(change, {"better": ["Shorter waits."]})
    assert found.doubts == ()
    assert found.raw["better"][0].split() == ["Shorter", "waits.", "And", "more", "clubs."]


def test_words_typed_behind_the_placeholder_are_the_answer(after: Reading) -> None:
    def change(root: Element) -> None:
        paragraph_of(root, "better").find(f".//{W}sdtContent/{W}r/{W}t").text += " Shorter waits."

    found = after(change)
    assert (found.raw, found.doubts) == ({"better": ("Shorter waits.",)}, ())


def test_what_word_puts_into_an_emptied_box_is_no_answer(after: Reading) -> None:
    def change(root: Element) -> None:
        paragraph_of(root, "better").find(f".//{W}sdtContent/{W}r/{W}t").text = "Click or tap here to enter text."

    found = after(change)
    assert (found.raw, found.doubts) == ({}, ())


def test_an_answer_that_does_not_apply_after_the_others_is_a_doubt(after: Reading) -> None:
    found = after(lambda _root: None, {"who_answered": ["self"], "who_helped": ["parent"]})
    assert found.raw == {"who_answered": ("self",)}
    assert _reasons(found) == [("who_helped", Reason.NOT_ASKED)]


def test_a_text_that_is_too_long_is_a_doubt_with_all_its_words(after: Reading) -> None:
    long = "word " * 2100
    found = after(lambda _root: None, {"good": [long]})
    assert (found.raw, _reasons(found)) == ({}, [("good", Reason.TOO_LONG)])
    assert found.doubts[0].shown == long.strip()


def test_a_page_that_is_gone_is_a_doubt_at_each_of_its_questions(after: Reading) -> None:
    def change(root: Element) -> None:
        first, last = paragraph_of(root, "better"), paragraph_of(root, "age:16_to_19")
        while first.getnext() is not last:
            first.getparent().remove(first.getnext())
        first.getparent().remove(first)

    found = after(change, {"help_health": ["yes"]})
    assert found.raw == {"help_health": ("yes",)}
    gone = {item for item, reason in _reasons(found) if reason is Reason.MISSING}
    assert gone == {"better", "anything", "age"}


def test_a_form_without_any_control_or_bookmark_is_read_by_its_lines(after: Reading) -> None:
    def change(root: Element) -> None:
        for tag in ("bookmarkStart", "bookmarkEnd"):
            for mark in list(root.iter(f"{W}{tag}")):
                mark.getparent().remove(mark)
        for control in list(root.iter(f"{W}sdt")):
            for content in control.find(f"{W}sdtContent"):
                control.addprevious(content)
            control.getparent().remove(control)

    answers = {"help_health": ["yes"], "friends_clubs": ["no"], "need": ["asd", "hi"], "better": ["Shorter waits"]}
    found = after(change, answers)
    assert found.doubts == ()
    assert {name: list(given) for name, given in found.raw.items()} == answers


def test_a_place_that_the_questionnaire_has_not_is_a_doubt_when_it_is_ticked(after: Reading) -> None:
    def change(root: Element) -> None:
        _boxes(root, "part_of_area:north")
        for control in root.iter(f"{W}tag"):
            control.set(f"{W}val", control.get(f"{W}val").replace("part_of_area:north", "part_of_area:west"))

    found = after(change)
    assert ("part_of_area", Reason.NO_SUCH_PLACE) in _reasons(found)
    assert found.raw == {}
