"""A habit: one thing that people do to a form besides ticking its boxes, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.exports.filled_copies import Element, W, changed, paragraph_of

if TYPE_CHECKING:
    from surveys.questionnaire import Item, Questionnaire

Change = Callable[[Element, "Item", "Item"], None]

CODE: Final = "sometimes"
PLANTED: Final = "Zebrafinch"
"""A word that no form holds: wherever a person writes it, it must be met again."""
AS_IT_WAS: Final = "As it was."
"""Stands in the last text before anybody does anything."""


@dataclass(frozen=True, kw_only=True)
class Habit:
    """One thing that people do. `change` gets the document, a question to choose at, and one to write at.

    `means` is the code it means at the first question, empty where nobody can say; `clear` whether it must be read
    without a doubt; `planted` whether it brings words that must not be lost, and `joins`
    whether these are part of an answer.
    """

    name: str
    change: Change
    means: str = CODE
    clear: bool = False
    planted: bool = False
    joins: bool = False
    removes: bool = False
    """Whether it takes out the text that stood there."""
    wrap: Callable[[bytes], bytes] = bytes


def line_of(root: Element, item: Item, code: str = CODE) -> Element:
    """Return the paragraph of an option."""
    return paragraph_of(root, f"{item.name}:{code}")


def label_of(root: Element, item: Item, code: str = CODE) -> Element:
    """Return the run that holds an option's words."""
    return [run for run in line_of(root, item, code).iter(f"{W}r") if len(words_in(run).strip()) > 1][-1]


def words_in(element: Element) -> str:
    """Return the words inside an element."""
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def others(item: Item) -> list[str]:
    """Return the codes of the options that are not meant."""
    return [code for code in item.codes if code != CODE]


def heading_of(root: Element, item: Item) -> Element:
    """Return the paragraph of a question's heading."""
    for mark in root.iter(f"{W}bookmarkStart"):
        if mark.get(f"{W}name") == f"q_{item.name}":
            return mark.getparent()
    raise LookupError(item.name)


def question(questionnaire: Questionnaire) -> Item:
    """Return the question at which habits are shown."""
    return next(item for item in questionnaire.items if CODE in item.codes and item.relevance is None)


def last_text(questionnaire: Questionnaire) -> Item:
    """Return the text at which habits are shown."""
    return [item for item in questionnaire.items if item.kind == "text"][-1]


def with_habit(content: bytes, habit: Habit, questionnaire: Questionnaire) -> bytes:
    """Return the copy after a person did this to it, at its first question with such an option and its last text."""
    chosen, text = question(questionnaire), last_text(questionnaire)
    return habit.wrap(changed(content, lambda root: habit.change(root, chosen, text)))
