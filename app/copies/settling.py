"""Settling what is in doubt on a copy: one question at a time, each of which can be taken back."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from app.copies.reading import NOT_ASKED, NOTHING, SAME_ANSWERS, SAME_FILE, Question, Reading, Step
from surveys.answers import Fault, check_all
from surveys.questionnaire import ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from surveys.answers import Problem
    from surveys.questionnaire import Item, Questionnaire

MOST_CHECKS: Final = 100
"""Questions that settling one copy may raise before a person is asked to type it in by hand."""

_REASONS: Final = {Fault.NOT_ASKED: NOT_ASKED, Fault.TOO_LONG: "too_long", Fault.TOO_MANY: "two_ticks"}


class Way(StrEnum):
    """What a person says to a question."""

    ANSWER = "answer"
    """These are the answers to the question; none at all where it was skipped."""
    AS_IT_IS = "as_it_is"
    """What was read stands, and the words in doubt are no answer."""
    ADD = "add"
    """The words in doubt belong to a question that takes words."""
    ALSO = "also"
    """An earlier question is answered so that this one applies."""
    COUNT = "count"
    """The copy counts, although it is like another."""
    ASIDE = "aside"
    """The copy is not counted."""


class NotAChoiceError(ValueError):
    """What came back is no way to settle the question."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a person said: the way, the question it is about and the answers or words given."""

    way: Way
    item: str = ""
    given: tuple[str, ...] = ()


def settle(reading: Reading, questionnaire: Questionnaire, decision: Decision) -> Reading:
    """Return the reading with its first open question settled, and with what that raises. Raises NotAChoiceError."""
    if not reading.open:
        raise NotAChoiceError("Nothing is in doubt on this copy.")
    question = reading.open[0]
    raw = dict(reading.raw)
    match decision.way:
        case Way.ASIDE:
            return replace(reading, aside=True)
        case Way.COUNT if question.reason in {SAME_FILE, SAME_ANSWERS}:
            pass
        case Way.AS_IT_IS if question.reason not in {SAME_FILE, SAME_ANSWERS, NOTHING}:
            pass
        case Way.ANSWER if question.item and question.item in questionnaire:
            _answer(raw, question.item, decision.given)
        case Way.ADD if decision.item in {item.name for item in texts(questionnaire)} and question.shown:
            raw[decision.item] = ("\n".join([*raw.get(decision.item, ()), question.shown]),)
        case Way.ALSO if question.item and _also(decision) in _would_apply(questionnaire, question):
            _answer(raw, decision.item, decision.given)
            raw[question.item] = tuple(question.shown.split("; "))
        case _:
            raise NotAChoiceError("This can't be settled in that way.")
    step = Step(question=question, before=reading.raw)
    return checked(replace(reading, raw=raw, open=reading.open[1:], steps=(*reading.steps, step)), questionnaire)


def take_back(reading: Reading) -> Reading:
    """Return the reading as it was before the last question was settled."""
    if not reading.steps:
        return reading
    last = reading.steps[-1]
    still_open = (last.question, *(one for one in reading.open if one != last.question))
    return replace(reading, raw=last.before, open=still_open, steps=reading.steps[:-1])


def checked(reading: Reading, questionnaire: Questionnaire) -> Reading:
    """Return the reading with a question for each answer that the gate refuses, once nothing else is open."""
    if reading.open or len(reading.steps) > MOST_CHECKS:
        return reading
    found = check_all(questionnaire, reading.raw)
    if not found.problems:
        clear = {name: answer.codes or (answer.text,) for name, answer in found.answers.items()}
        nothing = () if clear else (Question(item=None, reason=NOTHING),)
        return replace(reading, raw=clear, open=nothing)
    refused = {problem.item for problem in found.problems}
    raw = {item: given for item, given in reading.raw.items() if item not in refused}
    return replace(reading, raw=raw, open=tuple(_asked(problem) for problem in found.problems))


def texts(questionnaire: Questionnaire) -> tuple[Item, ...]:
    """Return the questions that take words."""
    return tuple(item for item in questionnaire.items if item.kind is ItemKind.TEXT)


def would_apply(questionnaire: Questionnaire, question: Question) -> Iterator[tuple[Item, str]]:
    """Yield each answer to an earlier question with which the question would apply."""
    if question.item is None or question.item not in questionnaire:
        return
    relevance = questionnaire.item(question.item).relevance
    if relevance is not None:
        earlier = questionnaire.item(relevance.item)
        for option in earlier.options:
            if option.code in relevance.codes:
                yield earlier, option.code


def _also(decision: Decision) -> tuple[str, ...]:
    return (decision.item, *decision.given)


def _would_apply(questionnaire: Questionnaire, question: Question) -> set[tuple[str, ...]]:
    return {(earlier.name, code) for earlier, code in would_apply(questionnaire, question)}


def _answer(raw: dict[str, tuple[str, ...]], item: str, given: Sequence[str]) -> None:
    kept = tuple(one for one in given if one.strip())
    if kept:
        raw[item] = kept
    else:
        raw.pop(item, None)


def _asked(problem: Problem) -> Question:
    return Question(item=problem.item, reason=_REASONS.get(problem.fault, "unclear"), shown="; ".join(problem.given))


def answered(raw: Mapping[str, tuple[str, ...]]) -> bytes:
    """Return the answers in one order, so that the same answers are the same bytes."""
    return json.dumps(
        [[item, sorted(" ".join(one.casefold().split()) for one in raw[item])] for item in sorted(raw)]
    ).encode()
