"""The checker finds every fault that was planted, and nothing in what we write ourselves."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from lxml import etree

from accessibility import pictures
from exports import poster
from exports.checking import check, faults
from exports.packs import papers
from surveys.questionnaire import GROUPS
from tests.exports.conftest import SHAPES, written
from tests.exports.filled_copies import DOCUMENT, Element, W, changed, paragraph, paragraph_of, run, with_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from exports.word import Shape
    from surveys.questionnaire import Language

WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SETTINGS: Final = "word/settings.xml"
STYLES: Final = "word/styles.xml"


def body(change: Callable[[Element], None]) -> Callable[[bytes], bytes]:
    """Return what changes the body of a document."""
    return lambda content: changed(content, lambda root: change(root.find(f"{W}body")))


def first(*xml: str) -> Callable[[bytes], bytes]:
    """Return what puts paragraphs at the beginning of a document."""

    def put_in(root: Element) -> None:
        for one in reversed(xml):
            root.insert(1, parse_xml(one.replace("<w:p>", f"<w:p {nsdecls('w', 'wp', 'a', 'r')} {VML}>")))

    return body(put_in)


VML: Final = 'xmlns:v="urn:schemas-microsoft-com:vml"'
TABLE: Final = "<w:tbl {ns}><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{rows}</w:tbl>"
ROW: Final = "<w:tr>{head}<w:tc><w:tcPr>{span}</w:tcPr><w:p><w:r><w:t>Who</w:t></w:r></w:p></w:tc></w:tr>"


def table(head: str, span: str = "") -> Callable[[bytes], bytes]:
    """Return what puts a table at the beginning."""
    rows = ROW.format(head=head, span=span) + ROW.format(head="", span="")
    return body(lambda root: root.insert(1, parse_xml(TABLE.format(ns=nsdecls("w"), rows=rows))))


def without(path: str, part: str = DOCUMENT) -> Callable[[bytes], bytes]:
    """Return what takes elements out of a part."""

    def take_out(root: Element) -> None:
        for one in list(root.iter(path)):
            one.getparent().remove(one)

    return lambda content: changed(content, take_out, part)


def looks(*properties: str) -> Callable[[bytes], bytes]:
    """Return what puts a line with a look at the beginning."""
    return body(lambda root: root.insert(1, paragraph(run("Please send it by Friday.", *properties))))


def setting(xml: str) -> Callable[[bytes], bytes]:
    """Return what puts a setting in."""
    return lambda content: changed(content, lambda root: root.insert(0, parse_xml(xml)), SETTINGS)


def undecorated(root: Element) -> None:
    properties = next(root.iter(f"{WP}docPr"))
    for child in list(properties):
        properties.remove(child)


def described(words: str) -> Callable[[Element], None]:
    def change(root: Element) -> None:
        undecorated(root)
        next(root.iter(f"{WP}docPr")).set("descr", words)

    return change


def floated(root: Element) -> None:
    inline = next(root.iter(f"{WP}inline"))
    inline.tag = f"{WP}anchor"


def old_mode(root: Element) -> None:
    for one in root.iter(f"{W}compatSetting"):
        if one.get(f"{W}name") == "compatibilityMode":
            one.set(f"{W}val", "12")


def parted(root: Element) -> None:
    option = paragraph_of(root, "help_health:yes")
    option.find(f"{W}pPr").remove(option.find(f"{W}pPr/{W}keepNext"))


def unnamed(root: Element) -> None:
    control = next(root.iter(f"{W}sdt"))
    for name in ("tag", "alias"):
        control.find(f"{W}sdtPr").remove(control.find(f"{W}sdtPr/{W}{name}"))


def emptied(root: Element) -> None:
    for one in root.iter(f"{W}p"):
        one.clear()


def spaced(root: Element) -> None:
    for _ in range(3):
        root.insert(1, paragraph())


def without_edges(part: str) -> Callable[[bytes], bytes]:
    def empty(content: bytes) -> bytes:
        for number in range(1, 9):
            name = f"word/{part}{number}.xml"
            try:
                content = changed(content, emptied, name)
            except KeyError:
                return content
        return content

    return empty


def small(root: Element) -> None:
    size = root.find(f"{W}body").find(f".//{W}pgSz")
    size.set(f"{W}w", "12240")
    size.set(f"{W}h", "15840")


def without_headings(root: Element) -> None:
    for style in root.iter(f"{W}pStyle"):
        if style.get(f"{W}val").startswith("Heading"):
            style.set(f"{W}val", "Normal")


def scanned(root: Element) -> None:
    """Leave one large picture, as where a printed form was scanned."""
    shown = next(one for one in root if next(one.iter(f"{WP}extent"), None) is not None)
    for one in list(root)[:-1]:
        if one is not shown:
            root.remove(one)
    for words in list(shown.iter(f"{W}t")):
        words.text = ""
    extent = next(shown.iter(f"{WP}extent"))
    for side in ("cx", "cy"):
        extent.set(side, str(160 * 36_000))


def nested(root: Element) -> None:
    inner, outer = (parse_xml(TABLE.format(ns=nsdecls("w"), rows=ROW.format(head="", span=""))) for _ in range(2))
    next(outer.iter(f"{W}tc")).insert(1, inner)
    root.insert(1, outer)


HEADING: Final = '<w:p><w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
LINK: Final = '<w:p><w:hyperlink r:id="rId1"><w:r><w:t>Click here</w:t></w:r></w:hyperlink></w:p>'
TEXT_BOX: Final = (
    "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>Aside</w:t></w:r></w:p></w:txbxContent>"
    "</v:textbox></v:shape></w:pict></w:r></w:p>"
)
WORD_ART: Final = '<w:p><w:r><w:pict><v:shape><v:textpath string="Tell us"/></v:shape></w:pict></w:r></w:p>'

PLANTED: Final[tuple[tuple[str, Callable[[bytes], bytes]], ...]] = (
    ("no_title", without("{http://purl.org/dc/elements/1.1/}title", "docProps/core.xml")),
    ("no_language", without(f"{W}lang", STYLES)),
    ("not_a4", lambda content: changed(content, small)),
    ("no_page_numbers", without_edges("footer")),
    ("alt_missing", lambda content: changed(content, undecorated)),
    ("alt_unhelpful", lambda content: changed(content, described("image12.png"))),
    ("floating", lambda content: changed(content, floated)),
    ("text_box", first(TEXT_BOX)),
    ("word_art", first(WORD_ART)),
    ("table_without_header", table("")),
    ("nested_table", body(nested)),
    ("no_headings", body(without_headings)),
    ("picture_of_words", body(scanned)),
    ("merged_cells", table("<w:trPr><w:tblHeader/></w:trPr>", '<w:gridSpan w:val="2"/>')),
    ("heading_skipped", first(HEADING.format(level=3, words="Too deep"))),
    ("heading_blank", first(HEADING.format(level=1, words=""))),
    ("looks_like_heading", body(lambda root: root.insert(1, paragraph(run("How to begin", "b"))))),
    ("not_left", first('<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:t>Set to both sides.</w:t></w:r></w:p>')),
    ("small_type", looks("sz=18")),
    ("low_contrast", looks("color=999999")),
    ("low_contrast", looks("color=11222A", "highlight=darkBlue")),
    ("emphasis", looks("i")),
    ("emphasis", looks("u=single")),
    ("serif", body(lambda root: root.insert(1, serif()))),
    ("blank_lines", body(spaced)),
    ("blank_characters", first('<w:p><w:r><w:t xml:space="preserve">Name        Age</w:t></w:r></w:p>')),
    ("hyphenated", setting(f"<w:autoHyphenation {nsdecls('w')}/>")),
    ("unclear_link", first(LINK)),
    ("restricted", setting(f'<w:documentProtection {nsdecls("w")} w:edit="forms" w:enforcement="1"/>')),
    ("left_in", first('<w:p><w:ins w:id="9" w:author="A"><w:r><w:t>New.</w:t></w:r></w:ins></w:p>')),
    ("embedded", first("<w:p><w:r><w:object/></w:r></w:p>")),
    ("typed_list", first("<w:p><w:r><w:t>- one</w:t></w:r></w:p>", "<w:p><w:r><w:t>- two</w:t></w:r></w:p>")),
    (
        "cramped",
        first('<w:p><w:pPr><w:spacing w:line="200" w:lineRule="exact"/></w:pPr><w:r><w:t>Cut off.</w:t></w:r></w:p>'),
    ),
    ("old_mode", lambda content: changed(content, old_mode, SETTINGS)),
    ("question_splits", lambda content: changed(content, parted)),
    ("box_unnamed", lambda content: changed(content, unnamed)),
    ("two_sentences", first("<w:p><w:r><w:t>This is one. This is another.</w:t></w:r></w:p>")),
    ("no_reference", without_edges("header")),
)


def serif() -> Element:
    made = paragraph(run("Set in another face."))
    fonts = etree.SubElement(made.find(f"{W}r/{W}rPr"), f"{W}rFonts")
    fonts.set(f"{W}ascii", "Times New Roman")
    return made


@pytest.mark.parametrize(("rule", "plant"), PLANTED, ids=[f"{place}-{rule}" for place, (rule, _) in enumerate(PLANTED)])
def test_a_planted_fault_is_found_with_its_place_and_its_cure(
    rule: str, plant: Callable[[bytes], bytes], young: bytes
) -> None:
    found = check.faults(plant(young))
    assert rule in {fault.rule for fault in found}
    fault = next(fault for fault in found if fault.rule == rule)
    where, _, says = str(fault).partition(": ")
    assert where
    assert len(says) > 20
    assert "{" not in str(fault)


def test_every_rule_is_proved_by_a_planted_fault() -> None:
    assert {rule for rule, _ in PLANTED} == faults.rules()


def test_a_document_of_pictures_is_no_document() -> None:
    made = docx.Document()
    made.add_picture(io.BytesIO(pictures.default().png("sent", 200)), width=Pt(400))
    assert "picture_of_words" in rules_of(made)


def test_a_long_document_without_headings_and_a_table_in_a_table_are_found() -> None:
    made = docx.Document()
    for number in range(60):
        made.add_paragraph(f"This is line {number}.")
    cell = made.add_table(1, 1).rows[0].cells[0]
    cell.add_table(1, 1)
    assert {"no_headings", "nested_table", "table_without_header"} <= rules_of(made)


def test_a_form_filled_in_by_hand_in_word_has_faults_of_its_own() -> None:
    made = docx.Document()
    line = made.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    words = line.add_run("Please answer by the end of the week")
    words.font.size, words.font.italic, words.font.color.rgb = Pt(8), True, RGBColor(0xAA, 0xAA, 0xAA)
    words.font.highlight_color = WD_COLOR_INDEX.YELLOW
    found = rules_of(made)
    assert {"not_left", "small_type", "emphasis", "low_contrast", "no_title", "not_a4"} <= found


def rules_of(made: docx.document.Document) -> set[str]:
    content = io.BytesIO()
    made.save(content)
    return {fault.rule for fault in check.faults(content.getvalue())}


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("language", ["en", "en-simple"])
def test_nothing_is_found_in_our_own_copies(language: str, shape: Shape) -> None:
    for group in GROUPS:
        assert [str(fault) for fault in check.faults(written(group, language, shape))] == []


@pytest.mark.parametrize("language", poster.languages())
@pytest.mark.parametrize("paper", poster.PAPERS, ids=lambda paper: paper.name)
def test_nothing_is_found_in_our_own_posters(paper: poster.Paper, language: Language) -> None:
    for group in GROUPS:
        survey = poster.Survey(
            group=group,
            area="Kent",
            code="kent-4827",
            site="heard.example",
            address="https://heard.example/kent-4827?via=school",
            until="9am on Monday 30 November 2026",
        )
        made = poster.write(survey, language, pictures.default(), paper)
        assert [str(fault) for fault in check.faults(made)] == []


def test_nothing_is_found_in_our_own_papers() -> None:
    words = "Hello\n## The surveys\nParents: https://heard.example/kent-4827?via=school\n- A point.\n- Another point.\n"
    made = papers.as_word("A paper", words, subject="Surveys")
    assert [str(fault) for fault in check.faults(made)] == []


def test_a_file_that_is_no_word_document_is_refused() -> None:
    from exports.reading.package import UnreadableError

    with pytest.raises(UnreadableError):
        check.faults(b"not a document")
    with pytest.raises(UnreadableError):
        check.faults(with_parts(written("young-people", "en"), {}, without=frozenset({DOCUMENT})))
