"""Reads the lines of a .docx file."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from exports.word_lines import Control, Line, Look, Mark, Piece, Returned, Where
from exports.word_package import MOST_LINES, Refusal, UnreadableError
from exports.word_wording import reading

if TYPE_CHECKING:
    from lxml import etree

    from exports.word_package import Package

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_ALTERNATIVES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DOCUMENT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_OTHER_PARTS: Final = (
    (re.compile(r"(?:header|footer)\d*\.xml"), Where.EDGE),
    (re.compile(r"(?:comments|footnotes|endnotes)\d*\.xml"), Where.ASIDE),
)
# What a person took out, and what a program keeps beside what it shows.
_NOT_SHOWN: Final = frozenset(
    {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "sectPr", "tblPr")}
)
_CHARACTERS: Final = {
    f"{_W}{name}": text
    for name, text in (("tab", "\t"), ("ptab", "\t"), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "-"))
}
_DRAWN: Final = frozenset({f"{_W}drawing", f"{_W}pict"})
_OBJECTS: Final = frozenset({f"{_W}{name}" for name in ("object", "altChunk", "control", "subDoc")})
_PLAIN_UNDERLINES: Final = frozenset({"none", None})
_FALSE: Final = frozenset({"0", "false", "off"})
_INK: Final = frozenset({"auto", "000000", "11222A"})
"""Colours in which words stand when nobody has marked them."""


def returned(package: Package) -> Returned:
    """Return what the document holds. Raises UnreadableError."""
    main = _main_part(package)
    reader = _Reader()
    body = package.xml(main).find(f"{_W}body")
    if body is None:
        raise UnreadableError(Refusal.DAMAGED)
    reader.walk(body, None)
    pictures, objects = reader.pictures, reader.objects
    folder = posixpath.dirname(main)
    for name in sorted(package.names):
        for pattern, where in _OTHER_PARTS:
            if posixpath.dirname(name) == folder and pattern.fullmatch(posixpath.basename(name)):
                reader.where = where
                reader.walk(package.xml(name), None)
    return Returned(lines=tuple(reader.lines), properties=_properties(package), pictures=pictures, objects=objects)


class _Reader:
    """Walks a part in the order in which it is read and collects its lines."""

    def __init__(self) -> None:
        self.where = Where.BODY
        self.lines: list[Line] = []
        self.pieces: list[Piece | Mark] = []
        self.bookmarks: dict[str, str] = {}
        self.looks: frozenset[Look] = frozenset()
        self.pictures = self.objects = 0

    def walk(self, parent: etree._Element, control: Control | None) -> None:
        for child in parent:
            if child.tag in _NOT_SHOWN:
                continue
            if child.tag in _CHARACTERS:
                self.say(_CHARACTERS[child.tag], control)
            elif child.tag in _WORDS:
                self.say(_WORDS[child.tag](child), control)
            elif child.tag in _DRAWN:
                self.pictures += 1
                self.apart(child)
            elif child.tag in _OBJECTS:
                self.objects += 1
                self.apart(child)
            else:
                self.structure(child, control)

    def structure(self, child: etree._Element, control: Control | None) -> None:
        match child.tag.removeprefix(_W):
            case "p":
                self.paragraph(child, control)
            case "r":
                self.looks = _looks(child.find(f"{_W}rPr"))
                self.walk(child, control)
                self.looks = frozenset()
            case "sdt":
                content = child.find(f"{_W}sdtContent")
                if content is not None:
                    self.walk(content, _control(child.find(f"{_W}sdtPr"), content))
            case "bookmarkStart":
                name = child.get(f"{_W}name", "")
                self.bookmarks[child.get(f"{_W}id", "")] = name
                self.pieces.append(Mark(name=name))
            case "bookmarkEnd":
                self.pieces.append(Mark(name=self.bookmarks.get(child.get(f"{_W}id", ""), "")))
            case name if name == _ALTERNATIVES and len(child):
                # The same thing once for new programs and once for old ones.
                self.walk(child[0], control)
            case _:
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
        """Read what floats in a drawing as lines of its own."""
        before, where, looks = self.pieces, self.where, self.looks
        self.pieces, self.where = [], Where.ASIDE
        self.walk(child, None)
        self.pieces, self.where, self.looks = before, where, looks

    def say(self, text: str, control: Control | None) -> None:
        self.pieces.append(Piece(text=text, control=control, looks=self.looks))


def _control(properties: etree._Element | None, content: etree._Element) -> Control | None:
    if properties is None:
        return None

    def named(name: str) -> str:
        found = properties.find(f"{_W}{name}")
        return "" if found is None else found.get(f"{_W}val", "")

    checked = properties.find(f"{_W14}checkbox/{_W14}checked")
    is_box = properties.find(f"{_W14}checkbox") is not None
    return Control(
        tag=named("tag"),
        # LibreOffice moves a box's title to a control round the whole list of boxes, where it names the wrong ones.
        alias="" if content.find(f".//{_W}sdt") is not None else named("alias"),
        checked=(checked is not None and checked.get(f"{_W14}val", "1") not in _FALSE) if is_box else None,
        placeholder=_on(properties, "showingPlcHdr"),
    )


def _on(properties: etree._Element, name: str) -> bool:
    found = properties.find(f"{_W}{name}")
    return found is not None and found.get(f"{_W}val", "1") not in _FALSE


def _looks(properties: etree._Element | None) -> frozenset[Look]:
    if properties is None:
        return frozenset()

    def of(name: str) -> str | None:
        found = properties.find(f"{_W}{name}")
        return None if found is None else found.get(f"{_W}val", "")

    strong = (
        _on(properties, "b")
        or of("u") not in _PLAIN_UNDERLINES
        or of("highlight") not in _PLAIN_UNDERLINES
        or (of("color") or "auto").upper().replace("AUTO", "auto") not in _INK
    )
    struck = _on(properties, "strike") or _on(properties, "dstrike")
    return frozenset([Look.STRONG] * strong + [Look.STRUCK] * struck)


def _symbol(child: etree._Element) -> str:
    try:
        point = int(child.get(f"{_W}char", ""), 16)
    except ValueError:
        return ""
    look = reading().symbols.get(child.get(f"{_W}font", ""), {}).get(point)
    return look or (chr(point) if point in range(0x20, 0xD800) else "\N{REPLACEMENT CHARACTER}")


_WORDS: Final = {
    f"{_W}t": lambda child: child.text or "",
    f"{_MATHS}t": lambda child: child.text or "",
    f"{_W}sym": _symbol,
}


def _main_part(package: Package) -> str:
    if "_rels/.rels" in package.names:
        for relation in package.xml("_rels/.rels"):
            if relation.get("Type") == _DOCUMENT:
                target = relation.get("Target", "").lstrip("/")
                if target in package.names:
                    return target
    raise UnreadableError(Refusal.DAMAGED)


def _properties(package: Package) -> dict[str, str]:
    found: dict[str, str] = {}
    if "docProps/custom.xml" in package.names:
        for row in package.xml("docProps/custom.xml"):
            found[row.get("name", "")] = "".join(str(words) for words in row.itertext())
    return found
