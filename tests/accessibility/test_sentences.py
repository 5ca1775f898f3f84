"""Sentences and words are told apart as a reader would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility import sentences


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("You may have a plan. It helps.", 2),
        ("You pay 2.50 a week.", 1),
        ("“You” means you. Your child too.", 2),
        ("Do you like it? Yes.", 2),
        ("They said “Stop.” Then they left.", 2),
        ("Under 11", 1),
    ],
)
def test_sentences_are_told_apart(line: str, parts: int) -> None:
    assert len(sentences.sentences(line)) == parts


def test_a_word_with_a_hyphen_or_an_apostrophe_counts_once() -> None:
    assert sentences.words("The child’s well-known 2.5 metre ramp isn’t 3,000.") == (
        "The",
        "child’s",
        "well-known",
        "2.5",
        "metre",
        "ramp",
        "isn’t",
        "3",
        "000",
    )


@given(st.lists(st.from_regex(r"[A-Z][a-z]{1,8}( [a-z]{1,8}){0,12}[.?!]", fullmatch=True), min_size=1, max_size=6))
def test_parting_a_line_into_sentences_loses_nothing(whole: list[str]) -> None:
    line = " ".join(whole)
    assert " ".join(sentences.sentences(line)) == line
    assert len(sentences.sentences(line)) == len(whole)
