"""What inspectors confirm is learned from, and measured only on what was left out."""

from __future__ import annotations

import pytest

from analysis import confirmed, themes
from analysis.confirmed import Confirmed, Measured, Reading, TooFewError, learn_from

HERE = [
    Confirmed(text=f"The zimbot {word} again", prompt="better", themes=frozenset({"transport"}))
    for word in ("failed", "stopped", "broke", "vanished", "crashed", "leaked", "died", "squeaked", "froze", "burned",
                 "smoked", "stalled")
] + [
    Confirmed(text=f"I ate a {word}", prompt="anything", themes=frozenset())
    for word in ("pear", "plum", "bun", "pie", "roll", "cake", "fig", "date", "leek", "bean", "chip", "pea")
]  # fmt: skip


@pytest.fixture(scope="module")
def reading() -> Reading:
    return learn_from(HERE)


def test_a_word_that_only_this_area_uses_is_learned(reading: Reading) -> None:
    text = "No zimbot today"
    assert "transport" not in {one.theme for one in themes.code(text, "better")}
    assert "transport" in {one.theme for one in themes.code(text, "better", reading.weights)}


def test_every_confirmed_comment_is_measured_once(reading: Reading) -> None:
    one = reading.measured["transport"]
    assert (reading.comments, one.given) == (24, 12)
    assert one.right <= min(one.shown, one.given)
    assert one.recall is not None
    assert one.recall > 0.7


def test_a_reading_comes_back_from_its_bytes(reading: Reading) -> None:
    back = confirmed.from_bytes(confirmed.to_bytes(reading))
    assert (back.comments, back.measured, back.learned_from) == (24, reading.measured, reading.learned_from)
    assert back.weights.place == reading.weights.place
    coded = themes.code("No zimbot today", "better", reading.weights)
    assert themes.code("No zimbot today", "better", back.weights) == coded


def test_counts_are_corrected_for_what_is_wrong_and_what_is_missed(reading: Reading) -> None:
    many = Measured(shown=1000, given=2000, right=800)
    measured = Reading(weights=reading.weights, comments=9, measured={"transport": many}, learned_from="")
    assert measured.corrected(["transport"], 50) == 100
    assert measured.corrected(["disputes"], 50) == 100, "a theme that nobody confirmed borrows from all"


def test_too_few_comments_teach_nothing() -> None:
    with pytest.raises(TooFewError):
        learn_from([*HERE[:5]] * 10)
