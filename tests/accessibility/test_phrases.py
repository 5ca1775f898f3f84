"""Lists of words find whole words with their endings, and patterns what they describe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.phrases import Match, Phrases

WORDS = {"provide": "give", "consult": "ask", "alternative provision": "a place to learn", "provision": "help"}


def _found(line: str, allowed: tuple[str, ...] = ()) -> list[str]:
    return [match.words for match in Phrases.of(words=WORDS, patterns=[";"], allowed=allowed).find(line)]


@pytest.mark.parametrize("form", ["provide", "provides", "provided", "providing", "Provide", "consulting", "consults"])
def test_a_word_is_found_with_its_endings_and_in_any_case(form: str) -> None:
    assert _found(f"They {form} things.") == [form]


@pytest.mark.parametrize("other", ["provider", "consultant", "re-provide", "provide-all", "provid"])
def test_a_word_inside_another_is_not_found(other: str) -> None:
    assert _found(f"They {other} things.") == []


def test_each_match_knows_what_to_say_in_its_place() -> None:
    phrases = Phrases.of(words=WORDS, patterns=[";"], allowed=())
    assert phrases.find("Consulted; provision") == (
        Match(words="Consulted", instead="ask"),
        Match(words=";", instead=""),
        Match(words="provision", instead="help"),
    )


def test_the_longer_of_two_words_is_the_one_found() -> None:
    assert _found("alternative provision and provision") == ["alternative provision", "provision"]


def test_allowed_words_are_passed_over() -> None:
    assert _found("consult provision", allowed=("provision",)) == ["consult"]


def test_a_pattern_that_names_a_capital_letter_tells_capitals_from_small_ones() -> None:
    initials = Phrases.of(words=(), patterns=["[A-Z]{2,}"], allowed=())
    spelled = Phrases.of(words=(), patterns=["per cent"], allowed=())
    assert [match.words for match in initials.find("an EHCP plan")] == ["EHCP"]
    assert [match.words for match in spelled.find("Per cent")] == ["Per cent"]


@pytest.mark.parametrize("line", ["An assessment is a talk.", "Assessments are talks.", "Assessments means talks."])
def test_a_word_is_explained_in_any_of_its_forms(line: str) -> None:
    assert Phrases.explaining("assessments", [r"\b{word} (?:is|are|means)\b"]).find(line)


def test_a_word_that_ends_in_ss_keeps_its_end() -> None:
    assert Phrases.explaining("assess", [r"\b{word} means\b"]).find("To assess means to find out.")
    assert Phrases.explaining("assessing", [r"\b{word} means\b"]).find("Assessment means finding out.")


def test_a_line_that_only_has_the_word_does_not_explain_it() -> None:
    assert not Phrases.explaining("assessment", [r"\b{word} (?:is|are|means)\b"]).find("You had an assessment.")


@given(st.text(max_size=80))
def test_an_empty_list_finds_nothing(line: str) -> None:
    assert Phrases.of(words=(), patterns=(), allowed=()).find(line) == ()


@given(st.text(alphabet="aeprovidcnsult ;", max_size=60))
def test_what_is_found_stands_in_the_line(line: str) -> None:
    assert all(words in line for words in _found(line))
