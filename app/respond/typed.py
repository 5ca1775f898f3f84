"""Four words as they came from a form: understood, or refused with what is wrong and how to put it right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from flask import request

from accessibility import easy_words
from app.respond import forms, gently

if TYPE_CHECKING:
    from app.store.tries import Kind

_NAMED: Final = 2
"""Strange words that the page names at once; the rest come after those are put right."""


class Fault(StrEnum):
    """Why the words open nothing."""

    LAPSED = "lapsed"
    EMPTY = "empty"
    STRANGE = "strange"
    NUMBER = "number"
    WRONG = "wrong"
    WAIT = "wait"


_STATUS: Final = {Fault.WAIT: 429}


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """What the page says is wrong."""

    fault: Fault
    strange: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Each word that is none of ours, with those of ours that look like it."""
    number: int = 0
    """How many different words of ours were typed."""
    minutes: int = 0
    """How long to wait."""

    @property
    def status(self) -> int:
        """The status that the page comes with."""
        return _STATUS.get(self.fault, 400)


def given() -> str:
    """Return what was typed, for the form to show again."""
    return request.form.get("words", "")[: easy_words.LONGEST]


def words(code: str, kind: Kind) -> tuple[str, ...] | Trouble:
    """Return the four words that were typed, one try of them counted; or what is wrong with them."""
    if not forms.genuine():
        return Trouble(fault=Fault.LAPSED)
    typed = easy_words.understood(given())
    if typed.strange:
        named = tuple((one[:20], easy_words.near(one)) for one in typed.strange[:_NAMED])
        return Trouble(fault=Fault.STRANGE, strange=named)
    if not typed.words:
        return Trouble(fault=Fault.EMPTY)
    if not typed.whole:
        return Trouble(fault=Fault.NUMBER, number=len(set(typed.words)))
    if minutes := gently.minutes_to_wait(code, kind):
        return Trouble(fault=Fault.WAIT, minutes=minutes)
    return typed.words
