"""Rules on what a document is made of: title, language, headings, tables, lists, links, what was left in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exports.checking.faults import Fault, quoted
from exports.checking.opened import R, W, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from exports.checking.opened import Document

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_WHOLE: Final = "the document"
_LONG: Final = 40
"""Paragraphs with words from which a document needs headings to move by."""
_LIKE_HEADING: Final = 80
"""The longest that a line in bold can be and still be taken for a heading."""
_UNCLEAR: Final = frozenset(
    {"click here", "here", "link", "this link", "more", "read more", "this page", "this", "website", "click"}
)
_TYPED_MARK: Final = re.compile(r"^\s*(?:[•·▪◦‣*–-]|\(?[0-9a-z]{1,2}[.)])\s+\S")
_NUMBERED: Final = re.compile(r"^\s*\(?[0-9a-z]{1,2}[.)]")
_BLANKS: Final = re.compile(r"[ \u00a0]{3,}|\t{3,}")
_LEFT_IN: Final = ("ins", "del", "moveFrom", "moveTo", "commentReference")
_EMBEDDED: Final = ("object", "control", "altChunk", "subDoc")


def title(document: Document) -> Iterator[Fault]:
    """See that there is a title: a screen reader says it first."""
    core = document.part("docProps/core.xml")
    found = None if core is None else core.find(f"{_DC}title")
    if found is None or not (found.text or "").strip():
        yield Fault(rule="no_title", where=_WHOLE)


def language(document: Document) -> Iterator[Fault]:
    """See that a voice reads words in the language that they are marked with."""
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if not document.look(paragraph, run, "lang"):
                yield Fault(rule="no_language", where=paragraph.where)
                return


def headings(document: Document) -> Iterator[Fault]:
    """See that no heading is empty or skips a level, and that a long document has some: people move by them."""
    level_before, found = 0, 0
    for paragraph in document.paragraphs:
        level = None if paragraph.edge else document.level(paragraph)
        if level is None:
            continue
        if not paragraph.text.strip():
            yield Fault(rule="heading_blank", where=paragraph.where)
            continue
        found += 1
        if level > level_before + 1:
            yield Fault(rule="heading_skipped", where=paragraph.where, shown=quoted(paragraph.text))
        level_before = level
    worded = sum(bool(paragraph.text.strip()) for paragraph in document.paragraphs)
    if not found and worded > _LONG:
        yield Fault(rule="no_headings", where=_WHOLE)


def lines_like_headings(document: Document) -> Iterator[Fault]:
    """See that a short line, all bold, is marked as the heading it looks like."""
    for paragraph in document.paragraphs:
        runs, words = list(paragraph.runs), paragraph.text.strip()
        style = document.value(paragraph, "pStyle") or ""
        plain = style in {"", "Normal"} and not paragraph.edge and not _in_table(paragraph.element)
        if plain and runs and len(words) < _LIKE_HEADING and not words.endswith((".", "!", ":", ",")):
            own = [run.find(f"{W}rPr/{W}b") for run in runs]
            if all(bold is not None for bold in own):
                yield Fault(rule="looks_like_heading", where=paragraph.where, shown=quoted(words))


def tables(document: Document) -> Iterator[Fault]:
    """See that a table has a header row, and the same cells in each row."""
    for number, table in enumerate(document.body.iter(f"{W}tbl"), start=1):
        where, words = f"table {number}", quoted(words_in(table))
        first = table.find(f"{W}tr")
        if first is None or first.find(f"{W}trPr/{W}tblHeader") is None:
            yield Fault(rule="table_without_header", where=where, shown=words)
        if any(True for _ in table.iter(f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge")):
            yield Fault(rule="merged_cells", where=where, shown=words)
        if any(True for _ in table.iterancestors(f"{W}tbl")):
            yield Fault(rule="nested_table", where=where, shown=words)


def blanks(document: Document) -> Iterator[Fault]:
    """See that space comes from styles: a screen reader says "blank" for each empty paragraph."""
    empty = 0
    for paragraph in document.paragraphs:
        bare = not paragraph.text.strip() and not _holds_something(paragraph.element)
        bordered = document.value(paragraph, "pBdr") is not None or _bordered(paragraph.properties, document)
        empty = empty + 1 if bare and not paragraph.edge and not bordered and not _in_table(paragraph.element) else 0
        if empty == 2:  # noqa: PLR2004 - the second in a row
            yield Fault(rule="blank_lines", where=paragraph.where)
        found = _BLANKS.search(paragraph.text.strip())
        if found:
            yield Fault(rule="blank_characters", where=paragraph.where, shown=quoted(paragraph.text))


def lists(document: Document) -> Iterator[Fault]:
    """See that lists are lists: two lines in a row with marks that are typed are none."""
    before = False
    for paragraph in document.paragraphs:
        text = paragraph.text
        marked = bool(_TYPED_MARK.match(text)) and document.level(paragraph) is None
        marked = marked and document.value(paragraph, "numPr") is None and not any(paragraph.element.iter(f"{W}sdt"))
        if marked and before:
            yield Fault(rule="typed_list", where=paragraph.where, shown=quoted(text))
        before = marked


def links(document: Document) -> Iterator[Fault]:
    """See that a link says where it leads when it is read away from its sentence."""
    for paragraph in document.paragraphs:
        for link in paragraph.element.iter(f"{W}hyperlink"):
            words = " ".join(words_in(link).split())
            if link.get(f"{R}id") and (not words or words.casefold().strip(".:") in _UNCLEAR):
                yield Fault(rule="unclear_link", where=paragraph.where, shown=quoted(words))


def left_in(document: Document) -> Iterator[Fault]:
    """See that nothing goes out that was between writers."""
    for name in _LEFT_IN:
        found = next(document.body.iter(f"{W}{name}"), None)
        if found is not None:
            kind = "a comment" if name == "commentReference" else "a tracked change"
            yield Fault(rule="left_in", where=_WHOLE, shown=kind)
            return


def embedded(document: Document) -> Iterator[Fault]:
    """See that no other document is inside this one: it would not be read."""
    for name in _EMBEDDED:
        if next(document.body.iter(f"{W}{name}"), None) is not None:
            yield Fault(rule="embedded", where=_WHOLE, shown=name)


def restricted(document: Document) -> Iterator[Fault]:
    """See that nothing is protected: that takes screen readers' ways in from them."""
    settings = document.part("word/settings.xml")
    if settings is None:
        return
    for name in ("documentProtection", "writeProtection"):
        found = settings.find(f"{W}{name}")
        if found is not None and found.get(f"{W}enforcement", "1") not in {"0", "false"}:
            yield Fault(rule="restricted", where=_WHOLE)
            return


def _in_table(element: etree._Element) -> bool:
    return any(True for _ in element.iterancestors(f"{W}tc"))


def _holds_something(element: etree._Element) -> bool:
    held = (f"{W}drawing", f"{W}pict", f"{W}sdt", f"{W}sectPr", f"{W}br", f"{W}fldSimple", f"{W}object")
    return any(True for _ in element.iter(*held))


def _bordered(properties: etree._Element | None, document: Document) -> bool:
    """Whether a paragraph stands in a frame: an empty one there is room to write in."""
    style = None if properties is None else properties.find(f"{W}pStyle")
    known = None if style is None else document.styles.get(style.get(f"{W}val", ""))
    return known is not None and known.find(f"{W}pPr/{W}pBdr") is not None


RULES: Final = (
    title,
    language,
    headings,
    lines_like_headings,
    tables,
    blanks,
    lists,
    links,
    left_in,
    embedded,
    restricted,
)
