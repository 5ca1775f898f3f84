"""Words that need a person's eye are raised; figures of speech are not."""

from __future__ import annotations

import pytest

from analysis.safeguarding import Alarm, triage


@pytest.mark.parametrize(
    "text",
    [
        "I want to die",
        "sometimes i think about suiside",
        "my stepdad hits me",
        "she cuts her arms and nobody does anything. she self harms",
        "I am scared to go home",
        "there is a man online who wants to meet me",
        "I can't keep him safe any more",
    ],
)
def test_what_can_not_wait_is_urgent(text: str) -> None:
    raised = triage(text)
    assert raised.alarm is Alarm.URGENT
    assert all(word.lower() in text.lower() for word in raised.words)


@pytest.mark.parametrize(
    "text",
    [
        "they call me names and push me down every day",
        "He came home with bruises again",
        "the teacher locked him in a room",
        "There is never food at ours",
        "I am at breaking point",
    ],
)
def test_what_must_be_followed_up_is_a_concern(text: str) -> None:
    assert triage(text).alarm is Alarm.CONCERN


@pytest.mark.parametrize(
    "text",
    [
        "maths kills me but sir is alright",
        "The budget has been cut again",
        "It is a fight with the council",
        "The waiting list is two years",
        "I like drama",
        "",
        "🎉",
    ],
)
def test_figures_of_speech_and_service_strain_raise_nothing(text: str) -> None:
    assert triage(text).alarm is Alarm.NONE


def test_the_most_pressing_alarm_wins() -> None:
    assert triage("They bully me and I want to die").alarm is Alarm.URGENT
