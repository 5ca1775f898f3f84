"""Themes in a text, from the codebook (themes.yaml) and labelled comments: which, and whether praised or of concern."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from analysis import learned
from analysis.languages import language
from analysis.words import BREAK, END, Match, Phrases, Token, patterns, tokens
from analysis.written import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.learned import Weights


class Valence(StrEnum):
    """How a comment speaks of a theme."""

    PRAISE = "praise"
    CONCERN = "concern"


@dataclass(frozen=True, kw_only=True)
class Theme:
    """One theme of the code frame."""

    id: str
    criterion: str
    name: str
    usual: float
    """The share of those who write that ordinarily raise it, as judged beforehand."""


@dataclass(frozen=True, kw_only=True)
class Coded:
    """A theme that a text is about, how it speaks of it, and the words that showed it."""

    theme: str
    valence: Valence
    words: tuple[str, ...]


STRONG: Final = 1.0
WEAK: Final = 0.5
LIKELY: Final = 0.5
"""The score from which a theme is coded, chosen on comments that were left out of the learning."""
LIKELIEST: Final = 0.35
"""The score that is enough for the likeliest theme of a text, where none is LIKELY."""

_TAKEN_OUT: Final = "\0"
_LEAN: Final = {"good": 2.0, "better": -2.0}
"""What a prompt says of the valence before any word is read."""


@cache
def frame() -> dict[str, Theme]:
    """Return the code frame's themes by id, in the code frame's order."""
    return {
        id_: Theme(id=id_, criterion=entry["criterion"], name=entry["name"], usual=entry["usual"])
        for id_, entry in _content()["themes"].items()
    }


def code(
    text: str, prompt: str, weights: Weights | None = None, found: Sequence[Token] | None = None
) -> tuple[Coded, ...]:
    """Return the themes of a text written at `prompt` (`good`, `better`, `anything`), the most likely first.

    `weights` are those learned from labelled comments, the shipped ones if none are given; `found` are the text's
    tokens, where they are known already. A text in another language
    than English has none: a person who reads it must say.
    """
    found = tokens(text) if found is None else found
    if not language(text, found).is_english:
        return ()
    book = _book()
    words, hits, strength = _looked_up(book, found)
    weights = weights or learned.shipped()
    scores = weights.scores(words, strength)
    coded = {theme for theme, score in scores.items() if score >= LIKELY}
    likeliest = max(scores, key=lambda theme: scores[theme])
    if not coded and scores[likeliest] >= LIKELIEST:
        coded = {likeliest}
    if not coded:
        return ()
    for rule in book.overlaps:
        if rule.when in coded and rule.drop in coded and not any(True for _ in rule.unless.find(words)):
            coded.discard(rule.drop)
    for theme in coded - set(hits):
        hits[theme] = [Match(name=theme, first=at, after=at + 1) for at in weights.telling(words, theme)]
    clauses = _clauses(book, words, prompt)
    order = sorted(coded, key=lambda theme: (-scores[theme], theme))
    return tuple(
        Coded(
            theme=theme,
            valence=_valence(hits[theme], clauses),
            words=tuple(dict.fromkeys(_shown(text, found, match) for match in hits[theme])),
        )
        for theme in order
    )


def signs(text: str) -> tuple[list[str], dict[str, float]]:
    """Return a text's words without sayings, and by theme the weight of the patterns found: what is learned from."""
    words, _, strength = _looked_up(_book(), tokens(text))
    return words, strength


def _looked_up(book: _Book, found: Sequence[Token]) -> tuple[list[str], dict[str, list[Match]], dict[str, float]]:
    words = [token.word for token in found]
    for match in book.sayings.find(words):
        for place in range(match.first, match.after):
            words[place] = _TAKEN_OUT
    hits: dict[str, list[Match]] = {}
    strength: dict[str, float] = {}
    seen: set[tuple[str, int]] = set()
    for match in book.phrases.find(words):
        theme, number, weight = book.meaning[match.name]
        hits.setdefault(theme, []).append(match)
        if (theme, number) not in seen:
            seen.add((theme, number))
            strength[theme] = strength.get(theme, 0.0) + weight
    return words, hits, strength


@dataclass(frozen=True, kw_only=True)
class _Overlap:
    when: str
    drop: str
    unless: Phrases


@dataclass(frozen=True, kw_only=True)
class _Book:
    phrases: Phrases
    meaning: dict[str, tuple[str, int, float]]
    sayings: Phrases
    overlaps: tuple[_Overlap, ...]
    tones: Phrases


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = written("themes")
    return content


@cache
def _book() -> _Book:
    content = _content()
    meaning: dict[str, tuple[str, int, float]] = {}
    named: list[tuple[str, str]] = []
    for theme, entry in content["themes"].items():
        for strength, weight in (("strong", STRONG), ("weak", WEAK)):
            for number, pattern in enumerate(patterns(entry[strength])):
                name = f"{theme}/{strength}/{number}"
                meaning[name] = (theme, number if weight == STRONG else -number - 1, weight)
                named.append((name, pattern))
    tones = [
        (tone, pattern)
        for tone in ("praise", "concern", "not_concern", "praise_taken_back")
        for pattern in patterns(content[tone])
    ]
    return _Book(
        phrases=Phrases(named),
        meaning=meaning,
        sayings=Phrases(("saying", pattern) for pattern in patterns(content["sayings"])),
        overlaps=tuple(
            _Overlap(
                when=rule["when"],
                drop=rule["drop"],
                unless=Phrases(("unless", pattern) for pattern in patterns(rule["unless"])),
            )
            for rule in content["overlaps"]
        ),
        tones=Phrases(tones),
    )


def _clauses(book: _Book, words: Sequence[str], prompt: str) -> list[float]:
    """Return for each place how its clause leans: above 0 to praise, below to concern."""
    tones: dict[str, list[Match]] = {"praise": [], "concern": [], "not_concern": [], "praise_taken_back": []}
    for match in book.tones.find(words):
        tones[match.name].append(match)
    not_bad = _places(tones["not_concern"])
    not_good = _places(tones["praise_taken_back"])
    score = [0.0] * len(words)
    for match in tones["praise"]:
        score[match.first] += -1.0 if match.first in not_good else 1.0
    for match in tones["concern"]:
        score[match.first] += 1.0 if match.first in not_bad else -1.0
    lean = _LEAN.get(prompt, 0.0)
    leaning = [0.0] * len(words)
    start = 0
    for place in range(len(words) + 1):
        if place == len(words) or words[place] in {END, "but", "however"}:
            total = sum(score[start:place])
            for inside in range(start, place):
                leaning[inside] = lean + max(-3.0, min(3.0, total))
            start = place
    return leaning


def _places(matches: Iterable[Match]) -> set[int]:
    return {place for match in matches for place in range(match.first, match.after)}


def _valence(hits: Sequence[Match], leaning: Sequence[float]) -> Valence:
    lean = sum(leaning[match.first] for match in hits)
    return Valence.PRAISE if lean > 0 else Valence.CONCERN


def _shown(text: str, found: Sequence[Token], match: Match) -> str:
    last = match.after - 1
    while last > match.first and found[last].word in {END, BREAK}:
        last -= 1
    return " ".join(text[found[match.first].start : found[last].end].split())
