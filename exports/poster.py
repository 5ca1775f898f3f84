"""Posters: one page that says what a survey is and opens it, by a QR code or by an address and a code to type."""

from __future__ import annotations

import io
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import docx
import segno
import yaml
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from exports.writing import controls, look
from exports.writing.packing import steady

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

    from accessibility.pictures import PictureSet
    from surveys.questionnaire import Language

QR: Final = Mm(62)
"""With its quiet zone, on A4: large enough for an old phone at arm's length, or a new one across a corridor."""
QUIET_ZONE: Final = 4
"""Modules of white around a QR code, as its standard asks."""

_WORDS: Final = Path(__file__).with_name("poster.yaml")
_PIXELS: Final = 240
_PICTURE, _WORDS_AT, _MARGIN = 12, 18, 18
_PAPER_WHITE: Final = "FFFFFF"
_TO_TYPE: Final = "To type"
_LARGEST: Final = 28
_LETTERS_IN_COLUMN: Final = 510
"""Points times letters of bold Arial that fit beside the QR code on A4."""
_SMALLEST: Final = 12.0


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A size of paper, in millimetres upright, and how large everything is on it, beside A4."""

    name: str
    width: float
    height: float
    scale: float

    def points(self, on_a4: float) -> float:
        """Return the size of type that is so many points on A4."""
        return max(round(on_a4 * self.scale), _SMALLEST)

    def length(self, on_a4: float) -> Length:
        """Return the length that is so many millimetres on A4."""
        return Mm(round(on_a4 * self.scale, 1))


A4: Final = Paper(name="A4", width=210, height=297, scale=1.0)
A5: Final = Paper(name="A5", width=148, height=210, scale=0.68)
PAPERS: Final = (A4, A5)


class NoPosterError(LookupError):
    """There are no words for a poster in this language; the message names it."""


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What a poster leads to."""

    group: str
    area: str
    code: str
    """What is typed, as in kent-4827."""
    site: str
    """Where it is typed: the product's address as people write it, without https://."""
    address: str
    """The survey's own whole address, for the QR code."""
    until: str
    """When the survey closes, in words."""


def languages() -> tuple[Language, ...]:
    """Return the languages that there are posters in."""
    return tuple(_content())


def write(survey: Survey, language: Language, pictures: PictureSet, paper: Paper = A4) -> bytes:
    """Return the poster for `survey` as the bytes of a .docx file: one page, easy to read and to change.

    Raises NoPosterError, and what the picture set raises for a missing picture.
    """
    words = _content().get(language)
    if words is None:
        raise NoPosterError(f"There are no words for a poster in the language {language!r}: add them to {_WORDS.name}.")
    poster = _Poster(language, pictures, {"area": survey.area, "until": survey.until}, paper)
    poster.words("Title", words["titles"][survey.group])
    poster.pictured((words["who"][survey.group], *words["lines"]))
    poster.words(look.SECTION, words["how"])
    poster.columns(1)
    poster.ways(survey, words)
    poster.columns(2)
    poster.pictured((words["also"],))
    poster.words(look.SMALL, pictures.credit_in(language).words)
    return poster.content(title=" ".join(words["titles"][survey.group].split()))


@lru_cache(maxsize=128)
def code(address: str) -> bytes:
    """Return the QR code for an address as the bytes of a PNG."""
    image = io.BytesIO()
    segno.make(address, error="m", micro=False).save(image, kind="png", scale=12, border=QUIET_ZONE)
    return image.getvalue()


