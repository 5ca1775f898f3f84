"""Rules on forms: numbered pages, boxes that say what they are, questions that stay whole, one sentence a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exports.checking.faults import Fault, quoted
from exports.checking.look import is_form
from exports.checking.opened import W, words_in
from exports.copies import marks
from exports.copies.layout import sentences_apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from exports.checking.opened import Document, Paragraph

_CHECKBOX: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
_NEW_MODE: Final = 15
_FIELD: Final = re.compile(r"\b(PAGE|NUMPAGES|SECTIONPAGES)\b")
_MOST_LOOSE: Final = 6
"""Options of a question taller than a page that need not stay together; fewer always fit on one."""


def page_numbers(document: Document) -> Iterator[Fault]:
    """See that pages that fall apart can be put together again, by "Page 3 of 14"."""
    if not is_form(document):
        return
    fields = {
        name for root in document.edges.values() for words in _instructions(root) for name in _FIELD.findall(words)
    }
    if not {"PAGE", "NUMPAGES"} <= fields:
        yield Fault(rule="no_page_numbers", where="the footer")


def boxes(document: Document) -> Iterator[Fault]:
    """See that each box has a tag that finds its answer again, and a title that is read aloud."""
    for paragraph in document.paragraphs:
        for control in paragraph.element.iter(f"{W}sdt"):
            tag, title = (_said(control, name) for name in ("tag", "alias"))
            if marks.of_tag(tag) is None or not title:
                yield Fault(rule="box_unnamed", where=paragraph.where, shown=quoted(paragraph.text))


def whole_questions(document: Document) -> Iterator[Fault]:
    """See that a question stays on one page with its hints and options, unless it is taller than a page."""
    if not is_form(document):
        return
    body = [one for one in document.paragraphs if not one.edge]
    for start, end in _questions(document, body):
        question = body[start : end + 1]
        loose = [one for one in question[:-1] if not document.kept(one)]
        options = [one for one in question if _option(one)]
        beginning = question[: question.index(options[0]) + 1] if options else question
        if loose and ((len(options) < _MOST_LOOSE and _is_short(document, question)) or loose[0] in beginning):
            yield Fault(rule="question_splits", where=loose[0].where, shown=quoted(question[0].text))


def sentences(document: Document) -> Iterator[Fault]:
    """See that each sentence has a line of its own."""
    if not is_form(document):
        return
    for paragraph in document.paragraphs:
        for line in paragraph.text.split("\n"):
            if "\n" in sentences_apart(line.strip()) and document.level(paragraph) is None:
                yield Fault(rule="two_sentences", where=paragraph.where, shown=quoted(line))


def reference(document: Document) -> Iterator[Fault]:
    """See that a form says which it is."""
    if not is_form(document):
        return
    words = "\n".join(words_in(root) for name, root in document.edges.items() if name.startswith("header"))
    if not marks.references(words):
        yield Fault(rule="no_reference", where="the header")


def mode(document: Document) -> Iterator[Fault]:
    """See that tick boxes can be ticked: in older modes Word shows them as plain text."""
    settings = document.part("word/settings.xml")
    if settings is None or next(document.body.iter(_CHECKBOX), None) is None:
        return
    modes = [
        int(one.get(f"{W}val", "0"))
        for one in settings.iter(f"{W}compatSetting")
        if one.get(f"{W}name") == "compatibilityMode"
    ]
    if max(modes, default=0) < _NEW_MODE:
        yield Fault(rule="old_mode", where="the document")


def _questions(document: Document, body: list[Paragraph]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last paragraph of each question that has options."""
    start, last = None, None
    for number, paragraph in enumerate(body):
        if document.level(paragraph) is not None:
            if start is not None and last is not None:
                yield start, last
            start, last = number, None
        elif _option(paragraph):
            last = number
    if start is not None and last is not None:
        yield start, last


def _option(paragraph: Paragraph) -> bool:
    return next(paragraph.element.iter(_CHECKBOX), None) is not None


def _is_short(document: Document, question: list[Paragraph]) -> bool:
    """Whether a question surely fits on a page: so many lines of its own size as a page has."""
    points = max((document.points(one, run) for one in question for run in one.runs), default=0.0)
    letters = sum(len(one.text) for one in question)
    lines = len(question) + letters * points * 0.5 / 480
    return lines * points * 1.6 < 640  # noqa: PLR2004 - points that words may fill of A4's 842


def _instructions(root: etree._Element) -> Iterator[str]:
    for field in root.iter(f"{W}fldSimple"):
        yield field.get(f"{W}instr", "")
    for words in root.iter(f"{W}instrText"):
        yield words.text or ""


def _said(control: etree._Element, name: str) -> str:
    found = control.find(f"{W}sdtPr/{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


RULES: Final = (page_numbers, boxes, whole_questions, sentences, reference, mode)
