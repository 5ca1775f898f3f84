"""The copy that goes out is easy to read, to hear and to fill in: what a person, a screen reader and Word need."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from accessibility import pictures
from exports import word
from exports.copies.marks import Place, of_alias, of_bookmark, of_tag
from exports.copies.wording import NoWordsError
from surveys.questionnaire import EASY_ENGLISH, ItemKind, Language
from tests.exports.filled_copies import Element, W, part_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docx.document import Document

    from surveys.questionnaire import Questionnaire

REFERENCE = "kent-4827/young-people/v1/en-simple"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


@pytest.fixture
def document(young: bytes) -> Document:
    return docx.Document(io.BytesIO(young))


@pytest.fixture
def questionnaire(questionnaires: Mapping[tuple[str, int], Questionnaire]) -> Questionnaire:
    return questionnaires["young-people", 1]


def test_the_page_is_a4_and_the_language_british_english(document: Document) -> None:
    section = document.sections[0]
    assert section.page_width == pytest.approx(Mm(210), abs=Pt(0.1))
    assert section.page_height == pytest.approx(Mm(297), abs=Pt(0.1))
    languages = document.styles.element.findall(f".//{W}lang")
    assert {language.get(f"{W}val") for language in languages} == {"en-GB"}


def test_every_style_in_use_is_arial_of_14_points_or_more_and_left_aligned(document: Document) -> None:
    used = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style} | {"Header", "Footer"}
    for name in used:
        style = document.styles[name]
        assert style.font.name == "Arial", name
        assert style.font.size >= Pt(14), name
        assert style.font.italic is None, name
        assert style.element.find(f"{W}pPr/{W}jc").get(f"{W}val") == "left", name
        assert not style.element.findall(f".//{W}rFonts[@{W}asciiTheme]"), name


def test_headings_are_real_and_each_question_has_one_with_its_number(
    document: Document, questionnaire: Questionnaire
) -> None:
    styles = [
        (paragraph.style.name if paragraph.style else "", paragraph.text.strip()) for paragraph in document.paragraphs
    ]
    assert [words for name, words in styles if name == "Title"] == ["Survey for children and young people"]
    sections = [words for name, words in styles if name == "Heading 1"]
    assert sections[0] == "Before you start"
    assert sections[-1] == "When you have finished"
    questions = [words for name, words in styles if name == "Heading 2"]
    asked = [item for item in questionnaire.items if item.asks]
    labels = [item.label.in_language(Language("en-simple")) for item in asked]
    assert questions == [f"{number}. {label}" for number, label in enumerate(labels, start=1)]


def test_every_box_has_tag_title_and_bookmark(young: bytes, questionnaire: Questionnaire) -> None:
    root: Element = etree.fromstring(part_of(young, "word/document.xml"))
    places = {Place(item=item.name, code=code) for item in questionnaire.items for code in item.codes}
    places |= {Place(item=item.name) for item in questionnaire.items if item.kind is ItemKind.TEXT}
    found = []
    for control in root.iter(f"{W}sdt"):
        tag, alias = (control.find(f"{W}sdtPr/{W}{name}").get(f"{W}val") for name in ("tag", "alias"))
        place = of_tag(tag)
        assert place is not None
        assert of_alias(alias) == of_bookmark(control.getprevious().get(f"{W}name")) == place
        found.append(place)
    assert sorted(found) == sorted(places)
    names = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 40


def test_ids_are_never_used_twice(young: bytes) -> None:
    root: Element = etree.fromstring(part_of(young, "word/document.xml"))
    for tag in (f"{W}bookmarkStart", f"{DRAWING}docPr"):
        ids = [found.get(f"{W}id") or found.get("id") for found in root.iter(tag)]
        assert len(ids) == len(set(ids)) > 100, tag


def test_pictures_stand_in_the_line_and_are_marked_as_decoration(young: bytes) -> None:
    root: Element = etree.fromstring(part_of(young, "word/document.xml"))
    drawn = list(root.iter(f"{DRAWING}docPr"))
    assert all(picture.get("descr") == "" and picture.find(f".//{DECORATIVE}") is not None for picture in drawn)
    assert not list(root.iter(f"{DRAWING}anchor", f"{W}tbl", f"{W}pict"))


def test_the_qr_code_says_in_words_where_it_leads(document: Document) -> None:
    codes = list(document.sections[0].first_page_header.part.element.iter(f"{DRAWING}docPr"))
    address = "https://heard.example/kent-4827/young-people?lang=en-simple"
    assert [code.get("descr") for code in codes] == [f"QR code that opens this survey on the web: {address}"]


def test_the_reference_stands_in_headers_properties_and_a_bookmark(document: Document, young: bytes) -> None:
    section = document.sections[0]
    for header in (section.header, section.first_page_header):
        assert header.paragraphs[0].text.strip() == f"Form: {REFERENCE}"
    assert document.core_properties.identifier == REFERENCE
    assert document.core_properties.title == "Survey for children and young people"
    assert document.core_properties.language == "en-GB"
    assert f"<vt:lpwstr>{REFERENCE}</vt:lpwstr>" in part_of(young, "docProps/custom.xml").decode()
    root: Element = etree.fromstring(part_of(young, "word/document.xml"))
    mark = next(mark for mark in root.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == "heard_form")
    assert "".join(mark.getparent().itertext()) == f"Form: {REFERENCE}"


def test_pages_are_numbered_in_words(document: Document) -> None:
    section = document.sections[0]
    for footer in (section.footer, section.first_page_footer):
        root: Element = footer.part.element
        fields = [field.get(f"{W}instr", "").strip() for field in root.iter(f"{W}fldSimple")]
        assert fields == ["PAGE", "NUMPAGES"]
        assert re.fullmatch(r"Page \d+ of \d+", "".join(text.text or "" for text in root.iter(f"{W}t")))


def test_a_question_keeps_with_its_options(document: Document, questionnaire: Questionnaire) -> None:
    last = {f"{item.name}:{item.options[-1].code}" for item in questionnaire.items if item.options}
    for paragraph in document.paragraphs:
        name = paragraph.style.name if paragraph.style else ""
        if name == "Answer option":
            element: Element = paragraph._p
            tag = element.find(f"{W}sdt/{W}sdtPr/{W}tag").get(f"{W}val")
            assert bool(paragraph.paragraph_format.keep_with_next) == (tag not in last), tag
        elif name == "Explanation":
            assert paragraph.paragraph_format.keep_with_next
        if paragraph.style and name in {"Heading 1", "Heading 2"}:
            assert paragraph.style.paragraph_format.keep_with_next


def test_word_shows_tick_boxes_that_can_be_clicked(young: bytes) -> None:
    settings = etree.fromstring(part_of(young, "word/settings.xml"))
    modes = {one.get(qn("w:name")): one.get(qn("w:val")) for one in settings.iter(f"{W}compatSetting")}
    assert modes["compatibilityMode"] == "15"


def test_it_says_first_who_reads_it_and_where_to_get_help_and_again_at_each_text(document: Document) -> None:
    words = ["".join(text.text or "" for text in one._p.iter(f"{W}t")) for one in document.paragraphs]
    first_question = next(number for number, line in enumerate(words) if line.strip().startswith("1."))
    before = "\n".join(words[:first_question])
    for said in ("Inspectors read your answers", "999", "0800 1111", "85258", "You choose", "not safe"):
        assert said in before
    boxes = [number for number, line in enumerate(words) if line == "Type your answer here."]
    assert len(boxes) == 3
    for number in boxes:
        near = "\n".join(words[number - 2 : number])
        assert all(said in near for said in ("Inspectors read this", "not safe", "999", "0800 1111", "85258"))


def test_it_ends_with_how_to_send_it_back_and_the_pictures_credit(
    questionnaires: Mapping[tuple[str, int], Questionnaire], document: Document
) -> None:
    words = "\n".join(paragraph.text for paragraph in document.paragraphs[-6:])
    assert "Then give it to the person who gave it to you." in words
    assert all(line in words for line in pictures.default().credit_in(EASY_ENGLISH).words.split(". "))
    to = "forms@inspectors.example; Heard, PO Box 1, EX1 1AA"
    content = word.write(
        questionnaires["young-people", 1],
        Language("en"),
        REFERENCE,
        pictures.default(),
        "https://h.example",
        send_to=to,
    )
    said = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    assert "Then send it by e-mail to\nforms@inspectors.example" in said
    assert "post the form to\nHeard\nPO Box 1\nEX1 1AA" in said


def test_a_question_that_not_everyone_is_asked_says_so(copy: Callable[[str, str], bytes]) -> None:
    words = [one.text for one in docx.Document(io.BytesIO(copy("young-people", "en"))).paragraphs]
    assert "Only answer this if you ticked “Me, with help” or “Someone else, for me” at question 1." in words


def test_a_language_without_words_for_copies_is_named_with_the_cure(questionnaire: Questionnaire) -> None:
    with pytest.raises(NoWordsError, match=r"no words in 'cy'\. Add them beside en, en-simple"):
        word.write(questionnaire, Language("cy"), REFERENCE, pictures.default(), "https://h.example")
