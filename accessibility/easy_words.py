"""Easy words that stand for a secret: the list they are taken from, and reading what a person typed of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Final

NUMBER: Final = 4
"""How many words stand for one secret."""

LONGEST: Final = 200
"""Characters of what was typed that are looked at; four words take at most 39."""

_LIST: Final = Path(__file__).with_name("easy_words.txt")
_BETWEEN: Final = re.compile(r"[^a-z]+")
_JOINING: Final = frozenset({"and", "the", "then"})
"""What people say between words. None of them is on the list."""
_ALIKE: Final = 0.7


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What was understood of the words that a person typed."""

    words: tuple[str, ...]
    """The words of ours, as they stand on the list."""
    strange: tuple[str, ...] = ()
    """What is no word of ours."""

    @property
    def whole(self) -> bool:
        """Whether these are as many different words of ours as stand for a secret, and nothing else."""
        return not self.strange and len(self.words) == len(set(self.words)) == NUMBER


@cache
def easy_words() -> tuple[str, ...]:
    """Return the list: short words for everyday things that are easy to spell and to tell apart, by their letters."""
    return tuple(_LIST.read_text(encoding="ascii").split())


def understood(typed: str) -> Typed:
    """Read words whatever their capitals, the signs between them, and the numbers before them.

    Words that were run together are told apart where that can be done in one way only.
    """
    letters = unicodedata.normalize("NFKC", typed[:LONGEST]).casefold()
    words: list[str] = []
    strange: list[str] = []
    for part in filter(None, _BETWEEN.split(letters)):
        if part in _known():
            words.append(part)
        elif part not in _JOINING:
            apart = _apart(part)
            if len(apart) == 1:
                words.extend(apart[0])
            else:
                strange.append(part)
    return Typed(words=tuple(words), strange=tuple(strange))


def near(strange: str) -> tuple[str, ...]:
    """Return the words of the list that somebody may have meant, the likeliest first; it tells nothing of a secret."""
    return tuple(get_close_matches(strange, easy_words(), n=2, cutoff=_ALIKE))


@cache
def _known() -> frozenset[str]:
    return frozenset(easy_words())


def _apart(run: str, most: int = NUMBER) -> list[tuple[str, ...]]:
    """Return every way to read `run` as two to four words of ours."""
    if run in _known():
        return [(run,)]
    if most == 1:
        return []
    return [
        (run[:end], *rest)
        for end in range(1, len(run))
        if run[:end] in _known()
        for rest in _apart(run[end:], most - 1)
    ]
