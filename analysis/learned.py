"""What was learned from labelled comments: how far the words of a text, and pieces of words, speak for each theme."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from analysis.words import BREAK, END

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

_FOLDER: Final = Path(__file__).parent
LABELLED: Final = _FOLDER / "labelled.jsonl"
"""The comments that the weights were learned from: invented, with their themes."""
_CODEBOOK: Final = _FOLDER / "themes.yaml"
_WORDS_OF_ALARM: Final = _FOLDER / "safeguarding.yaml"
ALARMS: Final = _FOLDER / "alarms.jsonl"
"""Further invented texts with their safeguarding, and no themes."""
THEMES: Final = "learned"
RAISED: Final = "raised"
"""The files of weights: for themes, and for whether a person should read a text soon."""

PAIR: Final = 0.7
"""How much two words in a row count beside a single word."""
_SHORTEST_IN_PIECES: Final = 4
_PIECES: Final = (4, 5)
_REMEMBERED: Final = 50_000
_SHOWN: Final = 3
STRONGEST: Final = 2.0
"""The weight of codebook patterns from which more say no more."""


@dataclass(frozen=True, kw_only=True)
class Weights:
    """What each feature says for each theme; a row a feature, a column a theme."""

    themes: tuple[str, ...]
    place: Mapping[str, int]
    rarity: NDArray[np.float32]
    rows: NDArray[np.float32]
    codebook: NDArray[np.float32]
    """For each theme whose patterns are found: the row for "enough of them", then the one for how many."""
    usual: NDArray[np.float32]
    learned_from: str
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _says: dict[str, list[float]] = field(default_factory=dict)

    def scores(self, words: Sequence[str], patterns: Mapping[str, float]) -> dict[str, float]:
        """Return for each theme about how likely a trained coder is to give it, patterns' weights by theme given."""
        total = self.usual.copy()
        for places in (self._single(words), self._pieces(words)):
            if places:
                at = np.fromiter(places, dtype=np.intp, count=len(places))
                rarity = self.rarity[at]
                total += (rarity @ self.rows[at]) / np.sqrt(rarity @ rarity)
        for theme, weight in patterns.items():
            row = self.themes.index(theme)
            enough, how_many = from_patterns(weight)
            total += enough * self.codebook[row] + how_many * self.codebook[len(self.themes) + row]
        return dict(zip(self.themes, total.tolist(), strict=True))

    def telling(self, words: Sequence[str], theme: str) -> tuple[int, ...]:
        """Return the places of the words that speak most for a theme, in the order they stand."""
        column = self.themes.index(theme)
        says = {number: self._said(word)[column] for number, word in enumerate(words)}
        best = sorted((number for number in says if says[number] > 0), key=lambda number: (-says[number], number))
        return tuple(sorted(best[:_SHOWN]))

    def _said(self, word: str) -> list[float]:
        said = self._says.get(word)
        if said is None:
            at = [*self._of_word(word), *((self.place[word],) if word in self.place else ())]
            said = (self.rarity[at] @ self.rows[at]).tolist() if at else [0.0] * len(self.themes)
            if len(self._says) < _REMEMBERED:
                self._says[word] = said
        return said

    def _single(self, words: Sequence[str]) -> set[int]:
        return {self.place[name] for name in singles(words) if name in self.place}

    def _pieces(self, words: Sequence[str]) -> set[int]:
        found: set[int] = set()
        for word in words:
            found.update(self._of_word(word))
        return found

    def _of_word(self, word: str) -> tuple[int, ...]:
        places = self._known.get(word)
        if places is None:
            places = tuple(self.place[name] for name in pieces(word) if name in self.place)
            if len(self._known) < _REMEMBERED:
                self._known[word] = places
        return places


def singles(words: Sequence[str]) -> Iterable[str]:
    """Return the words of a text and each two in a row; no pair runs over a sentence's end."""
    plain = [word for word in words if word != BREAK]
    yield from (word for word in plain if word != END)
    yield from (f"{first} {second}" for first, second in pairwise(plain) if END not in {first, second})


def pieces(word: str) -> Iterable[str]:
    """Return pieces of a word, so that a misspelt or unknown one is still like others; each begins with a mark."""
    if len(word) < _SHORTEST_IN_PIECES:
        return ()
    marked = f"^{word}$"
    return dict.fromkeys(
        f"~{marked[start : start + length]}" for length in _PIECES for start in range(len(marked) - length + 1)
    )


def from_patterns(weight: float) -> tuple[float, float]:
    """Return what the weight of a theme's codebook patterns counts as: whether it is enough, and how much it is."""
    return float(weight >= 1), min(weight, STRONGEST) / STRONGEST


def fingerprint() -> str:
    """Return the hash of what weights are learned from, so that old ones are noticed."""
    files = (LABELLED, ALARMS, _CODEBOOK, _WORDS_OF_ALARM)
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


@cache
def shipped(name: str = THEMES) -> Weights:
    """Return the weights of that name that stand beside this file."""
    return unpacked((_FOLDER / f"{name}.npz").read_bytes())


def ship(weights: Weights, name: str = THEMES) -> None:
    """Store weights beside this file, where `shipped` finds them."""
    (_FOLDER / f"{name}.npz").write_bytes(packed(weights))


def unpacked(content: bytes) -> Weights:
    """Return the weights that `packed` made bytes of."""
    with np.load(BytesIO(content), allow_pickle=False) as stored:
        names = bytes(stored["names"]).decode().split("\n")
        return Weights(
            themes=tuple(bytes(stored["themes"]).decode().split("\n")),
            place={name: number for number, name in enumerate(names)},
            rarity=stored["rarity"].astype(np.float32),
            rows=stored["rows"].astype(np.float32),
            codebook=stored["codebook"].astype(np.float32),
            usual=stored["usual"].astype(np.float32),
            learned_from=bytes(stored["learned_from"]).decode(),
        )


def packed(weights: Weights) -> bytes:
    """Return weights as bytes, numbers in half precision."""
    made = BytesIO()
    np.savez_compressed(
        made,
        themes=_bytes("\n".join(weights.themes)),
        names=_bytes("\n".join(weights.place)),
        rarity=weights.rarity.astype(np.float16),
        rows=weights.rows.astype(np.float16),
        codebook=weights.codebook.astype(np.float16),
        usual=weights.usual.astype(np.float16),
        learned_from=_bytes(weights.learned_from),
    )
    return made.getvalue()


def _bytes(words: str) -> NDArray[np.uint8]:
    return np.frombuffer(words.encode(), dtype=np.uint8)
