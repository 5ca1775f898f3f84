"""What is in doubt on a copy, in words for the inspector who settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.copies.reading import NOTHING, SAME_ANSWERS, SAME_FILE
from exports.copies.wording import reading

if TYPE_CHECKING:
    from app.copies.reading import Question

_OURS: Final = {
    SAME_FILE: "This file was taken in before.",
    SAME_ANSWERS: "A copy with the very same answers was taken in before.",
    NOTHING: "No question on this copy is answered.",
}


def reason(name: str) -> str:
    """Say why a person must look, in a sentence."""
    if name in _OURS:
        return _OURS[name]
    words = reading().doubts[name]
    return f"{words[0].upper()}{words[1:]}."


def reason_words(question: Question) -> str:
    """Say in one line what is in doubt."""
    where = f"{question.item}: " if question.item else ""
    return f"{where}{reason(question.reason)}"
