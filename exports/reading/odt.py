"""Reads the lines of an OpenDocument text: .odt, or .fodt, which is the same in one piece."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exports.reading.lines import Control, Gathering, Look
from exports.reading.odt_looks import LOOKED_AT, Style, styles_of
from exports.reading.package import Format, Refusal, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from exports.reading.lines import Returned
    from exports.reading.package import Package

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG: Final = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_META: Final = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_LOEXT: Final = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"

_LINES: Final = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_MARKS: Final = frozenset({f"{_TEXT}bookmark", f"{_TEXT}bookmark-start", f"{_TEXT}bookmark-end"})
_ASIDES: Final = frozenset({f"{_OFFICE}annotation", f"{_TEXT}note", f"{_DRAW}text-box"})
_SHAPES: Final = frozenset(
    f"{_DRAW}{name}"
    for name in ("custom-shape", "g", "control", "line", "rect", "ellipse", "circle", "path", "polygon", "polyline")
)
_OBJECTS: Final = frozenset(f"{_DRAW}{name}" for name in ("object", "object-ole", "plugin", "applet", "floating-frame"))
_NOT_SHOWN: Final = frozenset(
    {
        f"{_TEXT}tracked-changes",
        f"{_TEXT}sequence-decls",
        f"{_TEXT}variable-decls",
        f"{_TEXT}user-field-decls",
        f"{_OFFICE}forms",
        f"{_OFFICE}binary-data",
        f"{_TEXT}note-citation",
        "{http://purl.org/dc/elements/1.1/}creator",
        "{http://purl.org/dc/elements/1.1/}date",
        f"{_META}creator-initials",
        f"{_SVG}desc",
        f"{_SVG}title",
    }
)
_CHARACTERS: Final = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_SPACES: Final = re.compile(r"[ \t\n]+")
_NO_STYLE: Final = Style()
_MOST_SPACES: Final = 1000
_MEASURE: Final = re.compile(r"([0-9]*\.?[0-9]+)(mm|cm|in|pt|pc)")
_IN_MM: Final = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6}


def returned(package: Package) -> Returned:
    """Return what the document holds. Raises UnreadableError."""
    content = package.xml("" if package.format is Format.FLAT else "content.xml")
    styles, meta = (_part(package, name, content) for name in ("styles.xml", "meta.xml"))
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableError(Refusal.DAMAGED)
    reader = _Reader(styles_of(content, styles))
    for region in body.iterfind(f"{_TEXT}tracked-changes/{_TEXT}changed-region"):
        reader.regions |= {str(name): region for key, name in region.attrib.items() if str(key).endswith("id")}
    reader.walk(body, None)
    reader.lines.finish()
    masters = None if styles is None else styles.find(f"{_OFFICE}master-styles")
    if masters is not None:
        with reader.lines.edge():
            reader.walk(masters, None)
    return reader.lines.returned(_properties(meta))


def _part(package: Package, name: str, content: etree._Element) -> etree._Element | None:
    """Return a part beside the text, which in a flat file is the same."""
    if package.format is Format.FLAT:
        return content
    return package.xml(name) if name in package.names else None


class _Reader:
    """Walks a part in the order in which it is read and gathers its lines."""

    def __init__(self, styles: Mapping[str, Style]) -> None:
        self.styles = styles
        self.lines = Gathering()
        self.regions: dict[str, etree._Element] = {}
        self.looks: frozenset[Look] = frozenset()
        self.size = ""

    def walk(self, parent: etree._Element, control: Control | None) -> None:
        self.say(parent.text, control)
        for child in parent:
            if child.tag not in _NOT_SHOWN:
                self.one(child, control)
            self.say(child.tail, control)

    def one(self, child: etree._Element, control: Control | None) -> None:
        tag = child.tag
        if tag in _LINES:
            with self.lines.paragraph():
                self.looking(child, control)
        elif tag in _CHARACTERS:
            self.say(_CHARACTERS[tag], control, as_it_is=True)
        elif tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            self.say(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES), control, as_it_is=True)
        elif tag in _MARKS:
            self.lines.mark(child.get(f"{_TEXT}name", ""))
        elif tag == f"{_LOEXT}content-control":
            self.walk(child, _control(child))
        elif tag == f"{_TEXT}span":
            self.looking(child, control)
        elif tag == f"{_TEXT}change":
            self.taken_out(self.regions.get(child.get(f"{_TEXT}change-id", "")))
        elif tag in _ASIDES:
            with self.lines.aside():
                self.walk(child, None)
        else:
            self.drawn(child, control)

    def looking(self, child: etree._Element, control: Control | None) -> None:
        """Walk words that have a style of their own."""
        outer, size = self.looks, self.size
        style = self.styles.get(child.get(LOOKED_AT, ""), _NO_STYLE)
        self.looks, self.size = outer | style.looks, style.size or size
        self.walk(child, control)
        self.looks, self.size = outer, size

    def drawn(self, child: etree._Element, control: Control | None) -> None:
        """Read a picture, a shape or an object, or whatever else there is, for its words."""
        if child.tag in _OBJECTS:
            self.lines.objects += 1
        elif child.tag in _SHAPES:
            self.lines.picture(_millimetres(child, "width"), _millimetres(child, "height"))
            with self.lines.aside():
                self.walk(child, None)
            return
        elif child.tag == f"{_DRAW}frame":
            self.lines.picture(_millimetres(child, "width"), _millimetres(child, "height"))
        self.walk(child, control)

    def taken_out(self, region: etree._Element | None) -> None:
        """Read what a tracked change took out here."""
        if region is not None:
            for line in region.iterfind(f"{_TEXT}deletion/*"):
                if line.tag in _LINES:
                    self.lines.gone(_SPACES.sub(" ", "".join(str(words) for words in line.itertext())))

    def say(self, text: str | None, control: Control | None, *, as_it_is: bool = False) -> None:
        if not text:
            return
        # In this format a line end or a run of spaces in the file is one space to the reader; some versions of
        # LibreOffice leave a carriage return where a control ended.
        shown = text if as_it_is else _SPACES.sub(" ", text.replace("\r", ""))
        if shown.strip() or as_it_is or self.lines.begun:
            self.lines.say(shown, control, self.looks, self.size)


def _control(element: etree._Element) -> Control:
    def of(name: str) -> str:
        return element.get(f"{_LOEXT}{name}", "")

    return Control(
        tag=of("tag"),
        alias=of("alias"),
        checked=of("checked") == "true" if of("checkbox") == "true" else None,
        placeholder=of("showing-place-holder") == "true",
    )


def _millimetres(element: etree._Element, side: str) -> float | None:
    found = _MEASURE.fullmatch(element.get(f"{_SVG}{side}", ""))
    return float(found[1]) * _IN_MM[found[2]] if found else None


def _properties(meta: etree._Element | None) -> dict[str, str]:
    if meta is None:
        return {}
    return {
        row.get(f"{_META}name", ""): "".join(str(words) for words in row.itertext())
        for row in meta.iter(f"{_META}user-defined")
    }
