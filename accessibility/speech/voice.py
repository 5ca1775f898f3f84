"""What every voice does, and what it gives back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from surveys.questionnaire import EASY_ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from surveys.questionnaire import Language

_ENDS_A_SENTENCE: Final = frozenset(".?!:;…")
_SIMPLE: Final = EASY_ENGLISH.partition("-")[2]
_NUMBER_TO_CALL: Final = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d\b)\d{3,}(?![\d,]|\.\d)")
"""Three digits and more that are no year and no part of a larger number: nothing else in our words is written so."""
_DIGITS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class VoiceError(Exception):
    """A voice can't speak; the message says why and what to do, in one line."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """Words to be spoken, one sentence a line, in one language."""

    words: str
    language: Language

    @property
    def base(self) -> str:
        """The language without its form: `en` for `en-simple`."""
        return self.language.partition("-")[0]

    @property
    def easy(self) -> bool:
        """Whether the words are easy read, which is spoken slower."""
        return _SIMPLE in self.language.split("-")[1:]

    @property
    def spoken(self) -> str:
        """The words as a voice wants them: each line ends as a sentence does, so that the voice pauses there.

        The words stay as many, and in the same order, as in `words`. A number to call is said digit by digit.
        """
        words = _NUMBER_TO_CALL.sub(_digit_by_digit, self.words) if self.base == "en" else self.words
        lines = (line if line[-1] in _ENDS_A_SENTENCE else f"{line}." for line in words.splitlines() if line)
        return "\n".join(lines)


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """Sound as a voice gave it: one channel of samples from -1 to 1, and when each word begins, in seconds."""

    samples: NDArray[np.float32]
    rate: int
    starts: tuple[float, ...] = ()


def _digit_by_digit(number: re.Match[str]) -> str:
    return "-".join(_DIGITS[int(digit)] for digit in number[0])


class Voice(Protocol):
    """One way to have words spoken."""

    @property
    def name(self) -> str:
        """What the voice is called on the command line and in the manifest."""

    def speaks(self, language: Language) -> bool:
        """Whether the voice can read this language."""

    def say(self, lines: Iterable[Line]) -> Iterator[Spoken]:
        """Yield the sound of each line, in order. Raises VoiceError."""
