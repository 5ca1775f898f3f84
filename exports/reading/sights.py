"""Tells the pictures that a form printed from those that a person put in, by where they stand and by their size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exports.reading.lines import Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.reading.lines import Line

_LARGEST: Final = 32.0
"""Millimetres of a side: no picture on a form is larger, and a photo of a page is of no use so small."""


@dataclass(frozen=True, kw_only=True)
class Sight:
    """A line, the question at which it stands, and how many pictures a form with pictures prints on it."""

    line: Line
    item: str | None
    printed: int


def put_in(sights: Sequence[Sight]) -> Iterator[Sight]:
    """Yield the lines that hold a picture more than the form printed, or a larger one."""
    expecting = [sight for sight in sights if sight.printed and sight.line.where is Where.BODY]
    with_pictures = 2 * sum(bool(sight.line.pictures) for sight in expecting) > len(expecting)
    for sight in sights:
        pictures = sight.line.pictures
        is_edge = sight.line.where is Where.EDGE
        allowed = 1 if is_edge else sight.printed if with_pictures else 0
        large = any(side is not None and side > _LARGEST for each in pictures for side in (each.width, each.height))
        if len(pictures) > allowed or large:
            yield sight
