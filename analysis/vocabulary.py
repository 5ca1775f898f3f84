"""Words that say nothing about who someone is: the project's own list, and its questionnaires' and codebook's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from analysis.written import written
from surveys import definitions


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """Word lists for telling names from other words, all in lower case without apostrophes."""

    ordinary: frozenset[str]
    capitalised: frozenset[str]
    both: frozenset[str]
    title: frozenset[str]
    relation: frozenset[str]
    named: frozenset[str]
    given: frozenset[str]
    """Given names that are no other word."""
    doing: frozenset[str]
    """Words that are ordinary and names both, and hardly ever names where they follow "my son" or "I asked"."""
    telling: frozenset[str]
    """After these, as in "I asked", somebody's name may follow in small letters."""
    done: frozenset[str]
    """What somebody does: after a name, and seldom after the same word in its ordinary sense."""
    links: frozenset[str]
    school: frozenset[str]
    place: frozenset[str]
    street: frozenset[str]
    digits: frozenset[str]
    helplines: frozenset[str]

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is ordinary, as it stands or without a common ending."""
        if word in self.ordinary or word in self.capitalised:
            return True
        for ending, instead in _ENDINGS:
            if word.endswith(ending):
                stem = word[: -len(ending)] + instead
                if len(stem) >= _SHORTEST_STEM and stem in self.ordinary:
                    return True
        return False


_ENDINGS: Final = tuple(
    (ending, instead)
    for instead, endings in {
        "": (
            *("s", "es", "ed", "ing", "er", "ers", "est", "ly"),
            *("ness", "ful", "less", "ment", "able", "nt", "ll", "ve", "re"),
        ),
        "e": ("ed", "ing", "er", "ers"),
        "y": ("ies", "ied", "ily"),
    }.items()
    for ending in endings
)
_SHORTEST_STEM: Final = 2


@cache
def vocabulary() -> Vocabulary:
    """Return the word lists of vocabulary.yaml, with the words of the questionnaires and the codebook."""
    content: dict[str, Any] = written("vocabulary")
    lists = {name: _words(entry) for name, entry in content.items() if isinstance(entry, str)}
    codebook = _words(Path(__file__).with_name("themes.yaml").read_text(encoding="utf-8"))
    asked = frozenset(
        word
        for questionnaire in definitions.catalogue().values()
        for _, _, wording in questionnaire.wordings()
        for words in wording.words.values()
        for word in _words(words)
    )
    return Vocabulary(
        ordinary=lists["ordinary"] | ((codebook | asked) - lists["both"]),
        capitalised=lists["capitalised"],
        both=lists["both"],
        title=lists["title"],
        relation=lists["relation"],
        named=lists["named"],
        given=lists["given"],
        doing=lists["doing"],
        telling=lists["telling"],
        done=lists["done"],
        links=lists["links"],
        school=lists["school"],
        place=lists["place"],
        street=lists["street"],
        digits=lists["digits"],
        helplines=frozenset(content["helplines"]),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9&]+", text.lower().replace("’", "").replace("'", "")))
