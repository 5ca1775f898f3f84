"""Reads the lines of an .odt file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exports.word_lines import Control, Line, Look, Mark, Piece, Returned, Where
from exports.word_package import MOST_LINES, Refusal, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from exports.word_package import Package

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_META: Final = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_LOEXT: Final = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"

_LINES: Final = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_MARKS: Final = frozenset({f"{_TEXT}bookmark", f"{_TEXT}bookmark-start", f"{_TEXT}bookmark-end"})
_ASIDES: Final = frozenset({f"{_OFFICE}annotation", f"{_TEXT}note", f"{_DRAW}text-box", f"{_DRAW}custom-shape"})
_NOT_SHOWN: Final = frozenset(
    {
        f"{_TEXT}tracked-changes",
        f"{_TEXT}sequence-decls",
        f"{_OFFICE}forms",
        f"{_TEXT}note-citation",
        "{http://purl.org/dc/elements/1.1/}creator",
        "{http://purl.org/dc/elements/1.1/}date",
        f"{_META}creator-initials",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title",
    }
)
_CHARACTERS: Final = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_SPACES: Final = re.compile(r"[ \t\n]+")
_MOST_SPACES: Final = 1000
_INK: Final = frozenset({"#000000", "#11222a"})


def returned(package: Package) -> Returned:
    """Return what the document holds. Raises UnreadableError."""
    content = package.xml("content.xml")
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableError(Refusal.DAMAGED)
    reader = _Reader(_span_looks(content))
    reader.walk(body, None)
    pictures, objects = reader.pictures, reader.objects
    if "styles.xml" in package.names:
        reader.where = Where.EDGE
        masters = package.xml("styles.xml").find(f"{_OFFICE}master-styles")
        if masters is not None:
            reader.walk(masters, None)
    return Returned(lines=tuple(reader.lines), properties=_properties(package), pictures=pictures, objects=objects)


class _Reader:
    """Walks a part in the order in which it is read and collects its lines."""

    def __init__(self, styles: Mapping[str, frozenset[Look]]) -> None:
        self.styles = styles
        self.where = Where.BODY
        self.lines: list[Line] = []
        self.pieces: list[Piece | Mark] = []
        self.looks: frozenset[Look] = frozenset()
        self.pictures = self.objects = 0

    def walk(self, parent: etree._Element, control: Control | None) -> None:
        self.say(parent.text, control)
        for child in parent:
            if child.tag not in _NOT_SHOWN:
                self.one(child, control)
            self.say(child.tail, control)

    def one(self, child: etree._Element, control: Control | None) -> None:
        tag = child.tag
        if tag in _LINES:
            self.paragraph(child, control)
        elif tag in _CHARACTERS:
            self.say(_CHARACTERS[tag], control, as_it_is=True)
        elif tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            self.say(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES), control, as_it_is=True)
        elif tag in _MARKS:
            self.pieces.append(Mark(name=child.get(f"{_TEXT}name", "")))
        elif tag == f"{_LOEXT}content-control":
            self.walk(child, _control(child))
        elif tag == f"{_TEXT}span":
            outer = self.looks
            self.looks = outer | self.styles.get(child.get(f"{_TEXT}style-name", ""), frozenset())
            self.walk(child, control)
            self.looks = outer
        elif tag in _ASIDES:
            self.apart(child)
        else:
            self.pictures += tag in {f"{_DRAW}frame", f"{_DRAW}custom-shape", f"{_DRAW}g"}
            self.objects += tag in {f"{_DRAW}object", f"{_DRAW}object-ole", f"{_DRAW}plugin"}
            self.walk(child, control)

    def paragraph(self, paragraph: etree._Element, control: Control | None) -> None:
        if len(self.lines) >= MOST_LINES:
            raise UnreadableError(Refusal.UNPACKS_TOO_BIG)
        before = self.pieces
        inside_another = any(isinstance(piece, Piece) for piece in before)
        # Bookmarks that stand between paragraphs belong to the one that follows.
        self.pieces = [] if inside_another else list(before)
        self.walk(paragraph, control)
        self.lines.append(Line(pieces=tuple(self.pieces), where=self.where))
        self.pieces = before if inside_another else []

    def apart(self, child: etree._Element) -> None:
        """Read what floats as lines of its own."""
        before, where, looks = self.pieces, self.where, self.looks
        self.pieces, self.where = [], Where.ASIDE
        self.walk(child, None)
        if any(isinstance(piece, Piece) for piece in self.pieces):
            self.lines.append(Line(pieces=tuple(self.pieces), where=self.where))
        self.pieces, self.where, self.looks = before, where, looks

    def say(self, text: str | None, control: Control | None, *, as_it_is: bool = False) -> None:
        if not text:
            return
        # In this format a line end or a run of spaces in the file is one space to the reader; some versions of
        # LibreOffice leave a carriage return where a control ended.
        shown = text if as_it_is else _SPACES.sub(" ", text.replace("\r", ""))
        if shown.strip() or as_it_is or any(isinstance(piece, Piece) for piece in self.pieces):
            self.pieces.append(Piece(text=shown, control=control, looks=self.looks))


def _control(element: etree._Element) -> Control:
    def of(name: str) -> str:
        return element.get(f"{_LOEXT}{name}", "")

    return Control(
        tag=of("tag"),
        alias=of("alias"),
        checked=of("checked") == "true" if of("checkbox") == "true" else None,
        placeholder=of("showing-place-holder") == "true",
    )


def _span_looks(content: etree._Element) -> dict[str, frozenset[Look]]:
    found: dict[str, frozenset[Look]] = {}
    for style in content.iterfind(f"{_OFFICE}automatic-styles/{_STYLE}style"):
        properties = style.find(f"{_STYLE}text-properties")
        if style.get(f"{_STYLE}family") == "text" and properties is not None:
            found[style.get(f"{_STYLE}name", "")] = _looks(properties)
    return found


def _looks(properties: etree._Element) -> frozenset[Look]:
    strong = (
        properties.get(f"{_FO}font-weight", "normal") not in {"normal", "400"}
        or properties.get(f"{_STYLE}text-underline-style", "none") != "none"
        or properties.get(f"{_FO}background-color", "transparent") != "transparent"
        or properties.get(f"{_FO}color", "#000000").casefold() not in _INK
    )
    struck = properties.get(f"{_STYLE}text-line-through-style", "none") != "none"
    return frozenset([Look.STRONG] * strong + [Look.STRUCK] * struck)


def _properties(package: Package) -> dict[str, str]:
    if "meta.xml" not in package.names:
        return {}
    return {
        row.get(f"{_META}name", ""): "".join(str(words) for words in row.itertext())
        for row in package.xml("meta.xml").iter(f"{_META}user-defined")
    }
