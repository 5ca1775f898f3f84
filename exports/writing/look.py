"""The look of a Word copy: page, type, spacing and colours, as styles that a person can change in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from exports.copies.shape import PAGE, Shape
from exports.writing.controls import PLACEHOLDER_STYLE, element, value

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle

    from surveys.questionnaire import Language

FONT: Final = "Arial"

SECTION: Final = "Heading 1"
QUESTION: Final = "Heading 2"
EXPLANATION: Final = "Explanation"
PICTURED: Final = "Picture and words"
OPTION: Final = "Answer option"
BOX: Final = "Answer box"
SMALL: Final = "Form details"

TEAL: Final = "004F63"
INK: Final = "11222A"
SOFT: Final = "4D4D4D"

_TEAL: Final = RGBColor.from_string(TEAL)
_INK: Final = RGBColor.from_string(INK)
_PROOFING: Final = {"en": "en-GB", "en-simple": "en-GB"}


def proofing_language(language: Language) -> str:
    """Return the language as Word knows it: it has no easy English."""
    return _PROOFING.get(language, language)


def dress(document: Document, language: Language, shape: Shape | None = None) -> None:
    """Set the page to A4 and give every style its look, easy read's own unless another shape is given."""
    shape = shape or Shape()
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in PAGE)
    section.left_margin = section.right_margin = Mm(shape.margin)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.header_distance = section.footer_distance = Mm(9)
    tag = proofing_language(language)
    _defaults(document, tag, shape.points)
    _settings(document, tag)
    leading = shape.leading
    words_at, labels_at = Mm(shape.words_at), Mm(shape.labels_at)
    _style(document, "Normal", points=shape.points, after=6, leading=leading)
    _style(document, "Title", points=shape.title, bold=True, colour=_TEAL, before=8, after=6, leading=leading)
    section_style = _style(
        document, SECTION, points=shape.section, bold=True, colour=_TEAL, before=14, after=6, leading=leading
    )
    section_style.next_paragraph_style = None
    question = _style(document, QUESTION, points=shape.question, bold=True, before=shape.apart, after=5)
    _hang(question, words_at)
    explanation = _style(document, EXPLANATION, points=shape.points, after=3, leading=leading)
    explanation.paragraph_format.left_indent = words_at
    pictured = _style(document, PICTURED, points=shape.points, after=7)
    _hang(pictured, words_at)
    pictured.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    pictured.paragraph_format.line_spacing = Pt(shape.line)
    option = _style(document, OPTION, points=shape.points, after=2)
    _hang(option, labels_at, first=Mm(shape.option_at))
    if shape.pictures:
        option.paragraph_format.tab_stops.add_tab_stop(words_at)
    _boxed(_style(document, BOX, points=shape.points, before=6, leading=leading))
    _style(document, SMALL, points=shape.points, after=3, leading=leading)
    for name, points in (("Header", shape.header), ("Footer", shape.points)):
        style = _style(document, name, points=points, leading=leading)
        tabs = style.element.get_or_add_pPr()
        for old in tabs.findall(qn("w:tabs")):
            tabs.remove(old)
        across = Mm(PAGE[0] - 2 * shape.margin)
        style.paragraph_format.tab_stops.add_tab_stop(across, alignment=WD_TAB_ALIGNMENT.RIGHT)
    placeholder = document.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    placeholder.element.set(qn("w:styleId"), PLACEHOLDER_STYLE)
    placeholder.font.color.rgb = RGBColor.from_string(SOFT)


def _style(
    document: Document,
    name: str,
    *,
    points: float,
    bold: bool = False,
    colour: RGBColor = _INK,
    before: float = 0,
    after: float = 0,
    leading: float = 1.0,
) -> ParagraphStyle:
    try:
        style: ParagraphStyle = document.styles[name]
    except KeyError:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
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
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.MULTIPLE, leading
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
        element(f"w:{side}", {"w:val": "single", "w:sz": "12", "w:space": "8", "w:color": INK})
        for side in ("top", "left", "bottom", "right")
    ]
    properties = style.element.get_or_add_pPr()
    after = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:textAlignment", "w:outlineLvl")
    _insert(properties, element("w:pBdr", None, *sides), before=after)
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Mm(4)


def band(style: ParagraphStyle, colour: str) -> None:
    """Set a style's words on a band of colour across the page, with room around them."""
    sides = [
        element(f"w:{side}", {"w:val": "single", "w:sz": "4", "w:space": space, "w:color": colour})
        for side, space in (("top", "10"), ("left", "8"), ("bottom", "10"), ("right", "8"))
    ]
    properties = style.element.get_or_add_pPr()
    shade = element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": colour})
    after = ("w:tabs", "w:spacing", "w:ind", "w:jc", "w:textAlignment", "w:outlineLvl")
    _insert(properties, element("w:pBdr", None, *sides), before=("w:shd", *after))
    _insert(properties, shade, before=after)
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Mm(3)


def _insert(properties: BaseOxmlElement, child: BaseOxmlElement, *, before: tuple[str, ...]) -> None:
    later = {qn(tag) for tag in before}
    place = next((number for number, found in enumerate(properties) if found.tag in later), len(properties))
    properties.insert(place, child)


def _defaults(document: Document, tag: str, points: int) -> None:
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(defaults):
        defaults.remove(child)
    fonts = {"w:ascii": FONT, "w:hAnsi": FONT, "w:cs": FONT, "w:eastAsia": FONT}
    size = str(2 * points)
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
