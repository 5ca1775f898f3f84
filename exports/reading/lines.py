"""A document that came back, as lines of text with their marks: the same whatever format and program it came by."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from exports.reading.package import Refusal, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_LINES: Final = 10_000
"""A form has some 250 paragraphs, and what people add are tens."""
_NOT_LEGIBLE: Final = {
    **dict.fromkeys((*range(9), *range(0xE, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)),
    0x0B: "\n",
    0x0C: "\n",
    0x85: "\n",
}
"""Signs that no page shows and some programs stumble over, and three that break lines."""


def legible(text: str) -> str:
    """Return `text` without the signs that only control machines."""
    return text if text.isprintable() else text.translate(_NOT_LEGIBLE)


class Where(StrEnum):
    """In which part of a document a line stands."""

    BODY = "body"
    EDGE = "edge"
    """A header or a footer."""
    ASIDE = "aside"
    """A comment, a note or a floating text box."""


class Look(StrEnum):
    """How a person can mark words without a tick."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINED = "underlined"
    HIGHLIGHTED = "highlighted"
    COLOURED = "coloured"
    STRUCK = "struck"
    FRAMED = "framed"


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
    size: str = ""
    """The size of its letters, in whatever measure the format has; empty where its paragraph's style gives it."""
    gone: bool = False
    """Whether somebody took it out while changes were tracked: it is still in the file, and no longer meant."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One end of a bookmark: where it stands is sure, how far it reaches is not, since programs shift the other end."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture or drawing, with its sides in millimetres where the file says."""

    width: float | None = None
    height: float | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One paragraph. `paragraph` counts those of the body from 0: what stands aside has the number it hangs on."""

    pieces: tuple[Piece | Mark | Picture, ...]
    where: Where = Where.BODY
    paragraph: int | None = None
    is_field: bool = False
    """Whether this is a field of a form whose label stands elsewhere."""

    @property
    def text(self) -> str:
        """The words that are meant, with their tabs and line breaks."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Piece) and not piece.gone)

    @property
    def gone(self) -> str:
        """The words that were taken out while changes were tracked."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Piece) and piece.gone)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures and drawings in the line."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Picture))


@dataclass(frozen=True, kw_only=True)
class Returned:
    """All that a returned document holds."""

    lines: tuple[Line, ...]
    properties: Mapping[str, str]
    objects: int = 0
    """Things put in that are not opened: spreadsheets, sound, other documents."""
    codes: tuple[str, ...] = ()
    """References in QR codes, looked for only where the words hold none."""
    printed: tuple[str, ...] = ()
    """What stands on the pages round the fields of a form, broken into lines as it happens to fit."""


class Gathering:
    """Gathers the lines of a document while a reader walks through it. Raises UnreadableError for too many."""

    def __init__(self) -> None:
        self.where = Where.BODY
        self.lines: list[Line] = []
        self.pieces: list[Piece | Mark | Picture] = []
        self.objects = 0
        self._paragraphs = 0
        self._aside: list[Line] = []
        self._depth = 0

    def say(
        self, text: str, control: Control | None = None, looks: frozenset[Look] = frozenset(), size: str = ""
    ) -> None:
        """Add words to the line."""
        text = legible(text)
        if text:
            self.pieces.append(Piece(text=text, control=control, looks=looks, size=size))

    def gone(self, text: str) -> None:
        """Add words that a tracked change took out."""
        text = legible(text)
        if text:
            self.pieces.append(Piece(text=text, gone=True))

    def mark(self, name: str) -> None:
        """Add one end of a bookmark."""
        self.pieces.append(Mark(name=name))

    def picture(self, width: float | None = None, height: float | None = None) -> None:
        """Add a picture."""
        self.pieces.append(Picture(width=width, height=height))

    def end_line(self) -> None:
        """End the line: what was added since the last one is its content."""
        if len(self.lines) + len(self._aside) >= MOST_LINES:
            raise UnreadableError(Refusal.UNPACKS_TOO_BIG)
        line = Line(pieces=tuple(self.pieces), where=self.where, paragraph=self._number())
        self.pieces = []
        if self._depth:
            self._aside.append(line)
            return
        self.lines.append(line)
        if self.where is Where.BODY:
            self._paragraphs += 1
            # What hangs on a line follows it, so that it is met at the question on that line.
            self.lines += [replace(aside, paragraph=line.paragraph) for aside in self._aside]
            self._aside = []

    @property
    def begun(self) -> bool:
        """Whether the line holds words already."""
        return any(isinstance(piece, Piece) for piece in self.pieces)

    @contextmanager
    def paragraph(self) -> Iterator[None]:
        """Gather a paragraph. Bookmarks that stand between paragraphs belong to the one that follows."""
        before = self.pieces
        inside_another = any(not isinstance(piece, Mark) for piece in before)
        self.pieces = [] if inside_another else list(before)
        yield
        self.end_line()
        self.pieces = before if inside_another else []

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Gather what floats or hangs beside the text as lines of its own."""
        before, where = self.pieces, self.where
        self.pieces, self.where = [], Where.ASIDE if where is Where.BODY else where
        self._depth += 1
        yield
        if any(not isinstance(piece, Mark) for piece in self.pieces):
            self.end_line()
        self._depth -= 1
        self.pieces, self.where = before, where

    @contextmanager
    def edge(self) -> Iterator[None]:
        """Gather a header or footer, wherever the file keeps it."""
        before, where, depth = self.pieces, self.where, self._depth
        self.pieces, self.where, self._depth = [], Where.EDGE, 0
        yield
        if any(not isinstance(piece, Mark) for piece in self.pieces):
            self.end_line()
        self.pieces, self.where, self._depth = before, where, depth

    def finish(self) -> None:
        """End a line that nothing ended, and put down what still hangs."""
        if any(not isinstance(piece, Mark) for piece in self.pieces):
            self.end_line()
        self.lines += self._aside
        self._aside = []

    def returned(self, properties: Mapping[str, str]) -> Returned:
        """Return what was gathered."""
        self.finish()
        return Returned(lines=tuple(self.lines), properties=properties, objects=self.objects)

    def _number(self) -> int | None:
        return self._paragraphs if self.where is not Where.EDGE else None
