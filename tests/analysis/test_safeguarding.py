"""Words that need a person's eye are raised; figures of speech are not."""

from __future__ import annotations

import json

import pytest

from analysis import learned
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
        "I am tired of being alive",
        "im scard of my step dad",
        "i have to keep a secret about uncle",
        "no one would miss me. i have picked a day",
        "he keeps asking which of his tablets would be enough",
        "Home is bad. He hurts me.",
        "Some men wait for him at the bus stop and he has new trainers",
        "Son came back with cash and a burner phone",
        "Her uncle is taking her abroad to be married",
        "I had my hands round his throat before I knew it",
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
        "one of the helpers pinches me if i am slow",
        "I pick him up and he is in the same pad that I sent him in",
        "girls film me when I stim",
        "someone has been using his bank account",
        "He came off the minibus with a red mark round his wrist",
        "the boys pull my trousers down at pe",
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
        "He beat me at chess",
        "He used to be scared of the hall and now he sings in it",
        "Dungeons and dragons on a Wednesday",
        "Health does not exist round here",
        "Our school has good training in safeguarding",
        "He hit a six at cricket",
        "The tribunal left us bruised",
        "Bully was dealt with and she is happy",
        "",
        "🎉",
    ],
)
def test_figures_of_speech_and_service_strain_raise_nothing(text: str) -> None:
    assert triage(text).alarm is Alarm.NONE


def test_the_most_pressing_alarm_wins() -> None:
    assert triage("They bully me and I want to die").alarm is Alarm.URGENT


def test_a_text_like_those_that_were_followed_up_is_a_concern_without_any_written_word() -> None:
    raised = triage("my foster dad gets in to the bed to say goodnight and stays")
    assert raised.alarm is not Alarm.NONE
    assert raised.words


def test_few_ordinary_comments_are_raised() -> None:
    lines = [json.loads(line) for line in learned.LABELLED.read_text(encoding="utf-8").splitlines()]
    ordinary = [line["text"] for line in lines if line["safeguarding"] == "none"]
    assert sum(triage(text).alarm is not Alarm.NONE for text in ordinary) <= 0.08 * len(ordinary)
