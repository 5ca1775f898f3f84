"""Weighs the boxes that were found at one question: one answer, several, none, or a reason why a person must look."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from exports.reading.doubts import Reason
from exports.reading.lines import Look
from surveys.questionnaire import ItemKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exports.reading.boxes import Box
    from exports.reading.doubts import Spot
    from surveys.questionnaire import Item

_FEW: Final = 3
"""Options of which all may well be ticked. Of more, all are ticked by accident, as by the bullets of a list."""


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """The codes that were chosen; where there is a reason to doubt, the codes that most likely were."""

    codes: tuple[str, ...]
    reason: Reason | None = None
    shown: str = ""
    spot: Spot | None = None


@dataclass(frozen=True, kw_only=True)
class Usual:
    """How most options of a document look, and of which size they are: this marks nothing."""

    looks: frozenset[Look]
    size: str

    def marked(self, found: Box) -> frozenset[Look]:
        """Return the looks by which an option stands out."""
        return found.looks - self.looks

    @classmethod
    def of(cls, boxes: Sequence[Box]) -> Self:
        """Return what is usual among the options of a document."""
        looks = Counter(look for found in boxes for look in found.looks)
        sizes = Counter(found.size for found in boxes).most_common(1)
        return cls(
            looks=frozenset(look for look, times in looks.items() if 2 * times > len(boxes)),
            size=sizes[0][0] if sizes else "",
        )


def weighed(item: Item, boxes: Sequence[Box], labels: Mapping[str, str], usual: Usual) -> Weighed:
    """Weigh the boxes of an item. `labels` are its options by code."""
    ticked = [found for found in boxes if found.ticked]
    unclear = [found for found in boxes if found.ticked is None]
    times = Counter(found.place.code for found in boxes)
    missing = [label for code, label in labels.items() if not times[code]]
    speaking = [found for found in boxes if found.ticked is not False]
    strong = [found for found in boxes if usual.marked(found) - {Look.STRUCK} or found.size != usual.size]
    struck = [found for found in boxes if Look.STRUCK in usual.marked(found)]
    if missing:
        left = [] if len(missing) == len(labels) else missing
        shown = "; ".join([*(found.shown for found in speaking), *left])
        rest = [found for found in boxes if found not in struck]
        likely = ticked or (rest if len(rest) == 1 else [])
        return _doubt(Reason.MISSING, likely, shown, speaking or boxes)
    if unclear:
        likely = [*ticked, *unclear] if len(unclear) == 1 else ticked
        return _doubt(Reason.UNCLEAR, likely, _shown(speaking), unclear)
    if max(times.values()) > 1:
        return _doubt(Reason.TWICE, ticked, _shown(speaking), speaking or boxes)
    if _looks_disagree(ticked, strong, struck):
        kept = [found for found in boxes if found not in struck]
        likely = ticked or strong or (kept if len(kept) == 1 else [])
        return _doubt(Reason.EMPHASISED, likely, _shown([*strong, *struck, *ticked]), strong or struck)
    if len(ticked) > (1 if item.kind is ItemKind.SELECT_ONE else max(len(labels) - 1, _FEW)):
        return _doubt(Reason.TWO_TICKS, ticked, _shown(speaking), ticked)
    return Weighed(codes=_codes(ticked))


def _doubt(reason: Reason, likely: Sequence[Box], shown: str, at: Sequence[Box]) -> Weighed:
    return Weighed(codes=_codes(likely), reason=reason, shown=shown, spot=at[0].spot if at else None)


def _codes(boxes: Sequence[Box]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.place.code for found in boxes))


def _shown(boxes: Sequence[Box]) -> str:
    return "; ".join(dict.fromkeys(found.shown for found in boxes))


def _looks_disagree(ticked: Sequence[Box], strong: Sequence[Box], struck: Sequence[Box]) -> bool:
    """Whether options are marked by their look in a way that the ticks don't say too."""
    chosen, marked, out = ({found.place for found in boxes} for boxes in (ticked, strong, struck))
    return bool((marked and marked != chosen) or out & chosen or (out and not chosen))
