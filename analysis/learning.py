"""Learn from labelled comments what speaks for each theme: ridge regression on words, pieces of words, patterns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

from analysis import themes
from analysis.learned import PAIR, Weights, fingerprint, from_patterns, pieces, singles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

_SMOOTHING: Final = 0.6
_FEWEST: Final = 2
"""Comments that a feature must stand in."""


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """A comment with the themes that a person gave it."""

    text: str
    themes: frozenset[str]
    counts: float = 1.0
    """As how many comments it counts: one that was confirmed here says more than one invented beforehand."""


@dataclass(frozen=True, kw_only=True)
class Signs:
    """What is learned from in a text."""

    singles: frozenset[str]
    pieces: frozenset[str]
    patterns: Mapping[str, float]


def signs(text: str, look: Callable[[str], tuple[list[str], dict[str, float]]] = themes.signs) -> Signs:
    """Return what is learned from in a text; `look` gives its words and what patterns are worth, by label."""
    words, patterns = look(text)
    return Signs(singles=frozenset(singles(words)), pieces=frozenset(_all_pieces(words)), patterns=patterns)


def learn(comments: Sequence[Labelled], labels: Sequence[str] = (), read: Sequence[Signs] | None = None) -> Weights:
    """Return the weights that labelled comments teach, for `labels` or else the code frame's themes.

    `read` holds the comments' signs where they are known already. The same comments teach the same.
    """
    frame = tuple(labels or themes.frame())
    read = [signs(comment.text) for comment in comments] if read is None else read
    often = Counter(name for one in read for name in (*one.singles, *one.pieces))
    place = {name: number for number, name in enumerate(sorted(n for n, times in often.items() if times >= _FEWEST))}
    rarity = np.array(
        [(np.log((1 + len(read)) / (1 + often[name])) + 1) * (PAIR if " " in name else 1.0) for name in place]
    )
    given = np.array([[theme in comment.themes for theme in frame] for comment in comments], dtype=np.float64)
    counts = np.array([comment.counts for comment in comments])
    rows, usual = _ridge(_table(read, place, rarity, frame), given, counts)
    return Weights(
        themes=frame,
        place=place,
        rarity=rarity.astype(np.float32),
        rows=rows[: len(place)].astype(np.float32),
        codebook=rows[len(place) :].astype(np.float32),
        usual=usual.astype(np.float32),
        learned_from=fingerprint(),
    )


def _table(
    read: Sequence[Signs], place: Mapping[str, int], rarity: NDArray[np.float64], frame: Sequence[str]
) -> sparse.csr_array:
    """Return a row a comment and a column a feature; few of them are in any one comment."""
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, one in enumerate(read):
        for names in (one.singles, one.pieces):
            at = sorted(place[name] for name in names if name in place)
            if at:
                rows += [row] * len(at)
                columns += at
                values += (rarity[at] / np.sqrt(rarity[at] @ rarity[at])).tolist()
        for theme, weight in one.patterns.items():
            column = len(place) + frame.index(theme)
            rows += [row, row]
            columns += [column, column + len(frame)]
            values += from_patterns(weight)
    return sparse.csr_array((values, (rows, columns)), shape=(len(read), len(place) + 2 * len(frame)))


def _ridge(
    table: sparse.csr_array, given: NDArray[np.float64], counts: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    # There are far fewer comments than features, so that the small system is the one between comments.
    usual = np.average(given, axis=0, weights=counts)
    between = (table @ table.T).toarray()
    between[np.diag_indices_from(between)] += _SMOOTHING / counts
    return table.T @ np.linalg.solve(between, given - usual), usual


def _all_pieces(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        yield from pieces(word)
