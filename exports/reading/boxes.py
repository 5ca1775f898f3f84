"""Reads one option's stretch of a line: is its box ticked, or does something else stand there."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exports.copies.wording import reading
from exports.reading.lines import Look, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.copies.marks import Place
    from exports.reading.doubts import Spot
    from exports.reading.lines import Mark, Picture

_NOT_SEEN: Final = dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFE0E, 0xFE0F, 0xFEFF))
"""Signs that only say how others are set: where a word may break, in which direction it runs, as a picture or not."""
_PLAIN: Final = {
    **dict.fromkeys((0x2018, 0x2019, 0x201A, 0x201B, 0xB4, 0x60), "'"),
    **dict.fromkeys((0x201C, 0x201D, 0x201E), '"'),
    **dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-"),
    **_NOT_SEEN,
}
_ROUND_A_TICK: Final = frozenset("[](){}")


@dataclass(frozen=True, kw_only=True)
class Box:
    """What was found at one option: ticked or not, None where that is not clear, and the words as they stand."""

    place: Place
    ticked: bool | None
    shown: str
    looks: frozenset[Look] = frozenset()
    size: str = ""
    spot: Spot | None = None


def plain(text: str) -> str:
    """Return `text` as it is compared: one space between words, plain quotation marks, small letters."""
    straight = unicodedata.normalize("NFKC", text.translate(_PLAIN))
    return " ".join(straight.translate(_PLAIN).split()).casefold()


def box(
    place: Place, label: str, pieces: Sequence[Piece | Mark | Picture], *, spot: Spot | None = None, bare: bool = False
) -> Box:
    """Read the stretch of a line that belongs to the option with this `label`, which stands elsewhere when `bare`."""
    said = [piece for piece in pieces if isinstance(piece, Piece) and not piece.gone]
    shown = " ".join("".join(piece.text for piece in said).split())
    words = [piece for piece in said if not _is_a_mark(piece.text)]
    looks: frozenset[Look] = frozenset().union(*(piece.looks for piece in words))
    size = "/".join(dict.fromkeys(piece.size for piece in words))
    before, found, after = ("", "-", plain(shown)) if bare else plain(shown).partition(plain(label))
    marks = {character for character in before + after if not character.isspace()}
    known = reading()
    empty, round_it = marks & known.empty_boxes, marks & _ROUND_A_TICK
    typed = marks & (known.ticks if empty else known.ticks | known.filled_boxes)
    states = {piece.control.checked for piece in said if piece.control and piece.control.checked is not None}
    clear = found and not marks - typed - empty - round_it and marks and len(states) < 2  # noqa: PLR2004 - both states
    if not clear or (True in states and not typed):
        return Box(place=place, ticked=None, shown=shown, looks=looks, size=size, spot=spot)
    return Box(place=place, ticked=bool(typed), shown=shown, looks=looks, size=size, spot=spot)


def _is_a_mark(text: str) -> bool:
    """Whether a piece holds a box or a tick alone, whose look says nothing: programs give boxes fonts of their own."""
    known = reading()
    return not set(text) - known.ticks - known.empty_boxes - known.filled_boxes - _ROUND_A_TICK - set(" \t\n\xa0")
