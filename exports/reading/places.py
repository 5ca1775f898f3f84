"""Finds, on a line that came back, the places of the form: by tag, else by title, else by bookmark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.copies import marks
from exports.reading.lines import Mark, Piece

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exports.copies.marks import Place
    from exports.reading.lines import Line


def places_of(line: Line) -> dict[int, Place]:
    """Return, for each piece of the line that says so, the place it stands at."""
    found: dict[int, Place] = {}
    for index, piece in enumerate(line.pieces):
        place = None
        if isinstance(piece, Mark):
            place = marks.of_bookmark(piece.name)
        elif isinstance(piece, Piece) and piece.control is not None:
            place = marks.of_tag(piece.control.tag) or marks.of_alias(piece.control.alias)
            if place is not None and bool(place.code) != (piece.control.checked is not None):
                place = None
        if place is not None:
            found[index] = place
    by_control = {place for index, place in found.items() if isinstance(line.pieces[index], Piece)}
    # A bookmark is asked only where no control says more: programs shift bookmarks when words are moved.
    return {index: place for index, place in found.items() if not by_control or place in by_control}


def starts_of(places: Mapping[int, Place]) -> dict[int, Place]:
    """Return each option's place with the first piece that names it."""
    firsts: dict[Place, int] = {}
    for index, place in places.items():
        if place.code:
            firsts.setdefault(place, index)
    return {index: place for place, index in firsts.items()}
