"""What Word keeps beside the plain words of a form is read as a person sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from exports import word
from exports.word import Reason
from tests.exports.filled_copies import DOCUMENT, Element, W, changed, paragraph, paragraph_of, run, with_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exports.word import FilledCopy
    from surveys.questionnaire import Questionnaire

Read = Callable[[bytes], "FilledCopy"]
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def read(questionnaires: Mapping[tuple[str, int], Questionnaire]) -> Read:
    return lambda content: word.read(content, "form.docx", questionnaires)


def _tracked(tag: str, words: str) -> Element:
    made: Element = etree.Element(f"{W}{tag}")
    made.append(run(words))
    for text in list(made.iter(f"{W}t")) if tag == "del" else []:
        text.tag = f"{W}delText"
    return made


def test_tracked_changes_are_read_as_they_leave_the_text(young: bytes, read: Read) -> None:
    def change(root: Element) -> None:
        box = paragraph_of(root, "help_health:yes").find(f"{W}sdt/{W}sdtContent")
        box[:] = [_tracked("del", "☐"), _tracked("ins", "☒")]

    found = read(changed(young, change))
    assert (found.raw, found.doubts) == ({"help_health": ("yes",)}, ())


def test_words_that_somebody_took_out_while_changes_were_tracked_are_a_doubt(young: bytes, read: Read) -> None:
    def change(root: Element) -> None:
        paragraph_of(root, "help_health:yes").extend([_tracked("ins", " x"), _tracked("del", " not sure")])

    found = read(changed(young, change))
    assert found.raw == {"help_health": ("yes",)}
    assert [(doubt.item, doubt.reason, doubt.shown) for doubt in found.doubts] == [
        ("help_health", Reason.DELETED, "not sure")
    ]


def test_a_tick_of_a_symbol_font_is_a_tick(young: bytes, read: Read) -> None:
    def change(root: Element) -> None:
        typed = run("")
        etree.SubElement(typed, f"{W}sym", {f"{W}font": "Wingdings", f"{W}char": "F0FC"})
        paragraph_of(root, "help_health:yes").append(typed)

    found = read(changed(young, change))
    assert (found.raw, found.doubts) == ({"help_health": ("yes",)}, ())


def test_a_comment_and_a_footnote_are_doubts_with_their_words(young: bytes, read: Read) -> None:
    parts = {
        f"word/{name}.xml": f"<w:x {SPACE}><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:x>".encode()
        for name, words in (("comments", "She means no."), ("footnotes", "Only on Fridays."))
    }
    found = read(with_parts(young, parts))
    assert [(doubt.item, doubt.reason, doubt.shown) for doubt in found.doubts] == [
        (None, Reason.OUTSIDE, "She means no."),
        (None, Reason.OUTSIDE, "Only on Fridays."),
    ]


def test_a_text_box_s_words_are_read_once_and_are_a_doubt(young: bytes, read: Read) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Call me about this</w:t></w:r></w:p></w:txbxContent>"
    alternatives = etree.fromstring(
        f'<w:r {SPACE} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    found = read(changed(young, lambda root: paragraph_of(root, "help_health:yes").append(alternatives)))
    assert [(doubt.reason, doubt.shown) for doubt in found.doubts] == [
        (Reason.OUTSIDE, "Call me about this"),
        (Reason.PICTURE, ""),
    ]


def test_words_in_a_header_are_a_doubt(young: bytes, read: Read) -> None:
    content = changed(young, lambda root: root[0].append(run(" Sam wrote this")), "word/header1.xml")
    assert [doubt.reason for doubt in read(content).doubts] == [Reason.OUTSIDE]


def test_something_put_in_that_is_not_opened_is_a_doubt(young: bytes, read: Read) -> None:
    def change(root: Element) -> None:
        typed = run("")
        etree.SubElement(typed, f"{W}object")
        root[0].insert(0, paragraph(typed))

    assert [doubt.reason for doubt in read(changed(young, change)).doubts] == [Reason.OBJECT]


def test_any_one_of_property_header_and_last_page_says_which_form_it_is(young: bytes, read: Read) -> None:
    def wipe(root: Element) -> None:
        for text in root.iter(f"{W}t"):
            text.text = (text.text or "").replace("kent-4827/", "")

    bare = changed(changed(young, wipe, "word/header1.xml"), wipe, "word/header2.xml")
    only_last_page = with_parts(bare, {}, without=frozenset({"docProps/custom.xml"}))
    only_property = changed(bare, wipe, DOCUMENT)
    assert {read(content).code for content in (young, only_last_page, only_property)} == {"kent-4827"}
