"""What other programs leave of a copy when they save it, done to the file itself: those that are not at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from lxml import etree

from exports.copies.marks import REFERENCE_BOOKMARK, references
from tests.corpus.habit import PLANTED
from tests.exports.filled_copies import DOCUMENT, Element, W, changed, part_of, with_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

Resave = Callable[[bytes], bytes]

_CUSTOM: Final = "docProps/custom.xml"
_CONTENT_TYPES: Final = "[Content_Types].xml"


def without_properties(content: bytes) -> bytes:
    """Leave out the form's properties, as Google Docs and Pages do."""
    empty = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    return with_parts(content, {_CUSTOM: empty})


def without_reference(content: bytes) -> bytes:
    """Take out the form's reference from its properties, its pages and its headers; its QR code stays."""

    def change(root: Element) -> None:
        for text in root.iter(f"{W}t"):
            for found in references(text.text or ""):
                text.text = text.text.replace(str(found), "").replace("Form:", "")

    content = without_properties(content)
    for part in (DOCUMENT, *(name for name in _edges(content) if "header" in name)):
        content = changed(content, change, part)
    return content


def without_headers(content: bytes) -> bytes:
    """Take the form's own words and pictures out of the headers and footers."""
    for name in _edges(content):
        content = changed(content, _emptied, name)
    return content


def without_tags(content: bytes) -> bytes:
    """Leave out the tags of controls and keep their titles, as LibreOffice does."""
    return changed(content, lambda root: _taken(root, "tag"))


def flattened(content: bytes) -> bytes:
    """Put what stands in controls into the text and leave out the controls, as Google Docs does."""
    return changed(content, _flat)


def renamed(content: bytes) -> bytes:
    """Give the bookmarks names of a program's own."""

    def change(root: Element) -> None:
        for number, mark in enumerate(root.iter(f"{W}bookmarkStart")):
            if mark.get(f"{W}name") != REFERENCE_BOOKMARK:
                mark.set(f"{W}name", f"_Toc{number:08}")

    return changed(content, change)


def without_bookmarks(content: bytes) -> bytes:
    """Leave out every bookmark."""
    return changed(content, lambda root: _taken(root, "bookmarkStart", "bookmarkEnd"))


def in_letters(content: bytes) -> bytes:
    """Cut the words into runs of one letter with marks of the spelling checker between them, as old programs do."""

    def change(root: Element) -> None:
        for run in list(root.iter(f"{W}r")):
            words = run.findall(f"{W}t")
            if len(run.findall("*")) - (run.find(f"{W}rPr") is not None) != len(words) or not words:
                continue
            for letter in reversed("".join(text.text or "" for text in words)):
                again: Element = etree.fromstring(etree.tostring(run))
                for old in again.findall(f"{W}t"):
                    again.remove(old)
                text = etree.SubElement(again, f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
                text.text = letter
                run.addnext(again)
                run.addnext(etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}))
            run.getparent().remove(run)

    return changed(content, change)


def in_a_table(content: bytes) -> bytes:
    """Put every line into a cell of one table, as some forms' offices do."""

    def change(root: Element) -> None:
        body = root[0]
        table = etree.Element(f"{W}tbl")
        for line in list(body[:-1]):
            row = etree.SubElement(etree.SubElement(table, f"{W}tr"), f"{W}tc")
            row.append(line)
        body.insert(0, table)

    return changed(content, change)


def without_pictures(content: bytes) -> bytes:
    """Leave out the pictures that stand in the lines; what floats stays."""

    def change(root: Element) -> None:
        for drawing in [drawing for drawing in root.iter(f"{W}drawing") if drawing[0].tag.endswith("}inline")]:
            drawing.getparent().remove(drawing)

    return changed(content, change)


def _edges(content: bytes) -> list[str]:
    """Return the names of the parts that hold headers and footers."""
    names = [f"word/{kind}{number}.xml" for kind in ("header", "footer") for number in (1, 2)]
    return [name for name in names if name.encode() in part_of(content, _CONTENT_TYPES)]


def _emptied(root: Element) -> None:
    for line in root.iter(f"{W}p"):
        line[:] = [child for child in line if PLANTED in "".join(child.itertext())]


def _taken(root: Element, *names: str) -> None:
    for name in names:
        for element in list(root.iter(f"{W}{name}")):
            element.getparent().remove(element)


def _flat(root: Element) -> None:
    for control in list(root.iter(f"{W}sdt")):
        content: Iterable[Element] = control.find(f"{W}sdtContent")
        for child in list(content):
            control.addprevious(child)
        control.getparent().remove(control)


RESAVES: Final[dict[str, tuple[Resave, ...]]] = {
    "no properties": (without_properties,),
    "no headers and no properties": (without_properties, without_headers),
    "no tags": (without_tags,),
    "flat": (flattened,),
    "flat, bookmarks renamed, no properties": (flattened, renamed, without_properties),
    "flat, no bookmarks": (flattened, without_bookmarks),
    "flat, no bookmarks, no properties, no pictures": (
        flattened,
        without_bookmarks,
        without_properties,
        without_pictures,
    ),
    "no bookmarks": (without_bookmarks,),
    "letter by letter": (in_letters,),
    "flat, letter by letter, bookmarks renamed": (flattened, renamed, in_letters),
    "in a table": (in_a_table,),
    "flat, in a table, no bookmarks": (flattened, without_bookmarks, in_a_table),
}


def resaved(content: bytes, steps: Iterable[Resave]) -> bytes:
    """Return the copy after these were done to it, one after the other."""
    for step in steps:
        content = step(content)
    return content
