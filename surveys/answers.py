"""Answers, and the one gate they all pass, whether they came by web, Word copy, paper or import."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final, assert_never

from surveys import routing
from surveys.questionnaire import Item, ItemKind

if TYPE_CHECKING:
    from surveys.questionnaire import Questionnaire

RawAnswers = Mapping[str, Sequence[str]]
"""What came back before it was checked: for each item's name the codes chosen, or one text."""

LONGEST_TEXT: Final = 10_000
"""Characters kept of one text. More than this is refused with a problem, never cut."""

# Not category Cf: it holds the joiners that emoji, Arabic and Indic scripts are written with.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Fault(StrEnum):
    """What can be wrong with what came back."""

    NO_SUCH_ITEM = "no_such_item"
    NO_SUCH_OPTION = "no_such_option"
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer that passed the gate: the codes chosen, in the questionnaire's order, or a text."""

    item: str
    codes: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Why an answer did not pass, with what was given, so that nothing a person wrote is lost."""

    item: str
    fault: Fault
    given: tuple[str, ...]

    def __str__(self) -> str:
        """Say it in one line, for logs of imports and command lines."""
        shown = ", ".join(repr(value[:60]) for value in self.given)
        match self.fault:
            case Fault.NO_SUCH_ITEM:
                return f"{self.item}: this questionnaire has no such item"
            case Fault.NO_SUCH_OPTION:
                return f"{self.item}: no such option: {shown}"
            case Fault.TOO_MANY:
                return f"{self.item}: takes one answer, but {len(self.given)} were given: {shown}"
            case Fault.TOO_LONG:
                return f"{self.item}: the text is longer than {LONGEST_TEXT} characters"
            case Fault.NOT_ASKED:
                return f"{self.item}: does not apply after the other answers: {shown}"
            case _:
                assert_never(self.fault)


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What the gate let through and what it did not. A skipped item is in neither."""

    answers: Mapping[str, Answer]
    problems: tuple[Problem, ...]


def clean(text: str) -> str:
    """Return `text` in composed form with plain line ends and no control characters, trimmed at both ends."""
    if text.isascii() and text.isprintable():  # nothing of the rest can be in it: most answers end here
        return text.strip()
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", plain).strip()  # last, since what stood on both sides of one may compose


def check(item: Item, raw: Sequence[str]) -> Answer | Problem | None:
    """Check what was given for one item; None means it was skipped."""
    given = tuple(filter(None, map(clean, raw)))
    if not given:
        return None
    match item.kind:
        case ItemKind.NOTE:
            return Problem(item=item.name, fault=Fault.NOT_ASKED, given=given)
        case ItemKind.SELECT_ONE | ItemKind.SELECT_MULTIPLE:
            return _chosen(item, given)
        case ItemKind.TEXT:
            return _written(item, given)
        case _:
            assert_never(item.kind)


def check_all(questionnaire: Questionnaire, raw: RawAnswers) -> Checked:
    """Check everything that came back for one questionnaire, the items' relevance included."""
    answers: dict[str, Answer] = {}
    problems: list[Problem] = []
    for name, values in raw.items():
        if name not in questionnaire:
            problems.append(Problem(item=name, fault=Fault.NO_SUCH_ITEM, given=tuple(values)))
            continue
        item = questionnaire.item(name)
        if len(values) == 1 and values[0] in item.codes:  # as most are, on each page that someone opens
            answers[name] = _answer(name, (values[0],))
            continue
        match check(item, values):
            case Answer() as answer:
                answers[name] = answer
            case Problem() as problem:
                problems.append(problem)
            case None:
                pass
    taken = {
        item.name: answers.pop(item.name) for item in routing.route(questionnaire, answers) if item.name in answers
    }
    problems.extend(
        Problem(item=name, fault=Fault.NOT_ASKED, given=answer.codes or (answer.text,))
        for name, answer in answers.items()
    )
    return Checked(answers=taken, problems=tuple(problems))


def _chosen(item: Item, given: tuple[str, ...]) -> Answer | Problem:
    if len(given) == 1 and given[0] in item.codes:  # as most are, which spares an import a third of its time here
        return _answer(item.name, given)
    unknown = tuple(code for code in given if code not in item.codes)
    if unknown:
        return Problem(item=item.name, fault=Fault.NO_SUCH_OPTION, given=unknown)
    chosen = tuple(code for code in item.codes if code in given)
    if item.kind is ItemKind.SELECT_ONE and len(chosen) > 1:
        return Problem(item=item.name, fault=Fault.TOO_MANY, given=chosen)
    return _answer(item.name, chosen)


@lru_cache(maxsize=4096)
def _answer(item: str, codes: tuple[str, ...]) -> Answer:
    """Return one value for all who chose the same: thousands of people choose among a few hundred options."""
    return Answer(item=item, codes=codes)


def _written(item: Item, given: tuple[str, ...]) -> Answer | Problem:
    if len(given) > 1:
        return Problem(item=item.name, fault=Fault.TOO_MANY, given=given)
    if len(given[0]) > LONGEST_TEXT:
        return Problem(item=item.name, fault=Fault.TOO_LONG, given=given)
    return Answer(item=item.name, text=given[0])
