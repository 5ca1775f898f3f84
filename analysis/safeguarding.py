"""Whether a text has words that need a person's eye now; it orders a queue that people read, and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from analysis import learned
from analysis.words import Phrases, patterns, tokens
from analysis.written import written

UNLIKE_OTHERS: Final = 0.41
"""The score from which a text with none of the written words is raised; one ordinary comment in twenty reaches it."""


class Alarm(StrEnum):
    """How soon a person should read the text."""

    NONE = "none"
    CONCERN = "concern"
    URGENT = "urgent"


@dataclass(frozen=True, kw_only=True)
class Triage:
    """What was raised and the words that raised it, in the order they stand."""

    alarm: Alarm
    words: tuple[str, ...] = ()


def triage(text: str) -> Triage:
    """Return the most pressing alarm that the text's words raise.

    A text without any of the written words is a concern where it is like comments that had to be followed up.
    """
    sayings, phrases = _lists()
    found = tokens(text)
    words = [token.word for token in found]
    for match in sayings.find(words):
        for place in range(match.first, match.after):
            words[place] = "\0"
    raised: dict[str, list[str]] = {}
    for match in phrases.find(words):
        piece = text[found[match.first].start : found[match.after - 1].end]
        raised.setdefault(match.name, []).append(" ".join(piece.split()))
    for alarm in (Alarm.URGENT, Alarm.CONCERN):
        if alarm in raised:
            return Triage(alarm=alarm, words=tuple(dict.fromkeys(raised[alarm])))
    weights = learned.shipped(learned.RAISED)
    if weights.scores(words, {})[learned.RAISED] < UNLIKE_OTHERS:
        return Triage(alarm=Alarm.NONE)
    shown = tuple(dict.fromkeys(text[found[at].start : found[at].end] for at in weights.telling(words, learned.RAISED)))
    return Triage(alarm=Alarm.CONCERN, words=shown)


@cache
def _lists() -> tuple[Phrases, Phrases]:
    content: dict[str, str] = written("safeguarding")
    sayings = Phrases(("saying", pattern) for pattern in patterns(content["sayings"]))
    raising = [
        (alarm.value, pattern) for alarm in (Alarm.URGENT, Alarm.CONCERN) for pattern in patterns(content[alarm.value])
    ]
    return sayings, Phrases(raising)
