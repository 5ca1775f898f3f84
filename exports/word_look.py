"""The look of a Word copy: page, type, spacing and colours, as styles that a person can change in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from exports.word_controls import PLACEHOLDER_STYLE, element, value

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle

    from surveys.questionnaire import Language

FONT: Final = "Arial"
POINTS: Final = 14

SECTION: Final = "Heading 1"
QUESTION: Final = "Heading 2"
EXPLANATION: Final = "Explanation"
PICTURED: Final = "Picture and words"
OPTION: Final = "Answer option"
BOX: Final = "Answer box"
SMALL: Final = "Form details"

WORDS_AT: Final = Mm(23)
"""Where the words begin: to the left of it stand the pictures."""
LABELS_AT: Final = Mm(35)
"""Where an option's words begin, behind its tick box."""

TEAL: Final = "004F63"

_TEAL: Final = RGBColor.from_string(TEAL)
_INK: Final = RGBColor(0x11, 0x22, 0x2A)
_PROOFING: Final = {"en": "en-GB", "en-simple": "en-GB"}


def proofing_language(language: Language) -> str:
    """Return the language as Word knows it: it has no easy English."""
    return _PROOFING.get(language, language)


def dress(document: Document, language: Language) -> None:
    """Set the page to A4 and give every style its look."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.header_distance = section.footer_distance = Mm(9)
    tag = proofing_language(language)
    _defaults(document, tag)
    _settings(document, tag)
    _style(document, "Normal", after=6)
    _style(document, "Title", points=26, bold=True, colour=_TEAL, before=8, after=6)
    _style(document, SECTION, points=22, bold=True, colour=_TEAL, before=14, after=6).next_paragraph_style = None
    question = _style(document, QUESTION, points=16, bold=True, before=14, after=5)
    _hang(question, WORDS_AT)
    explanation = _style(document, EXPLANATION, after=3)
    explanation.paragraph_format.left_indent = WORDS_AT
    _hang(_style(document, PICTURED, after=7), WORDS_AT)
    option = _style(document, OPTION, after=2)
    _hang(option, LABELS_AT, first=Mm(3))
    option.paragraph_format.tab_stops.add_tab_stop(WORDS_AT)
    _boxed(_style(document, BOX, before=6))
    _style(document, SMALL, after=3)
    for name in ("Header", "Footer"):
        style = _style(document, name)
        tabs = style.element.get_or_add_pPr()
        for old in tabs.findall(qn("w:tabs")):
            tabs.remove(old)
        style.paragraph_format.tab_stops.add_tab_stop(Mm(174), alignment=WD_TAB_ALIGNMENT.RIGHT)
    placeholder = document.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    placeholder.element.set(qn("w:styleId"), PLACEHOLDER_STYLE)
    placeholder.font.color.rgb = RGBColor(0x4D, 0x4D, 0x4D)


def _style(
    document: Document,
    name: str,
    *,
    points: int = POINTS,
    bold: bool = False,
    colour: RGBColor = _INK,
    before: int = 0,
    after: int = 0,
) -> ParagraphStyle:
    if name not in document.styles:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style: ParagraphStyle = document.styles[name]
    for old in ("w:rPr", "w:pPr"):
        for found in style.element.findall(qn(old)):
            level = found.find(qn("w:outlineLvl"))
            style.element.remove(found)
            if level is not None:
                style.element.get_or_add_pPr().append(level)
    style.hidden, style.quick_style = False, True
    font, spacing = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.color.rgb = FONT, Pt(points), bold, colour
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.15
    spacing.alignment = WD_ALIGN_PARAGRAPH.LEFT
    spacing.keep_together, spacing.widow_control = True, True
    spacing.keep_with_next = name in {SECTION, QUESTION, "Title"}
    return style


def _hang(style: ParagraphStyle, words_at: int, *, first: int = 0) -> None:
    spacing = style.paragraph_format
    spacing.left_indent, spacing.first_line_indent = Mm(0) + words_at, first - words_at
    # A multiple would stretch the line by the picture's height.
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.SINGLE, 1.0
    _insert(style.element.get_or_add_pPr(), value("w:textAlignment", "center"), before=("w:outlineLvl",))


def _boxed(style: ParagraphStyle) -> None:
    sides = [
        element(f"w:{side}", {"w:val": "single", "w:sz": "12", "w:space": "8", "w:color": "11222A"})
        for side in ("top", "left", "bottom", "right")
    ]
    properties = style.element.get_or_add_pPr()
    after = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:textAlignment", "w:outlineLvl")
    _insert(properties, element("w:pBdr", None, *sides), before=after)
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Mm(4)


def _insert(properties: BaseOxmlElement, child: BaseOxmlElement, *, before: tuple[str, ...]) -> None:
    later = {qn(tag) for tag in before}
    place = next((number for number, found in enumerate(properties) if found.tag in later), len(properties))
    properties.insert(place, child)


def _defaults(document: Document, tag: str) -> None:
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(defaults):
        defaults.remove(child)
    fonts = {"w:ascii": FONT, "w:hAnsi": FONT, "w:cs": FONT, "w:eastAsia": FONT}
    size = str(2 * POINTS)
    defaults.extend(
        [
            element("w:rFonts", fonts),
            value("w:sz", size),
            value("w:szCs", size),
            element("w:lang", {"w:val": tag, "w:eastAsia": tag, "w:bidi": "ar-SA"}),
        ]
    )


def _settings(document: Document, tag: str) -> None:
    # In the older modes Word shows a tick box as plain text that can't be clicked.
    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for found in settings.findall(qn("w:themeFontLang")):
        found.set(qn("w:val"), tag)
