"""Which texts are in another language than English: kept for a person who reads it, and never coded as English."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from analysis import learned
from analysis.words import BREAK, END, Token, tokens
from analysis.written import written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ENGLISH: Final = "en"
UNKNOWN: Final = "und"
"""The code, by BCP 47, of a language that was not determined."""

_FEWEST: Final = 2
"""Different small words of another language before a text is taken for one in it."""
_MOST_ENGLISH: Final = 0.4
"""The share of a text's words that may be English ones where it is in another language."""
_SCRIPT_SHARE: Final = 0.4
_SHARE_OF_SMALL_WORDS: Final = 0.15


@dataclass(frozen=True, kw_only=True)
class Language:
    """What a text is written in, as far as its words show."""

    code: str
    name: str

    @property
    def is_english(self) -> bool:
        """Whether the text can be coded."""
        return self.code == ENGLISH


_IS_ENGLISH: Final = Language(code=ENGLISH, name="English")


def language(text: str, found: Sequence[Token] | None = None) -> Language:
    """Return the language of a text; English where nothing shows another one, however it is spelt.

    `found` are the text's tokens, where they are known already.
    """
    if (script := _script(text)) is not None:
        return Language(code=UNKNOWN, name=_lists().scripts[script])
    words = _words(tokens(text.translate(_STROKES)) if found is None or not text.isascii() else found)
    if len(words) < _FEWEST:
        return _IS_ENGLISH
    lists = _lists()
    english = sum(word in lists.english or word in lists.spoken for word in words)
    if english > _MOST_ENGLISH * len(words):
        return _IS_ENGLISH
    there = {code: {word for word in words if word in small} for code, small in lists.small.items()}
    code = max(there, key=lambda code: (len(there[code]), code))
    hits = sum(word in there[code] for word in words)
    if len(there[code]) < _FEWEST or hits < _SHARE_OF_SMALL_WORDS * len(words) or hits < english:
        return _IS_ENGLISH
    return Language(code=code, name=lists.names[code])


def alarming(text: str, found: Language) -> tuple[str, ...]:
    """Return the words of a text in another language that speak of harm or fear, as they stand in it."""
    lists = _lists()
    if found.code == UNKNOWN:
        lower = text.casefold()
        return tuple(word for word in lists.script_alarms if word in lower)
    stems = lists.alarms.get(found.code, ())
    return tuple(text[token.start : token.end] for token in tokens(text) if stems and token.word.startswith(stems))


def _words(found: Sequence[Token]) -> list[str]:
    return [token.word for token in found if token.word not in {END, BREAK} and not token.word.isdecimal()]


def _script(text: str) -> str | None:
    """Return the script, other than Latin, that much of a text is in."""
    if text.isascii():
        return None
    letters = [character for character in text if character.isalpha()]
    scripts = Counter(unicodedata.name(letter, "?").split()[0] for letter in letters if not letter.isascii())
    for script, number in scripts.most_common():
        if script in _lists().scripts and number >= _SCRIPT_SHARE * len(letters):
            return script
    return None


@dataclass(frozen=True, kw_only=True)
class _Lists:
    names: Mapping[str, str]
    small: Mapping[str, frozenset[str]]
    alarms: Mapping[str, tuple[str, ...]]
    scripts: Mapping[str, str]
    script_alarms: Sequence[str]
    english: frozenset[str]
    spoken: frozenset[str]
    """The words of the comments that themes were learned from."""


_STROKES: Final = str.maketrans("łŁøØđĐıß", "lLoOdDis")
"""A stroke through a letter is no accent to Unicode; the lists leave them out all the same."""


@cache
def _lists() -> _Lists:
    content: dict[str, Any] = written("languages")
    english = frozenset(content["english"].split())
    return _Lists(
        names={code: entry["name"] for code, entry in content["languages"].items()},
        small={code: frozenset(entry["words"].split()) - english for code, entry in content["languages"].items()},
        alarms={code: tuple(entry["alarms"].split()) for code, entry in content["languages"].items()},
        scripts=content["scripts"],
        script_alarms=tuple(content["script_alarms"].split()),
        english=english,
        spoken=frozenset(name for name in learned.shipped().place if name.isalpha()) - _other(content),
    )


def _other(content: Mapping[str, Any]) -> frozenset[str]:
    """Return the small words of all other languages: in labelled comments a few are in one of them."""
    return frozenset(word for entry in content["languages"].values() for word in entry["words"].split())
