"""The look of the Word summary: page, type and tables, as styles that a person can change in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.table import Table
    from docx.text.paragraph import Paragraph

FONT: Final = "Arial"
LANGUAGE: Final = "en-GB"
QUESTION: Final = "Question to test"
SMALL: Final = "Small print"
STATEMENT: Final = "Statement"

_INK: Final = RGBColor(0x10, 0x24, 0x2B)
_SOFT: Final = RGBColor(0x3F, 0x54, 0x5B)
_KEY: Final = RGBColor(0x00, 0x5A, 0x6F)


def dress(document: Document) -> None:
    """Set the page to A4, the language to British English, and every style's look."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(12)
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        for known in defaults.findall(qn("w:lang")):
            defaults.remove(known)
        defaults.append(_element("w:lang", val=LANGUAGE, eastAsia=LANGUAGE))
    _style(document, "Normal", points=12, after=5)
    _style(document, "Title", points=26, bold=True, after=4)
    _style(document, "Heading 1", points=18, bold=True, colour=_KEY, before=10, after=4)
    _style(document, "Heading 2", points=15, bold=True, before=0, after=4)
    _style(document, "Heading 3", points=12, bold=True, colour=_KEY, before=5, after=1)
    _style(document, "List Bullet", points=12, after=1)
    _style(document, "Caption", points=12, colour=_SOFT, after=6)
    for name in (QUESTION, SMALL, STATEMENT):
        added = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        added.base_style = document.styles["Normal"]
        added.element.set(qn("w:styleId"), _identifier(name))
    _style(document, STATEMENT, points=12, after=6)
    _style(document, SMALL, points=12, colour=_SOFT, after=4)
    question = _style(document, QUESTION, points=12, bold=True, after=6)
    question.paragraph_format.left_indent = Mm(5)
    borders = _element("w:pBdr")
    borders.append(_element("w:left", val="single", sz="24", space="8", color="005A6F"))
    properties = question.element.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def paragraph(document: Document, words: str, style: str = "Normal") -> Paragraph:
    """Add a paragraph. Its style is written by its id, since looking each one up takes longer than all the rest."""
    made = document.add_paragraph(words)
    if style != "Normal":
        made._p.style = _identifier(style)  # noqa: SLF001 - python-docx's own way looks every style up
    return made


def _identifier(style: str) -> str:
    """Return a style's id in the default template and among ours: its name without spaces."""
    return style.replace(" ", "")


def table(document: Document, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Table:
    """Add a real table whose first row is its header, repeated on each page; widths are in millimetres."""
    made: Table = document.add_table(rows=1, cols=len(header))
    made.style = document.styles["Table Grid"]
    made.autofit = False
    for place, width in enumerate(widths):
        made.columns[place].width = Mm(width)
    for place, words in enumerate(header):
        made.rows[0].cells[place].paragraphs[0].add_run(words).bold = True
    made.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001 - python-docx has no name for it
    for row in rows:
        cells = made.add_row().cells  # type: ignore[no-untyped-call]
        for place, words in enumerate(row):
            cells[place].text = words
    for one in made.rows:
        one._tr.get_or_add_trPr().append(_element("w:cantSplit"))  # noqa: SLF001 - the same
        for place, cell in enumerate(one.cells):
            cell.width = Mm(widths[place])
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    return made


def _style(
    document: Document,
    name: str,
    *,
    points: int,
    bold: bool = False,
    colour: RGBColor = _INK,
    before: int = 0,
    after: int = 0,
) -> ParagraphStyle:
    style: ParagraphStyle = document.styles[name]
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(points), bold, False
    style.font.color.rgb = colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)
    for line in style.element.findall(f".//{qn('w:pBdr')}"):
        line.getparent().remove(line)
    return style


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    made = cast("BaseOxmlElement", OxmlElement(name))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
