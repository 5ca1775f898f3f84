"""Figures of how easily words are read: lengths of sentences, hard words, and the Flesch-Kincaid grade.

The grade is 0.39 x words a sentence + 11.8 x syllables a word - 15.59 (Kincaid, Fishburne, Rogers and Chissom 1975):
the year of an American school in which the words are understood, so that 5 more years is about the age. Syllables are
counted by the rule of Talburt (1985, "The Flesch Index: an easily programmable readability analysis algorithm"), with
the endings that are spoken after all, as in "needed" and "services". It guesses; over many words its mistakes nearly
cancel out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from accessibility.phrases import Phrases
from accessibility.sentences import sentences, words

if TYPE_CHECKING:
    from collections.abc import Iterable

LONG: Final = 15
"""The words that a sentence of easy read has at most."""

_RULES: Final = Path(__file__).with_name("easy_read.yaml")
_LETTERS: Final = re.compile(r"[a-z]+")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(r"(?:(?<![scgzx])(?<![sc]h)es|(?<![td])ed|(?<![^aeiouy]l)e)$")
_SHORT: Final = 3


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What was counted in some sentences."""

    sentences: int
    words: int
    syllables: int
    longest: str
    """The longest sentence."""
    over: int
    """Sentences of more than `LONG` words."""
    hard: int
    """Words of the list of hard words, also those that are explained beside it."""

    @property
    def mean(self) -> float:
        """Words a sentence."""
        return self.words / self.sentences

    @property
    def share_over(self) -> float:
        """The share of sentences with more than `LONG` words."""
        return self.over / self.sentences

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade."""
        return 0.39 * self.mean + 11.8 * self.syllables / self.words - 15.59


def figures(lines: Iterable[str]) -> Figures:
    """Count in every sentence of `lines`. ValueError where there is no word."""
    counted = [(sentence, words(sentence)) for line in lines for sentence in sentences(line)]
    counted = [(sentence, found) for sentence, found in counted if found]
    if not counted:
        message = "there is no word to count"
        raise ValueError(message)
    return Figures(
        sentences=len(counted),
        words=sum(len(found) for _, found in counted),
        syllables=sum(syllables(word) for _, found in counted for word in found),
        longest=max(counted, key=lambda one: len(one[1]))[0],
        over=sum(len(found) > LONG for _, found in counted),
        hard=sum(len(_hard().find(sentence)) for sentence, _ in counted),
    )


def syllables(word: str) -> int:
    """Return about how many syllables a word has: groups of vowels, without an e, es or ed at its end that is silent.

    A part of up to three letters has one, and so has a number.
    """
    return max(1, sum(_in_a_part(part) for part in _LETTERS.findall(re.sub("[’']", "", word.lower()))))


def _in_a_part(part: str) -> int:
    return 1 if len(part) <= _SHORT else max(1, len(_VOWELS.findall(_SILENT.sub("", part))))


@cache
def _hard() -> Phrases:
    rules: list[dict[str, Any]] = yaml.safe_load(_RULES.read_text(encoding="utf-8"))["words"]
    rule = next(rule for rule in rules if rule["id"] == "hard_word")
    return Phrases.of(words=rule["words"], patterns=(), allowed=rule.get("allowed", ()))