class _Poster:
    """Adds one part after the other; counts pictures, whose ids are one series in the document."""

    def __init__(self, language: Language, pictures: PictureSet, filled_in: Mapping[str, str], paper: Paper) -> None:
        self.made = docx.Document()
        self.language, self.pictures, self.filled_in, self.paper = language, pictures, filled_in, paper
        self.ids = count(1)
        look.dress(self.made, language)
        _enlarge(self.made, paper)

    def words(self, style: str, words: str, *before: BaseOxmlElement) -> Paragraph:
        """Add a paragraph."""
        made = self.made.add_paragraph(style=style)
        made._p.extend([*before, controls.run(words)])  # noqa: SLF001 - runs are made as XML
        return made

    def pictured(self, lines: Sequence[Mapping[str, str]]) -> None:
        """Add a picture on the left and words on the right for each line. The picture's words are those beside it."""
        for line in lines:
            words = line["words"]
            for name, content in self.filled_in.items():
                words = words.replace(f"{{{name}}}", content)
            picture = self.picture(self.pictures.png(line["image"], _PIXELS), self.paper.length(_PICTURE))
            self.words(look.PICTURED, words, picture, controls.tab())

    def ways(self, survey: Survey, words: Mapping[str, str]) -> None:
        """Add the QR code in the left column, and in the right what to type instead."""
        described = words["qr"].replace("{address}", survey.address)
        shown = self.made.add_paragraph()._p  # noqa: SLF001 - pictures are made as XML
        shown.append(self.picture(code(survey.address), self.paper.length(QR.mm), described))
        shown.append(controls.element("w:r", None, controls.element("w:br", {"w:type": "column"})))
        self.words("Normal", words["scan"])
        for says, to_type in ((words["go"], survey.site), (words["type"], survey.code)):
            self.words("Normal", says)
            typed = self.words(_TO_TYPE, to_type)
            points = min(_LARGEST, _LETTERS_IN_COLUMN // len(to_type))
            typed.runs[0].font.size = Pt(self.paper.points(points))

    def columns(self, number: int) -> None:
        """End a part of the page that has one column, or two: the QR code's and the words' beside it."""
        ended = deepcopy(self.made.element.body.sectPr)
        following = self.made.element.body.sectPr
        for section, columns in ((ended, number), (following, 1)):
            for old in section.findall(qn("w:cols")):
                section.remove(old)
            attributes = {"w:num": str(columns), "w:space": "0", "w:equalWidth": "1" if columns == 1 else "0"}
            made = controls.element("w:cols", attributes)
            if columns > 1:
                left = self.paper.length(QR.mm + 8)
                across = Length(Mm(self.paper.width) - 2 * self.paper.length(_MARGIN))
                widths = (left, Length(across - left))
                made.extend(controls.element("w:col", {"w:w": str(width.twips)}) for width in widths)
            section.append(made)
        kind = controls.value("w:type", "continuous")
        for old in following.findall(qn("w:type")):
            following.remove(old)
        following.insert(0, kind)
        last = self.made.paragraphs[-1]._p  # noqa: SLF001 - the section ends in its last paragraph
        last.get_or_add_pPr().append(ended)

    def picture(self, png: bytes, size: Length, description: str = "") -> BaseOxmlElement:
        """Return a picture in the line."""
        relation = controls.image(self.made.part, png)
        return controls.picture(relation, number=next(self.ids), millimetres=size.mm, description=description)

    def content(self, *, title: str) -> bytes:
        """Return the bytes of the file."""
        core = self.made.core_properties
        core.title, core.author, core.comments = title, "Heard", ""
        core.language = look.proofing_language(self.language)
        content = io.BytesIO()
        self.made.save(content)
        return steady(content.getvalue())


def _enlarge(document: Document, paper: Paper) -> None:
    """Make the styles of a Word copy as large as a wall asks for, and as close as one page allows."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(paper.width), Mm(paper.height)
    section.left_margin = section.right_margin = paper.length(_MARGIN)
    section.top_margin = section.bottom_margin = paper.length(11)
    section.header_distance = section.footer_distance = paper.length(6)
    for name, points, before, after in (
        ("Normal", 18, 1, 2),
        ("Title", 37, 4, 12),
        (look.SECTION, 24, 6, 3),
        (look.PICTURED, 18, 0, 4),
        (look.SMALL, 12, 0, 0),
    ):
        style = document.styles[name]
        style.font.size = Pt(paper.points(points))
        style.paragraph_format.space_before = Pt(round(before * paper.scale))
        style.paragraph_format.space_after = Pt(round(after * paper.scale))
    title = document.styles["Title"]
    title.font.color.rgb = RGBColor.from_string(_PAPER_WHITE)
    title.paragraph_format.line_spacing = 1.05
    look.band(title, look.TEAL)
    pictured = document.styles[look.PICTURED].paragraph_format
    pictured.left_indent = paper.length(_WORDS_AT)
    pictured.first_line_indent = Length(-pictured.left_indent)
    pictured.tab_stops.add_tab_stop(pictured.left_indent)
    pictured.line_spacing_rule, pictured.line_spacing = WD_LINE_SPACING.SINGLE, 1.0
    to_type = document.styles.add_style(_TO_TYPE, WD_STYLE_TYPE.PARAGRAPH)
    to_type.base_style = document.styles["Normal"]
    to_type.font.bold, to_type.font.color.rgb = True, RGBColor.from_string(look.TEAL)
    to_type.paragraph_format.space_after = Pt(8 * paper.scale)


@cache
def _content() -> dict[Language, dict[str, Any]]:
    content: dict[str, dict[Language, dict[str, Any]]] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return content["languages"]
