"""What inspectors confirmed in an inspection's comments: learned from, and how well themes are then read there."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from analysis import learned, themes
from analysis.learning import Labelled, learn, signs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from analysis.learned import Weights

FEWEST: Final = 20
"""Confirmed comments from which anything can be measured."""
PARTS: Final = 5
"""Parts of the confirmed comments, each coded by what the others and the shipped comments teach."""
_COUNTS: Final = 3.0
"""As how many invented comments a confirmed one counts."""
_OVERALL_WEIGHS: Final = 10.0
"""As how many coded themes all themes together count in the precision and recall of one of them."""


class TooFewError(ValueError):
    """Too few confirmed comments to learn from and to measure on."""


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """A comment with the themes that an inspector confirmed or gave it."""

    text: str
    prompt: str
    themes: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Measured:
    """How many themes were shown, how many given by people, and how many of the shown were right."""

    shown: int = 0
    given: int = 0
    right: int = 0

    @property
    def precision(self) -> float | None:
        """The share of those shown that are right; None where none was shown."""
        return self.right / self.shown if self.shown else None

    @property
    def recall(self) -> float | None:
        """The share of those given that are shown; None where none was given."""
        return self.right / self.given if self.given else None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The weights that an inspection's comments are read with, and what was measured of them there."""

    weights: Weights
    comments: int
    """How many were confirmed."""
    measured: Mapping[str, Measured]
    learned_from: str

    @property
    def overall(self) -> Measured:
        """What was measured of all themes together."""
        return self.of(self.measured)

    def of(self, wanted: Iterable[str]) -> Measured:
        """Return what was measured of some themes together."""
        some = [self.measured[theme] for theme in wanted if theme in self.measured]
        return Measured(
            shown=sum(one.shown for one in some),
            given=sum(one.given for one in some),
            right=sum(one.right for one in some),
        )

    def corrected(self, wanted: Iterable[str], people: int) -> int:
        """Return how many people about raise themes that are shown for `people`: those wrong out, those missed in.

        Themes that were confirmed a few times only borrow from what holds of all.
        """
        one, every = self.of(wanted), self.overall
        precision = (one.right + _OVERALL_WEIGHS * (every.precision or 0)) / (one.shown + _OVERALL_WEIGHS)
        recall = (one.right + _OVERALL_WEIGHS * (every.recall or 0)) / (one.given + _OVERALL_WEIGHS)
        return int(people * precision / recall + 0.5) if recall else people


def learn_from(confirmed: Sequence[Confirmed], tell: Callable[[int], None] = lambda _: None) -> Reading:
    """Return a reading learned from the shipped comments and confirmed ones, measured on those left out in turn.

    `tell` is called after each of PARTS + 1 learnings. Raises TooFewError. Comments with the same words stand
    in the same part, so that none is measured on what it taught.
    """
    if len({one.text for one in confirmed}) < FEWEST:
        raise TooFewError(f"fewer than {FEWEST} different comments can't be both learned from and measured on")
    lines = [json.loads(line) for line in learned.LABELLED.read_text(encoding="utf-8").splitlines()]
    shipped = [Labelled(text=line["text"], themes=frozenset(one["id"] for one in line["themes"])) for line in lines]
    own = [Labelled(text=one.text, themes=one.themes, counts=_COUNTS) for one in confirmed]
    looked = [signs(one.text) for one in shipped]
    looked_own = [signs(one.text) for one in own]
    part = [_part(one.text) for one in confirmed]
    shown: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for left_out in range(PARTS):
        kept = [number for number, its in enumerate(part) if its != left_out]
        weights = learn(
            [*shipped, *(own[number] for number in kept)], read=[*looked, *(looked_own[number] for number in kept)]
        )
        for one, its in zip(confirmed, part, strict=True):
            if its == left_out:
                found = {coded.theme for coded in themes.code(one.text, one.prompt, weights)}
                shown.update(found)
                right.update(found & one.themes)
        tell(1)
    given = Counter(theme for one in confirmed for theme in one.themes)
    weights = learn([*shipped, *own], read=[*looked, *looked_own])
    tell(1)
    return Reading(
        weights=weights,
        comments=len(confirmed),
        measured={
            theme: Measured(shown=shown[theme], given=given[theme], right=right[theme])
            for theme in themes.frame()
            if shown[theme] or given[theme]
        },
        learned_from=_fingerprint(confirmed),
    )


def to_bytes(reading: Reading) -> bytes:
    """Return a reading as bytes: a line of JSON, then the weights."""
    about: dict[str, Any] = {
        "comments": reading.comments,
        "learned_from": reading.learned_from,
        "measured": {theme: [one.shown, one.given, one.right] for theme, one in reading.measured.items()},
    }
    return json.dumps(about).encode() + b"\n" + learned.packed(reading.weights)


def from_bytes(content: bytes) -> Reading:
    """Return the reading that `to_bytes` made bytes of."""
    about, _, weights = content.partition(b"\n")
    shape = json.loads(about)
    return Reading(
        weights=learned.unpacked(weights),
        comments=shape["comments"],
        measured={
            theme: Measured(shown=shown, given=given, right=right)
            for theme, (shown, given, right) in shape["measured"].items()
        },
        learned_from=shape["learned_from"],
    )


def _part(text: str) -> int:
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).digest()[0] % PARTS


def _fingerprint(confirmed: Sequence[Confirmed]) -> str:
    told = sorted([one.text, one.prompt, *sorted(one.themes)] for one in confirmed)
    return hashlib.sha256((learned.fingerprint() + json.dumps(told)).encode()).hexdigest()
