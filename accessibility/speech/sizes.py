"""How many kilobits a second each recording may take, so that a whole question costs a phone little of its data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accessibility import audio
from accessibility.speech.voice import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from surveys.questionnaire import Questionnaire

LARGEST_QUESTION: Final = 40_000
"""Bytes that the recordings of one question should keep to, and its recording as a whole."""
MOST, FEWEST = 20, 12
"""Kilobits a second. With less than FEWEST, speech gets hard to follow, so a very long question grows instead."""

_LETTERS_A_SECOND: Final = 14.0
_LETTERS_A_SECOND_EASY: Final = 11.5
_AROUND_WORDS: Final = 0.2
"""Seconds of breath in each recording."""
# Measured on the shipped questionnaires: bytes for each kilobit a second of a recording, by second and by recording,
# and bytes for a second of silence.
_BYTES_A_SECOND: Final = 142
_BYTES_A_RECORDING: Final = 42
_BYTES_OF_SILENCE: Final = 1_140


def pauses(segments: Sequence[audio.Segment]) -> tuple[float, ...]:
    """Return the seconds of silence after each segment of a whole item: time to think."""
    return tuple(0.7 if segment.part in {audio.LABEL, audio.HINT} else 0.45 for segment in segments)


def kilobits(questionnaires: Iterable[Questionnaire]) -> dict[str, int]:
    """Return the kilobits a second for each recording, by its file name: what the longest item that has it leaves it.

    Worked out from the number of letters, so that it is the same whichever recordings are there already.
    """
    allowed: dict[str, int] = {}
    for questionnaire in questionnaires:
        for language in questionnaire.wordings_in:
            for item in questionnaire.items:
                segments = audio.script(item, language)
                seconds = sum(_seconds(Line(words=one.words, language=language)) for one in segments)
                for_words = LARGEST_QUESTION - sum(pauses(segments)) * _BYTES_OF_SILENCE
                fitting = int(for_words / (seconds * _BYTES_A_SECOND + len(segments) * _BYTES_A_RECORDING))
                for one in segments:
                    name = audio.file_name(one.words, language)
                    allowed[name] = min(allowed.get(name, MOST), max(fitting, FEWEST))
    return allowed


def _seconds(line: Line) -> float:
    return len(line.words) / (_LETTERS_A_SECOND_EASY if line.easy else _LETTERS_A_SECOND) + _AROUND_WORDS
