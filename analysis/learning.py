"""Learn from labelled comments what speaks for each theme: ridge regression on words, pieces of words, patterns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from analysis import themes
from analysis.learned import PAIR, Weights, fingerprint, from_patterns, pieces, singles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

_SMOOTHING: Final = 1.0
_FEWEST: Final = 2
"""Comments that a feature must stand in."""


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """A comment with the themes that a person gave it."""

    text: str
    themes: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class _Read:
    singles: frozenset[str]
    pieces: frozenset[str]
    patterns: Mapping[str, float]


def learn(comments: Sequence[Labelled], labels: Sequence[str] = ()) -> Weights:
    """Return the weights that labelled comments teach, for `labels` or else the code frame's themes.

    The same comments teach the same.
    """
    frame = tuple(labels or themes.frame())
    read = [_read(comment.text) for comment in comments]
    often = Counter(name for one in read for name in one.singles | one.pieces)
    place = {name: number for number, name in enumerate(sorted(n for n, times in often.items() if times >= _FEWEST))}
    rarity = np.array(
        [(np.log((1 + len(read)) / (1 + often[name])) + 1) * (PAIR if " " in name else 1.0) for name in place]
    )
    table = np.zeros((len(read), len(place) + 2 * len(frame)))
    for row, one in enumerate(read):
        for names in (one.singles, one.pieces):
            at = sorted(place[name] for name in names if name in place)
            if at:
                table[row, at] = rarity[at] / np.sqrt(rarity[at] @ rarity[at])
        for theme, weight in () if labels else one.patterns.items():
            column = len(place) + frame.index(theme)
            table[row, [column, column + len(frame)]] = from_patterns(weight)
    given = np.array([[theme in comment.themes for theme in frame] for comment in comments], dtype=np.float64)
    rows, usual = _ridge(table, given)
    return Weights(
        themes=frame,
        place=place,
        rarity=rarity.astype(np.float32),
        rows=rows[: len(place)].astype(np.float32),
        codebook=rows[len(place) :].astype(np.float32),
        usual=usual.astype(np.float32),
        learned_from=fingerprint(),
    )


def _ridge(table: NDArray[np.float64], given: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    # There are far fewer comments than features, so that the small system is the one between comments.
    usual = given.mean(axis=0)
    between = table @ table.T
    between[np.diag_indices_from(between)] += _SMOOTHING
    return table.T @ np.linalg.solve(between, given - usual), usual


def _read(text: str) -> _Read:
    words, patterns = themes.signs(text)
    return _Read(singles=frozenset(singles(words)), pieces=frozenset(_all_pieces(words)), patterns=patterns)


def _all_pieces(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        yield from pieces(word)
