"""Shows the part of a copy that a doubt is about. The file is opened again in a process with limits, never in ours."""

from __future__ import annotations

import atexit
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from app.copies.reading import Question, Reading
    from exports.reading.shown import Shown
    from exports.reading.worker import Worker
    from surveys.questionnaire import Questionnaire

_ONE_AT_A_TIME: Final = Lock()
_READER: Final[list[Worker]] = []
"""The process, once it is needed: starting one takes half a second, and a person settles a doubt every few seconds."""


def part(original: bytes, reading: Reading, questionnaire: Questionnaire, question: Question) -> tuple[Shown, ...]:
    """Return the lines of the original at the question, or around its words. Raises exports.word.UnreadableError."""
    from exports.reading.shown import About
    from exports.reading.worker import Worker

    about = About(questionnaire=questionnaire, language=reading.language, item=question.item, words=question.shown)
    with _ONE_AT_A_TIME:
        if not _READER:
            _READER.append(Worker())
            atexit.register(_READER[0].close)
        return _READER[0].part(original, reading.file, about)
