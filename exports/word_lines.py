"""A document that came back, as lines of text with their marks: the same whatever format and program it came by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Where(StrEnum):
    """In which part of a document a line stands."""

    BODY = "body"
    EDGE = "edge"
    """A header or a footer."""
    ASIDE = "aside"
    """A comment, a note or a floating text box."""


class Look(StrEnum):
    """How a person can mark words without a tick."""

    STRONG = "strong"
    """Bold, underlined, highlighted or in a colour."""
    STRUCK = "struck"


@dataclass(frozen=True, kw_only=True)
class Control:
    """A content control, as far as the program that saved it kept it."""

    tag: str = ""
    alias: str = ""
    checked: bool | None = None
    """Whether a tick box says that it is ticked; None where the control is no tick box."""
    placeholder: bool = False


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Text that stands in one control, or in none."""

    text: str
    control: Control | None = None
    looks: frozenset[Look] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One end of a bookmark: where it stands is sure, how far it reaches is not, since programs shift the other end."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One paragraph."""

    pieces: tuple[Piece | Mark, ...]
    where: Where = Where.BODY

    @property
    def text(self) -> str:
        """The words, with their tabs and line breaks."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Piece))


@dataclass(frozen=True, kw_only=True)
class Returned:
    """All that a returned document holds."""

    lines: tuple[Line, ...]
    properties: Mapping[str, str]
    pictures: int
    """Pictures and drawings in the body."""
    objects: int
    """Things put in that are not opened: spreadsheets, sound, other documents."""
