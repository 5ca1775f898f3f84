"""Lists of words and patterns, and where a line holds one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, kw_only=True)
class Match:
    """Words found in a line, as they stand there, and what could be said in their place where the list knows."""

    words: str
    instead: str


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """What to look for, longest first, and what to pass over."""

    sought: tuple[re.Pattern[str], ...]
    allowed: tuple[re.Pattern[str], ...]
    instead: tuple[str, ...]
    """What to say in place of the words in each group of the first pattern."""

    @classmethod
    def of(cls, *, words: Sequence[str] | Mapping[str, str], patterns: Sequence[str], allowed: Sequence[str]) -> Self:
        """Make a list: `words` are found whole, with the endings -s, -es, -ed and -ing, whatever their case.

        A mapping gives for each word what to say in its place. `patterns` are regular expressions; those that name a
        capital letter tell capitals from small letters, the others do not. `allowed` words are passed over.
        """
        known = words if isinstance(words, Mapping) else dict.fromkeys(words, "")
        longest_first = sorted(known, key=len, reverse=True)
        return cls(
            sought=(_whole(longest_first), *(_pattern(pattern) for pattern in patterns)),
            allowed=(_whole(sorted(allowed, key=len, reverse=True)),),
            instead=tuple(known[word] for word in longest_first),
        )

    @classmethod
    def explaining(cls, words: str, forms: Sequence[str]) -> Self:
        """Make a list of the `forms` that a line explaining `words` can have; `{word}` stands for them in a form.

        The words are known again without their endings.
        """
        stem = re.sub(r"(?:es|(?<!s)s|ed|ing)$", "", words)
        word = rf"{re.escape(stem)}(?:e|s|es|ed|ing|ment|ments)?"
        return cls(sought=tuple(_pattern(form.replace("{word}", word)) for form in forms), allowed=(), instead=())

    def find(self, line: str) -> tuple[Match, ...]:
        """Return what the line holds, in its order. Words inside a longer match are not found again."""
        for pattern in self.allowed:
            line = pattern.sub(_blank, line)
        found: list[tuple[int, Match]] = []
        for number, pattern in enumerate(self.sought):
            for match in pattern.finditer(line):
                instead = self.instead[match.lastindex - 1] if number == 0 and match.lastindex else ""
                found.append((match.start(), Match(words=match[0], instead=instead)))
            line = pattern.sub(_blank, line)
        return tuple(match for _, match in sorted(found, key=lambda pair: pair[0]))


def _whole(words: Sequence[str]) -> re.Pattern[str]:
    # An empty list finds nothing; without `(?!)` it would find the empty text everywhere.
    groups = "|".join(f"({_forms(word)})" for word in words) or r"(?!)"
    return re.compile(rf"(?<![\w-])(?:{groups})(?![\w-])", re.IGNORECASE)


def _forms(word: str) -> str:
    if word.endswith("e"):
        return rf"{re.escape(word[:-1])}(?:e|es|ed|ing)"
    return rf"{re.escape(word)}(?:s|es|ed|ing)?"


def _pattern(pattern: str) -> re.Pattern[str]:
    names_capitals = re.search(r"[A-Z]", re.sub(r"\[A-Za-z\]|\\[A-Z]", "", pattern))
    return re.compile(pattern, re.NOFLAG if names_capitals else re.IGNORECASE)


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match[0])
