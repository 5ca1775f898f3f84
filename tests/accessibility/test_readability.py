"""How easily words are read is counted as a careful person would count it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.readability import figures, syllables


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("help", 1),
        ("you", 1),
        ("the", 1),
        ("school", 1),
        ("school’s", 1),
        ("whole", 1),
        ("asked", 1),
        ("times", 1),
        ("people", 2),
        ("little", 2),
        ("needed", 2),
        ("places", 2),
        ("Ofsted", 2),
        ("don’t", 1),
        ("services", 3),
        ("understand", 3),
        ("well-known", 2),
        ("education", 4),
        ("999", 1),
        ("rhythm", 1),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, number: int) -> None:
    assert syllables(word) == number


@given(st.text())
def test_every_word_has_a_syllable(word: str) -> None:
    assert syllables(word) >= 1


def test_lines_are_counted_sentence_by_sentence() -> None:
    counted = figures(["Do you get help? You can say no.", "We ask 3 things."])
    assert (counted.sentences, counted.words, counted.over) == (3, 12, 0)
    assert counted.mean == 4
    assert counted.longest == "Do you get help?"


def test_the_grade_is_flesch_and_kincaids() -> None:
    counted = figures(["The cat sat on the mat."])
    assert counted.syllables == 6
    assert counted.grade == pytest.approx(0.39 * 6 + 11.8 - 15.59)


def test_a_sentence_over_the_limit_of_easy_read_is_counted() -> None:
    assert figures(["word " * 15 + "."]).over == 0
    counted = figures(["word " * 16 + ".", "Short one."])
    assert counted.over == 1
    assert counted.share_over == 0.5


def test_hard_words_are_those_of_the_rules() -> None:
    assert figures(["We assess your needs."]).hard == 1
    assert figures(["We look at what you need."]).hard == 0


def test_no_words_are_no_figures() -> None:
    with pytest.raises(ValueError, match="no word"):
        figures(["", "…"])
