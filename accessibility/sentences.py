"""Sentences and lines, and what can be counted in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WORD: Final = re.compile(r"\w+(?:[’'.-]\w+)*")
_GAP: Final = re.compile(r"(?<=[.?!])[”’\"')\]]*\s+(?=[“‘\"'(\[]*[A-Z0-9])")
_END: Final = re.compile(r"[.?!:][”’\"')\]]*$")


class Measure(Protocol):
    """Counts something in the lines of a wording: yields words as they stand, each with its number."""

    def __call__(self, lines: tuple[str, ...], *, ends: bool) -> Iterator[tuple[str, int]]:
        """Measure the lines; `ends` says whether each is a sentence that must end as one does."""


def words(sentence: str) -> tuple[str, ...]:
    """Return the words of a sentence; a number or a word with a hyphen or an apostrophe is one word."""
    return tuple(_WORD.findall(sentence))


def sentences(line: str) -> tuple[str, ...]:
    """Return the sentences that stand in a line."""
    return tuple(sentence for sentence in _GAP.split(line) if sentence)


def _lengths(lines: tuple[str, ...], *, ends: bool) -> Iterator[tuple[str, int]]:
    del ends
    for line in lines:
        for sentence in sentences(line):
            yield sentence, len(words(sentence))


def _commas(lines: tuple[str, ...], *, ends: bool) -> Iterator[tuple[str, int]]:
    del ends
    for line in lines:
        for sentence in sentences(line):
            yield sentence, sentence.count(",")


def _in_a_line(lines: tuple[str, ...], *, ends: bool) -> Iterator[tuple[str, int]]:
    del ends
    for line in lines:
        yield line, len(sentences(line))


def _unfinished(lines: tuple[str, ...], *, ends: bool) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(lines):
        must_end = ends or number < len(lines) - 1
        yield line, int(must_end and not _END.search(line))


MEASURES: Final[Mapping[str, Measure]] = {
    "sentence_length": _lengths,
    "commas": _commas,
    "sentences_in_a_line": _in_a_line,
    "unfinished_line": _unfinished,
}
"""What each rule about sentences in easy_read.yaml counts."""
