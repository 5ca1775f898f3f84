"""Whether a text has words that need a person's eye now; it orders a queue that people read, and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from analysis import learned
from analysis.languages import alarming, language
from analysis.words import Phrases, Token, patterns, tokens
from analysis.written import written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RAISED_FROM: Final = 0.33
"""The score from which a text is raised, chosen on comments that were left out of the learning."""
SURE_ENOUGH: Final = 0.2
"""The score that is enough where a text holds words of concern."""
_WORTH: Final = {"urgent": 2.0, "concern": 1.0}
"""What written words count as beside what was learned."""


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


def triage(text: str, found: Sequence[Token] | None = None) -> Triage:
    """Return the most pressing alarm that a text raises: by written words, or by its likeness to ones followed up.

    Of other languages only a few words are known: a text without them raises nothing here, and waits for its reader.
    `found` are the text's tokens, where they are known already.
    """
    found = tokens(text) if found is None else found
    written_in = language(text, found)
    if not written_in.is_english:
        words_there = tuple(dict.fromkeys(alarming(text, written_in)))
        return Triage(alarm=Alarm.URGENT if words_there else Alarm.NONE, words=words_there)
    words, raised = _looked_up(text, found)
    if Alarm.URGENT in raised:
        return Triage(alarm=Alarm.URGENT, words=tuple(dict.fromkeys(raised[Alarm.URGENT])))
    weights = learned.shipped(learned.RAISED)
    score = weights.scores(words, _patterns(raised))[learned.RAISED]
    if score < (SURE_ENOUGH if Alarm.CONCERN in raised else RAISED_FROM):
        return Triage(alarm=Alarm.NONE)
    if Alarm.CONCERN in raised:
        return Triage(alarm=Alarm.CONCERN, words=tuple(dict.fromkeys(raised[Alarm.CONCERN])))
    shown = tuple(dict.fromkeys(text[found[at].start : found[at].end] for at in weights.telling(words, learned.RAISED)))
    return Triage(alarm=Alarm.CONCERN, words=shown)


def signs(text: str) -> tuple[list[str], dict[str, float]]:
    """Return a text's words without sayings, and what its written words are worth: what is learned from."""
    words, raised = _looked_up(text, tokens(text))
    return words, _patterns(raised)


def _patterns(raised: Mapping[Alarm, object]) -> dict[str, float]:
    return {learned.RAISED: max(_WORTH[alarm.value] for alarm in raised)} if raised else {}


def _looked_up(text: str, found: Sequence[Token]) -> tuple[list[str], dict[Alarm, list[str]]]:
    """Return the words with sayings taken out, and by alarm the pieces of the text that raise it."""
    sayings, phrases = _lists()
    words = [token.word for token in found]
    for match in sayings.find(words):
        for place in range(match.first, match.after):
            words[place] = "\0"
    raised: dict[Alarm, list[str]] = {}
    for match in phrases.find(words):
        piece = text[found[match.first].start : found[match.after - 1].end]
        raised.setdefault(Alarm(match.name), []).append(" ".join(piece.split()))
    return words, raised


@cache
def _lists() -> tuple[Phrases, Phrases]:
    content: dict[str, str] = written("safeguarding")
    sayings = Phrases(("saying", pattern) for pattern in patterns(content["sayings"]))
    raising = [
        (alarm.value, pattern) for alarm in (Alarm.URGENT, Alarm.CONCERN) for pattern in patterns(content[alarm.value])
    ]
    return sayings, Phrases(raising)
