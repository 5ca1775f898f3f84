"""Rules on pictures and what is drawn: alternative texts, nothing that floats, no words as pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exports.checking.faults import Fault, quoted
from exports.checking.opened import W, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from exports.checking.opened import Document

_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SAYS_NOTHING: Final = re.compile(
    r"(?:.*\.(?:png|jpe?g|gif|svg|bmp|emf|wmf|tiff?))|(?:(?:picture|image|photo|graphic|icon|img|logo|shape|diagram)"
    r"[ _-]*\d*)|\W*",
    re.IGNORECASE,
)
_FEW_LETTERS: Final = 150
_LARGE: Final = 40.0
"""Square centimetres from which a picture can hold a page of words."""
_UNITS: Final = 360_000


def alternatives(document: Document) -> Iterator[Fault]:
    """See that a picture says in words what it shows, or is marked as decoration."""
    for where, root in _roots(document):
        for drawn in root.iter(f"{_WP}docPr"):
            if _in_fallback(drawn):
                continue
            said, name = (drawn.get("descr") or "").strip(), drawn.get("name", "")
            mark = drawn.find(f".//{_DECORATIVE}")
            decorative = mark is not None and mark.get("val") not in {"0", "false"}
            if not said and not decorative:
                yield Fault(rule="alt_missing", where=where, shown=quoted(name))
            elif said and _SAYS_NOTHING.fullmatch(said):
                yield Fault(rule="alt_unhelpful", where=where, shown=quoted(said))
        for shape in root.iter(f"{_V}shape"):
            if shape.find(f"{_V}imagedata") is not None and not shape.get("alt") and not _in_fallback(shape):
                yield Fault(rule="alt_missing", where=where, shown=quoted(shape.get("id", "")))


def floating(document: Document) -> Iterator[Fault]:
    """See that nothing floats: it is read at another place than it is seen, or not at all."""
    for where, root in _roots(document):
        for anchor in root.iter(f"{_WP}anchor"):
            properties = anchor.find(f"{_WP}docPr")
            name = "" if properties is None else properties.get("name", "")
            yield Fault(rule="floating", where=where, shown=quoted(name))
        for frame in root.iter(f"{W}framePr"):
            words = words_in(next(frame.iterancestors(f"{W}p")))
            yield Fault(rule="floating", where=where, shown=quoted(words))
        for table in root.iter(f"{W}tblpPr"):
            words = words_in(next(table.iterancestors(f"{W}tbl")))
            yield Fault(rule="floating", where=where, shown=quoted(words))


def drawn_words(document: Document) -> Iterator[Fault]:
    """See that no words stand in boxes and in WordArt."""
    for where, root in _roots(document):
        for box in root.iter(f"{W}txbxContent"):
            if not _in_fallback(box):
                yield Fault(rule="text_box", where=where, shown=quoted(words_in(box)))
        for path in root.iter(f"{_V}textpath"):
            yield Fault(rule="word_art", where=where, shown=quoted(path.get("string", "")))
        for warp in root.iter(f"{_A}prstTxWarp"):
            if warp.get("prst") != "textNoShape":
                yield Fault(rule="word_art", where=where, shown=quoted(warp.get("prst", "")))


def pictures_of_words(document: Document) -> Iterator[Fault]:
    """See that no page is only scanned: a large picture with hardly a word beside it."""
    letters = sum(len(paragraph.text.strip()) for paragraph in document.paragraphs if not paragraph.edge)
    sizes = [
        int(extent.get("cx", "0")) / _UNITS * int(extent.get("cy", "0")) / _UNITS
        for extent in document.body.iter(f"{_WP}extent")
    ]
    if letters < _FEW_LETTERS and sizes and max(sizes) > _LARGE:
        yield Fault(rule="picture_of_words", where="the document", shown=f"{len(sizes)} and {letters} letters")


def _roots(document: Document) -> Iterator[tuple[str, etree._Element]]:
    for paragraph in document.paragraphs:
        if not any(True for _ in paragraph.element.iterancestors(f"{W}txbxContent")):
            yield paragraph.where, paragraph.element
    for number, table in enumerate(document.body.iter(f"{W}tbl"), start=1):
        properties = table.find(f"{W}tblPr")
        if properties is not None:
            yield f"table {number}", properties


def _in_fallback(element: etree._Element) -> bool:
    return any(True for _ in element.iterancestors(_FALLBACK))


RULES: Final = (alternatives, floating, drawn_words, pictures_of_words)
