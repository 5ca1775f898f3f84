"""The one gate: what passes becomes answers, what does not becomes problems, and nothing is lost."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from surveys.answers import LONGEST_TEXT, Answer, Fault, Problem, check, check_all, clean
from surveys.definitions import newest
from surveys.questionnaire import Item, ItemKind, ResponseOption, Wording

WORDS = Wording(words={})
OPTIONS = tuple(ResponseOption(code=code, label=WORDS, image="x") for code in ("yes", "no", "dont_know"))
ONE = Item(name="one", kind=ItemKind.SELECT_ONE, label=WORDS, image="x", options=OPTIONS)
SEVERAL = Item(name="several", kind=ItemKind.SELECT_MULTIPLE, label=WORDS, image="x", options=OPTIONS)
TEXT = Item(name="text", kind=ItemKind.TEXT, label=WORDS, image="x")
NOTE = Item(name="note", kind=ItemKind.NOTE, label=WORDS, image="x")


def test_a_chosen_code_passes() -> None:
    assert check(ONE, ["yes"]) == Answer(item="one", codes=("yes",))


def test_several_codes_pass_in_the_questionnaires_order_and_once() -> None:
    assert check(SEVERAL, ["no", "yes", "no"]) == Answer(item="several", codes=("yes", "no"))


def test_nothing_given_is_a_skip() -> None:
    for item in (ONE, SEVERAL, TEXT, NOTE):
        assert check(item, []) is None
        assert check(item, ["", "  \n"]) is None


def test_an_unknown_code_is_a_problem_that_keeps_what_was_given() -> None:
    assert check(ONE, ["maybe"]) == Problem(item="one", fault=Fault.NO_SUCH_OPTION, given=("maybe",))


def test_two_answers_where_one_is_asked_are_a_problem() -> None:
    assert check(ONE, ["no", "yes"]) == Problem(item="one", fault=Fault.TOO_MANY, given=("yes", "no"))
    assert check(TEXT, ["a", "b"]) == Problem(item="text", fault=Fault.TOO_MANY, given=("a", "b"))


def test_an_answer_to_a_note_is_a_problem() -> None:
    assert check(NOTE, ["hello"]) == Problem(item="note", fault=Fault.NOT_ASKED, given=("hello",))


def test_a_text_of_the_longest_length_passes_and_one_more_is_a_problem_that_keeps_it_whole() -> None:
    longest = "a" * LONGEST_TEXT
    assert check(TEXT, [longest]) == Answer(item="text", text=longest)
    assert check(TEXT, [longest + "b"]) == Problem(item="text", fault=Fault.TOO_LONG, given=(longest + "b",))


def test_cleaning_keeps_line_breaks_and_joiners_and_drops_control_characters() -> None:
    assert clean("  one\r\ntwo\x00\x1b[31m 👩‍👧 \ud800 ") == "one\ntwo[31m 👩‍👧"


@given(st.text())
@example("e\x00\u0301")
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200))
def test_no_word_is_lost_by_cleaning(text: str) -> None:
    import unicodedata

    kept = "".join(unicodedata.normalize("NFC", text).split())
    assert "".join(clean(text).split()) == kept


def test_everything_is_checked_and_problems_stand_beside_answers() -> None:
    questionnaire = newest("young-people")
    raw = {"who_answered": ["self"], "help_health": ["maybe"], "nonsense": ["x"], "better": ["Shorter waits"]}
    checked = check_all(questionnaire, raw)
    assert set(checked.answers) == {"who_answered", "better"}
    assert {(problem.item, problem.fault) for problem in checked.problems} == {
        ("help_health", Fault.NO_SUCH_OPTION),
        ("nonsense", Fault.NO_SUCH_ITEM),
    }


def test_an_answer_to_an_item_that_does_not_apply_is_a_problem() -> None:
    checked = check_all(newest("young-people"), {"who_answered": ["self"], "who_helped": ["parent"]})
    assert [(problem.item, problem.fault) for problem in checked.problems] == [("who_helped", Fault.NOT_ASKED)]
    assert set(checked.answers) == {"who_answered"}


def test_each_problem_says_in_one_line_what_is_wrong() -> None:
    for fault in Fault:
        line = str(Problem(item="better", fault=fault, given=("x" * 500,)))
        assert line.startswith("better: ")
        assert len(line) < 200
        assert "\n" not in line


@given(st.dictionaries(st.text(max_size=8), st.lists(st.text(max_size=8), max_size=3), max_size=4))
def test_whatever_comes_back_is_an_answer_or_a_problem(raw: dict[str, list[str]]) -> None:
    checked = check_all(newest("practitioners"), raw)
    named = {problem.item for problem in checked.problems} | set(checked.answers)
    assert all(name in named for name, values in raw.items() if any(clean(value) for value in values))
