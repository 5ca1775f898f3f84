"""Words and phrases found in a text: patterns of words and stems, indexed so that many are looked up at once."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

GAP: Final = 4
"""Words that two dots in a pattern may stand for, at most, inside one sentence."""

END: Final = "."
"""The token at which a sentence ends; no pattern runs across it."""

BREAK: Final = ","
"""The token at which a clause ends; a pattern does not see it."""

_APOSTROPHES: Final = re.compile(r"(?<=\w)['’‘`](?=\w)")
_SHORTEST_STEM: Final = 2
_REMEMBERED: Final = 50_000
"""Words whose patterns are kept at hand; people write the same ones over and over."""


class Token(NamedTuple):
    """One word in lower case without apostrophes, or END or BREAK, and where it stood in the text."""

    word: str
    start: int
    end: int


class Match(NamedTuple):
    """A pattern found: its name, and the places of its first token and of the one after its last."""

    name: str
    first: int
    after: int


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text and the ends of its sentences and clauses."""
    plain = _unaccented(_APOSTROPHES.sub("\0", text)) if not text.isascii() else _APOSTROPHES.sub("\0", text)
    found: list[Token] = []
    for match in _WORD_WITH_APOSTROPHE.finditer(plain):
        piece = match.group()
        if piece[0] in ",()–—":
            word = BREAK
        elif piece[0] in ".!?\n;:…":
            word = END
        else:
            word = piece.replace("\0", "").lower()
        found.append(Token(word, *match.span()))
    return tuple(found)


_WORD_WITH_APOSTROPHE: Final = re.compile(r"[^\W_]+(?:\x00[^\W_]+)*|[.!?\n;:…]|[,()–—]")


def _unaccented(text: str) -> str:
    """Return the text with accents taken off, each character still at its place."""
    return "".join(
        (unicodedata.normalize("NFD", character)[0] if ord(character) > _ASCII else character) for character in text
    )


_ASCII: Final = 127


@dataclass(frozen=True, kw_only=True)
class _Step:
    """What may stand at one place of a pattern: words, beginnings of words, or up to GAP words of any kind."""

    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    gap: bool = False

    def fits(self, word: str) -> bool:
        return word in self.words or (bool(self.stems) and word.startswith(self.stems))


_Rest = tuple[_Step, ...]


class Phrases:
    """Patterns by name, found in one pass over the words of a text.

    A pattern is words parted by spaces: `wait*` is a stem, `a|b` either, `..` up to GAP words between. Words are
    matched without apostrophes and accents, so that "can't" is written `cant`.
    """

    def __init__(self, patterns: Iterable[tuple[str, str]]) -> None:
        self._words: dict[str, list[tuple[str, _Rest]]] = {}
        self._stems: dict[str, list[tuple[str, _Rest]]] = {}
        for name, pattern in patterns:
            first, *rest = pattern.split()
            entry = name, tuple(_step(written) for written in rest)
            for way in first.split("|"):
                if way.endswith("*"):
                    self._stems.setdefault(way[:-1], []).append(entry)
                else:
                    self._words.setdefault(way, []).append(entry)
        self._longest = max((len(stem) for stem in self._stems), default=0)
        self._known: dict[str, tuple[tuple[str, _Rest], ...]] = {}

    def find(self, words: Sequence[str]) -> Iterator[Match]:
        """Yield each pattern found among the words of `tokens`, in the order they stand."""
        known = self._known
        for place, word in enumerate(words):
            begun = known.get(word)
            if begun is None:
                begun = self._beginning_with(word)
            if not begun:
                continue
            following = words[place + 1] if place + 1 < len(words) else END
            for name, rest in begun:
                # Most patterns end here, at the next word: seen before anything is called.
                if rest and following != BREAK and not rest[0].gap and not rest[0].fits(following):
                    continue
                if (after := _follows(words, place + 1, rest)) is not None:
                    yield Match(name, place, after)

    def _beginning_with(self, word: str) -> tuple[tuple[str, _Rest], ...]:
        found = list(self._words.get(word, ()))
        for length in range(_SHORTEST_STEM, min(len(word), self._longest) + 1):
            found += self._stems.get(word[:length], ())
        if len(self._known) < _REMEMBERED:
            self._known[word] = tuple(found)
        return tuple(found)


def _step(written: str) -> _Step:
    if written == "..":
        return _Step(gap=True)
    ways = written.split("|")
    return _Step(
        words=frozenset(way for way in ways if not way.endswith("*")),
        stems=tuple(way[:-1] for way in ways if way.endswith("*")),
    )


def _follows(words: Sequence[str], place: int, rest: _Rest) -> int | None:
    """Return the place after `rest`, when it stands from `place` on."""
    for number, step in enumerate(rest):
        if step.gap:
            return _after_gap(words, place, rest[number + 1 :])
        while place < len(words) and words[place] == BREAK:
            place += 1
        if place >= len(words) or not step.fits(words[place]):
            return None
        place += 1
    return place


def _after_gap(words: Sequence[str], place: int, following: _Rest) -> int | None:
    first = following[0]
    for here in range(place, min(place + GAP, len(words) - 1) + 1):
        if here > place and words[here - 1] == END:
            return None
        if not first.gap and words[here] != BREAK and not first.fits(words[here]):
            continue
        after = _follows(words, here, following)
        if after is not None:
            return after
    return None


def patterns(written: str) -> tuple[str, ...]:
    """Return the patterns of a codebook's entry, which parts them by semicolons."""
    return tuple(" ".join(part.split()) for part in written.split(";") if part.strip())
