"""Posters: one page that says what a survey is and opens it, by a QR code or by an address and a code to type."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import docx
import segno
import yaml
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Length, Mm, Pt

from exports import word_controls as controls
from exports import word_look as look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

    from accessibility.pictures import PictureSet
    from surveys.questionnaire import Language

QR: Final = Mm(74)
"""With its quiet zone: large enough for an old phone at arm's length, or a new one across a corridor."""
QUIET_ZONE: Final = 4
"""Modules of white around a QR code, as its standard asks."""

_WORDS: Final = Path(__file__).with_name("poster.yaml")
_PICTURE: Final = Mm(17)
_PICTURE_COLUMN: Final = Mm(26)
_ACROSS: Final = Mm(174)
_PIXELS: Final = 240
_TO_TYPE: Final = "To type"
_LARGEST: Final = 28
_LETTERS_IN_COLUMN: Final = 480
"""Points times letters of bold Arial that fit beside the QR code."""


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


def write(survey: Survey, language: Language, pictures: PictureSet) -> bytes:
    """Return the poster for `survey` as the bytes of a .docx file: one A4 page, easy to read and to change.

    Raises NoPosterError, and what the picture set raises for a missing picture.
    """
    words = _content().get(language)
    if words is None:
        raise NoPosterError(f"There are no words for a poster in the language {language!r}: add them to {_WORDS.name}.")
    poster = _Poster(language, pictures, {"area": survey.area, "until": survey.until})
    poster.words("Title", words["titles"][survey.group])
    poster.pictured((words["who"][survey.group], *words["lines"]))
    poster.words(look.SECTION, words["how"])
    poster.ways(survey, words)
    poster.pictured((words["also"],))
    poster.words(look.SMALL, pictures.credit_in(language).words)
    return poster.content(title=" ".join(words["titles"][survey.group].split()))


class _Poster:
    """Adds one part after the other; counts pictures, whose ids are one series in the document."""

    def __init__(self, language: Language, pictures: PictureSet, filled_in: Mapping[str, str]) -> None:
        self.made = docx.Document()
        self.language, self.pictures, self.filled_in = language, pictures, filled_in
        self.ids = count(1)
        look.dress(self.made, language)
        _enlarge(self.made)

    def words(self, style: str, words: str) -> None:
        self.made.add_paragraph(style=style)._p.append(controls.run(words))  # noqa: SLF001 - runs are made as XML

    def pictured(self, lines: Sequence[Mapping[str, str]]) -> None:
        """Add a picture on the left and words on the right for each line. The picture's words are those beside it."""
        table = self.table(rows=len(lines), left=_PICTURE_COLUMN)
        for line, row in zip(lines, table.rows, strict=True):
            words = line["words"]
            for name, content in self.filled_in.items():
                words = words.replace(f"{{{name}}}", content)
            self.picture(row.cells[0], self.pictures.png(line["image"], _PIXELS), _PICTURE)
            _write(row.cells[1].paragraphs[0], "Normal", words)

    def ways(self, survey: Survey, words: Mapping[str, str]) -> None:
        """Add the QR code on the left, and on the right what to type instead."""
        left, right = self.table(rows=1, left=QR).rows[0].cells
        image = io.BytesIO()
        segno.make(survey.address, error="m", micro=False).save(image, kind="png", scale=12, border=QUIET_ZONE)
        self.picture(left, image.getvalue(), QR, words["qr"].replace("{address}", survey.address))
        _write(right.paragraphs[0], "Normal", words["scan"])
        for says, to_type in ((words["go"], survey.site), (words["type"], survey.code)):
            _write(right.add_paragraph(), "Normal", says)
            typed = right.add_paragraph()
            _write(typed, _TO_TYPE, to_type)
            typed.runs[0].font.size = Pt(min(_LARGEST, _LETTERS_IN_COLUMN // len(to_type)))

    def table(self, *, rows: int, left: Length) -> Table:
        """Add a table without lines, which only puts things side by side."""
        table: Table = self.made.add_table(rows, 2)
        table.autofit = False
        for row in table.rows:
            for cell, width in zip(row.cells, (left, Length(_ACROSS - left)), strict=True):
                cell.width = width
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        for column, width in zip(table.columns, (left, Length(_ACROSS - left)), strict=True):
            column.width = width
        return table

    def picture(self, cell: _Cell, png: bytes, size: Length, description: str = "") -> None:
        relation, _ = self.made.part.get_or_add_image(io.BytesIO(png))
        picture = controls.picture(relation, number=next(self.ids), millimetres=size.mm, description=description)
        cell.paragraphs[0]._p.append(picture)  # noqa: SLF001 - pictures are made as XML

    def content(self, *, title: str) -> bytes:
        core = self.made.core_properties
        core.title, core.author, core.comments = title, "Heard", ""
        core.language = look.proofing_language(self.language)
        content = io.BytesIO()
        self.made.save(content)
        return content.getvalue()


def _write(paragraph: Paragraph, style: str, words: str) -> None:
    paragraph.style = style
    paragraph._p.append(controls.run(words))  # noqa: SLF001 - runs are made as XML


def _enlarge(document: Document) -> None:
    """Make the styles of a Word copy as large as a wall asks for, and as close as one page allows."""
    section = document.sections[0]
    section.top_margin = section.bottom_margin = Mm(12)
    for name, points, before, after in (
        ("Normal", 18, 2, 2),
        ("Title", 38, 0, 8),
        (look.SECTION, 26, 10, 4),
        (look.SMALL, 9, 6, 0),
    ):
        style = document.styles[name]
        style.font.size = Pt(points)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    to_type = document.styles.add_style(_TO_TYPE, WD_STYLE_TYPE.PARAGRAPH)
    to_type.base_style = document.styles["Normal"]
    to_type.font.bold = True
    to_type.paragraph_format.space_after = Pt(8)


@cache
def _content() -> dict[Language, dict[str, Any]]:
    content: dict[str, dict[Language, dict[str, Any]]] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return content["languages"]
