"""Patterns of words and stems are found where they stand, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.words import Phrases, patterns, tokens


def found(pattern: str, text: str) -> list[str]:
    known = tokens(text)
    matches = Phrases([("it", pattern)]).find([token.word for token in known])
    return [text[known[match.first].start : known[match.after - 1].end] for match in matches]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("waiting list*", "On the Waiting Lists again", ["Waiting Lists"]),
        ("cant cope", "We can’t cope, we can't", ["can’t cope"]),
        ("wait* .. speech", "waited two years for speech", ["waited two years for speech"]),
        ("wait* .. speech", "We waited. Then speech came", []),
        ("wait* .. speech", "waited one two three four five speech", []),
        ("nobody|noone listens", "noone listens", ["noone listens"]),
        ("no reply", "no, reply", ["no, reply"]),
        ("cafe", "the café", ["café"]),
        ("pru", "prune", []),
    ],
)
def test_a_pattern_is_found_as_written(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


def test_a_codebooks_entry_is_parted_at_semicolons() -> None:
    assert patterns("  waiting  list*; queue*;\n still waiting;") == ("waiting list*", "queue*", "still waiting")


@given(st.text(max_size=300))
def test_every_word_knows_where_it_stood(text: str) -> None:
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
