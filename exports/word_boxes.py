"""Reads one option's stretch of a line: is its box ticked, or does something else stand there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.word_lines import Look, Piece
from exports.word_wording import reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.word_lines import Mark
    from exports.word_marks import Place


@dataclass(frozen=True, kw_only=True)
class Box:
    """What was found at one option: ticked or not, None where that is not clear, and the words as they stand."""

    place: Place
    ticked: bool | None
    shown: str
    looks: frozenset[Look] = frozenset()


def plain(text: str) -> str:
    """Return `text` as it is compared: one space between words, plain quotation marks, small letters."""
    straight = text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0xA0: " ", 0xAD: None})
    return " ".join(straight.split()).casefold()


def box(place: Place, label: str, pieces: Sequence[Piece | Mark]) -> Box:
    """Read the stretch of a line that belongs to the option with this `label`."""
    said = [piece for piece in pieces if isinstance(piece, Piece)]
    shown = " ".join("".join(piece.text for piece in said).split())
    looks: frozenset[Look] = frozenset().union(*(piece.looks for piece in said if len(piece.text.strip()) > 1))
    before, found, after = plain(shown).partition(plain(label))
    marks = {character for character in before + after if not character.isspace()}
    known = reading()
    typed, empty = marks & known.ticks, marks & known.empty_boxes
    states = {piece.control.checked for piece in said if piece.control and piece.control.checked is not None}
    if not found or marks - typed - empty or not marks or len(states) > 1 or (True in states and not typed):
        return Box(place=place, ticked=None, shown=shown, looks=looks)
    return Box(place=place, ticked=bool(typed), shown=shown, looks=looks)
