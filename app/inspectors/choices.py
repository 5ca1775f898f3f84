"""The ways to settle what is in doubt on a copy, as buttons with a key each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.copies import settling
from app.copies.reading import NOT_ASKED, NOTHING, SAME_ANSWERS, SAME_FILE
from app.copies.settling import Decision, NotAChoiceError, Way
from surveys.questionnaire import ENGLISH, ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.copies.reading import Reading
    from surveys.questionnaire import Item, Language, Questionnaire, Wording

KEYS: Final = "123456789abcdefghijklmnopqrstuvwxyz"
"""The keys of the choices, in their order."""


_OF_BOXES: Final = frozenset({"two_ticks", "missing", "twice", "emphasised"})
"""Reasons whose words are those of the options themselves, so that there is nothing to add to a text."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A way to settle a question: what the button sends, the key that presses it, and its words."""

    go: str
    key: str
    words: str
    read: bool = False
    """Whether this is what was read on the copy, or what it most likely means."""


def choices(questionnaire: Questionnaire, reading: Reading, item: Item | None) -> Iterator[Choice]:
    """Yield the buttons of the first open question. The boxes of a choice of several stand in the page itself."""
    question = reading.open[0]
    if question.reason in {SAME_FILE, SAME_ANSWERS}:
        yield Choice(go="count", key="1", words="It is another person’s: count it")
        yield Choice(go="aside", key="2", words="It is the same one: don’t count it again")
        return
    read = reading.raw.get(item.name, ()) if item else ()
    likely = read or question.read
    ways = _ways(questionnaire, reading, item)
    for key, (go, words) in zip(KEYS, ways, strict=False):
        yield Choice(go=go, key=key, words=words, read=go.startswith("answer:") and go.partition(":")[2] in likely)
    if question.reason != NOTHING:
        yield Choice(
            go="as_it_is", key="0", words="Leave what was read as it is" if read or item is None else "No answer"
        )


def decision(go: str, given: Sequence[str]) -> Decision:
    """Return what a button says: the way, and behind colons the item and the code. Raises NotAChoiceError."""
    way, *rest = go.split(":")
    if way not in set(Way):
        raise NotAChoiceError("Press one of the buttons.")
    if way == Way.ANSWER:
        return Decision(way=Way.ANSWER, given=tuple(rest or given))
    return Decision(way=Way(way), item=rest[0] if rest else "", given=tuple(rest[1:]))


def language_of(questionnaire: Questionnaire) -> Language:
    """Return the language in which inspectors see a questionnaire."""
    return ENGLISH if ENGLISH in questionnaire.languages else questionnaire.languages[0]


def in_one_line(wording: Wording, language: Language) -> str:
    """Return the words in one line."""
    return " ".join(wording.lines(language))


def _ways(questionnaire: Questionnaire, reading: Reading, item: Item | None) -> Iterator[tuple[str, str]]:
    question, language = reading.open[0], language_of(questionnaire)
    if question.reason == NOT_ASKED:
        for earlier, code in settling.would_apply(questionnaire, question):
            asked, said = in_one_line(earlier.label, language), in_one_line(earlier.option(code).label, language)
            yield f"also:{earlier.name}:{code}", f"Keep it, since the answer to “{asked}” is “{said}”"
        return
    if item is not None and item.kind is ItemKind.SELECT_ONE:
        for option in item.options:
            yield f"answer:{option.code}", in_one_line(option.label, language)
    of_boxes = item is not None and (item.kind is ItemKind.TEXT or question.reason in _OF_BOXES)
    if question.shown and not of_boxes:
        for one in settling.texts(questionnaire):
            yield f"add:{one.name}", f"Add the words to “{in_one_line(one.label, language)}”"
