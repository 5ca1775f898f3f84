"""Themes and their valence, as a trained coder would give them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import themes
from analysis.themes import Valence
from surveys.constructs import criteria


def coded(text: str, prompt: str = "better") -> dict[str, Valence]:
    return {one.theme: one.valence for one in themes.code(text, prompt)}


def test_the_code_frame_holds_thirty_themes_each_under_a_criterion() -> None:
    assert len(themes.frame()) == 30
    assert {theme.criterion for theme in themes.frame().values()} <= set(criteria())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eighteen months on the waiting list for a speech therapist", {"waiting_times", "speech_and_language"}),
        ("We applied for an EHC plan and were refused", {"ehc_plan_timeliness"}),
        ("The annual review was four months late", {"annual_reviews"}),
        ("The taxi never comes when it should", {"transport"}),
        ("She was suspended twice in one term", {"exclusion"}),
        ("He is on a part time timetable", {"attendance_and_part_time"}),
        ("CAMHS closed the case", {"mental_health"}),
        ("We had to go to tribunal", {"disputes"}),
        ("Thank you for asking.", set()),
        ("Nothing to add", set()),
        ("😀😀😀", set()),
        ("", set()),
    ],
)
def test_a_comment_gets_the_themes_it_is_about(text: str, expected: set[str]) -> None:
    assert set(coded(text)) == expected


def test_a_wait_for_a_first_plan_is_not_also_a_wait() -> None:
    assert "waiting_times" not in coded("We have been waiting for the needs assessment, well past 20 weeks")
    assert "waiting_times" in coded("Waiting for the needs assessment, and on a waiting list for CAMHS as well")


def test_the_prompt_tells_praise_from_concern_before_the_words_do() -> None:
    assert coded("The taxi", "good") == {"transport": Valence.PRAISE}
    assert coded("The taxi", "better") == {"transport": Valence.CONCERN}
    assert coded("The escort is brilliant and kind", "anything") == {"transport": Valence.PRAISE}
    assert coded("The driver is never there", "anything") == {"transport": Valence.CONCERN}


def test_the_words_that_showed_a_theme_are_given() -> None:
    (one,) = themes.code("The minibus again.", "better")
    assert one.words == ("minibus",)


def test_a_saying_is_not_a_theme() -> None:
    assert coded("I can't wait to tell you", "good") == {}


@given(st.text(max_size=400), st.sampled_from(["good", "better", "anything"]))
def test_any_text_is_coded_the_same_each_time(text: str, prompt: str) -> None:
    assert themes.code(text, prompt) == themes.code(text, prompt)


def test_a_very_long_text_is_coded_whole() -> None:
    assert "transport" in coded("word " * 1990 + "minibus")
