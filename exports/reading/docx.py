"""Reads the lines of a .docx file."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from exports.copies.wording import reading
from exports.reading.docx_looks import Looks, on, size
from exports.reading.lines import Control, Gathering, Look
from exports.reading.package import Refusal, UnreadableError

if TYPE_CHECKING:
    from lxml import etree

    from exports.reading.lines import Returned
    from exports.reading.package import Package

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MAIN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DOCUMENT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_EMU_IN_MM: Final = 36_000
_EDGES: Final = re.compile(r"(?:header|footer)\d*\.xml")
_NOTES: Final = {name: re.compile(rf"{name}s\d*\.xml") for name in ("comment", "footnote", "endnote")}
_NOT_SHOWN: Final = frozenset(
    {f"{_W}{name}" for name in ("instrText", "delInstrText", "pPr", "rPr", "sdtPr", "sectPr", "tblPr", "trPr", "tcPr")}
)
_CHARACTERS: Final = {
    f"{_W}{name}": text
    for name, text in (("tab", "\t"), ("ptab", "\t"), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "-"))
}
_DRAWN: Final = frozenset({f"{_W}drawing", f"{_W}pict"})
_OBJECTS: Final = frozenset({f"{_W}{name}" for name in ("object", "altChunk", "control", "subDoc")})
_SHOWN_AS_PICTURES: Final = ("/picture", "wordprocessingShape", "wordprocessingGroup", "wordprocessingCanvas", "/wpc")
_FALSE: Final = frozenset({"0", "false", "off"})


def returned(package: Package) -> Returned:
    """Return what the document holds. Raises UnreadableError."""
    main = _main_part(package)
    body = package.xml(main).find(f"{_W}body")
    if body is None:
        raise UnreadableError(Refusal.DAMAGED)
    folder = posixpath.dirname(main)
    beside = [name for name in sorted(package.names) if posixpath.dirname(name) == folder]
    styles = posixpath.join(folder, "styles.xml")
    reader = _Reader(Looks(package.xml(styles) if styles in package.names else None))
    for kind, pattern in _NOTES.items():
        for name in beside:
            if pattern.fullmatch(posixpath.basename(name)):
                reader.notes |= {
                    (kind, note.get(f"{_W}id", f"{name} {number}")): note
                    for number, note in enumerate(package.xml(name))
                }
    reader.walk(body, None)
    reader.rest()
    reader.lines.finish()
    for name in beside:
        if _EDGES.fullmatch(posixpath.basename(name)):
            with reader.lines.edge():
                reader.walk(package.xml(name), None)
    return reader.lines.returned(_properties(package))


class _Reader:
    """Walks a part in the order in which it is read and gathers its lines."""

    def __init__(self, looks: Looks) -> None:
        self.lines = Gathering()
        self.notes: dict[tuple[str, str], etree._Element] = {}
        self.known_looks = looks
        self.bookmarks: dict[str, str] = {}
        self.around: frozenset[Look] = frozenset()
        self.looks: frozenset[Look] = frozenset()
        self.size = ""
        self.taken_out = 0

    def walk(self, parent: etree._Element, control: Control | None) -> None:
        for child in parent:
            tag = child.tag
            if tag in _NOT_SHOWN:
                continue
            if tag in _CHARACTERS:
                self.say(_CHARACTERS[tag], control)
            elif tag in _WORDS:
                self.say(_WORDS[tag](child), control)
            elif tag in _DRAWN:
                self.drawn(child)
            elif tag in _OBJECTS:
                self.lines.objects += 1
                with self.lines.aside():
                    self.walk(child, None)
            else:
                self.structure(child, control)

    def structure(self, child: etree._Element, control: Control | None) -> None:
        match child.tag.removeprefix(_W):
            case "p":
                outer, self.around = self.around, self.known_looks.of_paragraph(child.find(f"{_W}pPr"))
                with self.lines.paragraph():
                    self.walk(child, control)
                self.around = outer
            case "r":
                properties = child.find(f"{_W}rPr")
                self.looks, self.size = self.known_looks.of(properties, self.around), size(properties)
                self.walk(child, control)
                self.looks, self.size = frozenset(), ""
            case "sdt":
                content = child.find(f"{_W}sdtContent")
                if content is not None:
                    self.walk(content, _control(child.find(f"{_W}sdtPr"), content))
            case "del" | "moveFrom":
                self.taken_out += 1
                self.walk(child, control)
                self.taken_out -= 1
            case "bookmarkStart":
                name = child.get(f"{_W}name", "")
                self.bookmarks[child.get(f"{_W}id", "")] = name
                self.lines.mark(name)
            case "bookmarkEnd":
                self.lines.mark(self.bookmarks.get(child.get(f"{_W}id", ""), ""))
            case "commentReference" | "footnoteReference" | "endnoteReference" as name:
                self.note(self.notes.pop((name.removesuffix("Reference"), child.get(f"{_W}id", "")), None))
            case name if name == f"{_MC}AlternateContent" and len(child):
                # The same thing once for new programs and once for old ones.
                self.walk(child[0], control)
            case _:
                self.walk(child, control)

    def drawn(self, child: etree._Element) -> None:
        """Read a picture or drawing; the words in it stand aside."""
        extent = next(child.iter(f"{_DRAWING}extent"), None)
        sides = (None, None) if extent is None else (_millimetres(extent, "cx"), _millimetres(extent, "cy"))
        self.lines.picture(*sides)
        for data in child.iter(f"{_MAIN}graphicData"):
            if not data.get("uri", "").endswith(_SHOWN_AS_PICTURES):
                self.lines.objects += 1
        with self.lines.aside():
            for art in child.iter(f"{_VML}textpath"):
                self.say(art.get("string", ""), None)
            self.walk(child, None)

    def note(self, note: etree._Element | None) -> None:
        if note is not None:
            with self.lines.aside():
                self.walk(note, None)

    def rest(self) -> None:
        """Read the notes that nothing in the text points to."""
        for note in self.notes.values():
            self.note(note)

    def say(self, text: str, control: Control | None) -> None:
        if self.taken_out:
            self.lines.gone(text)
        else:
            self.lines.say(text, control, self.looks, self.size)


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
        placeholder=on(properties, "showingPlcHdr"),
    )


def _millimetres(extent: etree._Element, side: str) -> float | None:
    try:
        return int(extent.get(side, "")) / _EMU_IN_MM
    except ValueError:
        return None


def _symbol(child: etree._Element) -> str:
    try:
        point = int(child.get(f"{_W}char", ""), 16)
    except ValueError:
        return ""
    look = reading().symbols.get(child.get(f"{_W}font", ""), {}).get(point)
    return look or (chr(point) if point in range(0x20, 0xD800) else "\N{REPLACEMENT CHARACTER}")


_WORDS: Final = {
    f"{_W}t": lambda child: child.text or "",
    f"{_W}delText": lambda child: child.text or "",
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
