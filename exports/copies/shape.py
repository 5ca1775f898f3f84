"""How a copy is made: its size of type, with pictures or without, for a screen or for a pen; and its measures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

POINTS: Final = 14
SIZES: Final = (POINTS, 18, 24, 36)
"""Points: easy read asks for 14; 18, 24 and 36 are the usual large prints."""

PAGE: Final = (210.0, 297.0)
"""A4, in millimetres."""

_LARGEST_TITLE, _LARGEST_HEADER = 54.0, 20.0
_ROOM: Final = 110
_ROOM_FOR_PEN: Final = 190
_CLOSE: Final = 24
"""Points of type from which lines stand close, so that as many questions as can be stay whole on a page."""


class FileKind(StrEnum):
    """The kinds of file a copy is written as, by their endings."""

    DOCX = "docx"
    ODT = "odt"


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One way to make a copy. Measures are in points where they are of type, else in millimetres."""

    points: int = POINTS
    pictures: bool = True
    pen: bool = False
    """For a pen: boxes large enough to tick, more room to write, nothing that says to type."""

    def __post_init__(self) -> None:
        """Refuse type that is too small for easy read."""
        if self.points not in SIZES:
            message = f"a copy has type of {', '.join(map(str, SIZES))} points, not {self.points}"
            raise ValueError(message)

    @property
    def title(self) -> float:
        """Points of the title."""
        return min(self.points * 26 / POINTS, _LARGEST_TITLE)

    @property
    def section(self) -> float:
        """Points of a section's heading."""
        return self.points + 8

    @property
    def question(self) -> float:
        """Points of a question."""
        return self.points + 2

    @property
    def number(self) -> float:
        """Points of a question's number: seen at once when leafing through."""
        return self.points + 10

    @property
    def leading(self) -> float:
        """How far lines of words stand apart, in lines."""
        return 1.0 if self.points >= _CLOSE else 1.15

    @property
    def apart(self) -> float:
        """Points left free above a question."""
        return 14 * self._growth

    @property
    def header(self) -> float:
        """Points of the form's reference in the header: it is for who sorts forms, and has to stay in one line."""
        return min(self.points, _LARGEST_HEADER)

    @property
    def box(self) -> float:
        """Points of a tick box."""
        return self.points + (16 if self.pen else 4)

    @property
    def room(self) -> float:
        """Points left free in a box for a text, below what is typed."""
        return _ROOM_FOR_PEN if self.pen else _ROOM

    @property
    def margin(self) -> float:
        """The page's margin left and right."""
        return 18 if self.points < SIZES[2] else 15

    @property
    def question_picture(self) -> float:
        """The side of the picture at a question."""
        return 13.5 * self._growth if self.pictures else 0

    @property
    def line_picture(self) -> float:
        """The side of the picture beside a line of words."""
        return 7.2 * self._growth if self.pictures else 0

    @property
    def option_picture(self) -> float:
        """The side of the picture at an option."""
        return 8.5 * min(self._growth, 1.2) if self.pictures else 0

    @property
    def words_at(self) -> float:
        """Where words begin, from the margin: to the left of it stand the pictures."""
        return round(max(self.question_picture + 5, 23), 1) if self.pictures else 0

    @property
    def option_at(self) -> float:
        """Where an option's line begins."""
        return 3 if self.pictures else 1

    @property
    def labels_at(self) -> float:
        """Where an option's words begin, behind its tick box."""
        beside = self.words_at if self.pictures else self.option_at
        return round(beside + self.box * 0.47 + 3, 1)

    @property
    def line(self) -> float:
        """The least height in points of a line beside a picture, so that all lines stand equally far apart."""
        return round(max(self.line_picture / 25.4 * 72 + 0.5, self.points * 1.3), 1)

    @property
    def _growth(self) -> float:
        """How much larger pictures are than at 14 points: less than the type, or no room is left for words."""
        return min(self.points / POINTS, 1.4)
