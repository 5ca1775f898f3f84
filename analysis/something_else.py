"""Comments that the code frame has no theme for, gathered by the words they share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.frame import SMALLEST_BASE
from analysis.vocabulary import vocabulary
from analysis.words import tokens
from analysis.written import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.comments import Comment, Comments

MOST: Final = 6
"""Gatherings shown."""
_SHORTEST_WORD: Final = 4
_FEWEST_WORDS: Final = 2
"""Words that say something which a comment must have to be more than "nothing" or "all good"."""
_WORDS_SHOWN: Final = 3
_STANDS_OUT: Final = 2.0
"""How many times as common a word must be among comments without a theme as among the others."""


@dataclass(frozen=True, kw_only=True)
class Gathering:
    """Comments that fit no theme and share a word."""

    words: tuple[str, ...]
    """The shared word, then those that most often stand beside it."""
    submissions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SomethingElse:
    """Everyone whose comment in English says something that fits no theme."""

    submissions: tuple[str, ...]
    gatherings: tuple[Gathering, ...]


def something_else(comments: Comments) -> SomethingElse:
    """Return who wrote what fits no theme, and what recurs there among at least SMALLEST_BASE people.

    A word gathers comments when it is far commoner there than in comments with a theme; no comment is in two
    gatherings. Only words of the project's own vocabulary are shown, so that no name is.
    """
    said = [(comment, _telling(comment)) for comment in comments.every if comment.language.is_english]
    left = [(comment, words) for comment, words in said if not comment.coded and len(words) >= _FEWEST_WORDS]
    elsewhere = Counter(word for comment, words in said if comment.coded for word in words)
    coded = sum(1 for comment, _ in said if comment.coded)
    found: list[Gathering] = []
    everyone = _people(comment for comment, _ in left)
    while len(found) < MOST:
        best = _best(left, elsewhere, coded)
        if best is None:
            break
        inside = [(comment, words) for comment, words in left if best in words]
        beside = Counter(word for _, words in inside for word in words if word != best)
        shown = [word for word, times in sorted(beside.items(), key=lambda pair: (-pair[1], pair[0])) if times > 1]
        found.append(
            Gathering(words=(best, *shown[: _WORDS_SHOWN - 1]), submissions=_people(comment for comment, _ in inside))
        )
        left = [(comment, words) for comment, words in left if best not in words]
    return SomethingElse(submissions=everyone, gatherings=tuple(found))


def _best(left: Sequence[tuple[Comment, frozenset[str]]], elsewhere: Counter[str], coded: int) -> str | None:
    """Return the word that gathers most for its commonness elsewhere, None where none gathers enough people."""
    people: dict[str, set[str]] = {}
    for comment, words in left:
        for word in words:
            people.setdefault(word, set()).add(comment.submission)
    scores: dict[str, float] = {}
    for word, those in people.items():
        here, there = len(those) / len(left), (elsewhere[word] + 1) / (coded + SMALLEST_BASE)
        if len(those) >= SMALLEST_BASE and here >= _STANDS_OUT * there:
            scores[word] = len(those) * float(np.log(here / there))
    return max(sorted(scores), key=lambda word: scores[word], default=None)


def _telling(comment: Comment) -> frozenset[str]:
    words = {token.word for token in tokens(comment.text.words)}
    return frozenset(_single(word) for word in words if len(word) >= _SHORTEST_WORD and _tells(word))


@lru_cache(maxsize=50_000)
def _tells(word: str) -> bool:
    """Whether a word is of the project's own vocabulary, and no name and no small word."""
    known = vocabulary()
    names = word in known.both or word in known.given
    return not names and word not in _small_words() and known.knows(word)


def _single(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > _SHORTEST_WORD else word


@cache
def _small_words() -> frozenset[str]:
    content: dict[str, Any] = written("languages")
    return frozenset(content["english"].split())


def _people(comments: Iterable[Comment]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(comment.submission for comment in comments))
