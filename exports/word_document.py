"""Turns the blocks of a copy into a Word document."""

from __future__ import annotations

import io
from itertools import count
from typing import TYPE_CHECKING, Final

import docx
import segno

from exports import word_controls as controls
from exports import word_look as look
from exports import word_properties
from exports.word_controls import element, value
from exports.word_layout import Part
from exports.word_marks import REFERENCE_BOOKMARK, question_bookmark
from exports.word_wording import in_language

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.parts.story import StoryPart

    from accessibility.pictures import PictureSet
    from exports.word_layout import Block, Printed
    from surveys.questionnaire import Language

_PIXELS: Final = 160
_QUESTION_PICTURE, _LINE_PICTURE, _OPTION_PICTURE, _QR = 13.5, 9.5, 8.5, 22
_ROOM_IN_BOX: Final = 110
"""Points left free below what is typed, for a pen."""

_STYLES: Final = {
    Part.TITLE: "Title",
    Part.SECTION: look.SECTION,
    Part.QUESTION: look.QUESTION,
    Part.LINE: look.EXPLANATION,
    Part.PICTURED: look.PICTURED,
    Part.OPTION: look.OPTION,
    Part.BOX: look.BOX,
    Part.FORM: look.SMALL,
    Part.SMALL: look.SMALL,
}


def document(blocks: tuple[Block, ...], language: Language, printed: Printed, pictures: PictureSet) -> bytes:
    """Return the copy as the bytes of a .docx file."""
    title = next(block.words for block in blocks if block.part is Part.TITLE)
    builder = _Builder(language, printed, pictures)
    for block in blocks:
        builder.add(block)
    builder.header()
    builder.footer()
    word_properties.put(builder.made, title=title, language=language, printed=printed)
    content = io.BytesIO()
    builder.made.save(content)
    return content.getvalue()


class _Builder:
    """Adds one block after the other; counts ids, which are one series in the whole document."""

    def __init__(self, language: Language, printed: Printed, pictures: PictureSet) -> None:
        self.made = docx.Document()
        look.dress(self.made, language)
        self.printed, self.pictures = printed, pictures
        self.wording = in_language(language)
        self.ids = count(1)
        self.relations: dict[str, str] = {}
        self.end = self.made.element.body.sectPr

    def add(self, block: Block) -> None:
        """Add the block at the end of the document."""
        match block.part:
            case Part.QUESTION:
                number = controls.run(f"{block.number}. ", value("w:color", look.TEAL), value("w:sz", "44"))
                mark = controls.bookmarked(
                    question_bookmark(block.item), next(self.ids), number, controls.run(block.words)
                )
                content = [self.picture(block.image, _QUESTION_PICTURE), controls.tab(), *mark]
            case Part.PICTURED:
                content = [self.picture(block.image, _LINE_PICTURE), controls.tab(), controls.run(block.words)]
            case Part.OPTION:
                box = controls.tick_box(block.place, title=block.words, number=next(self.ids))
                mark = controls.bookmarked(block.place.bookmark, next(self.ids), box)
                picture = self.picture(block.image, _OPTION_PICTURE)
                content = [picture, controls.tab(), *mark, controls.tab(), controls.run(block.words)]
            case Part.BOX:
                self.box(block)
                return
            case Part.FORM:
                content = list(controls.bookmarked(REFERENCE_BOOKMARK, next(self.ids), controls.run(block.words)))
            case Part.TITLE | Part.SECTION | Part.LINE | Part.SMALL:
                content = [controls.run(block.words)]
        self.paragraph(block, *content)

    def box(self, block: Block) -> None:
        """Add a box for a text: two paragraphs inside one border, with room to write between them."""
        number, title = next(self.ids), self.wording.box
        control = controls.text_box(block.place, title=title, placeholder=block.words, number=next(self.ids))
        room = element("w:spacing", {"w:after": str(20 * _ROOM_IN_BOX)})
        self.paragraph(block, controls.bookmark_start(block.place.bookmark, number), control, properties=(room,))
        last = element(
            "w:pPr", None, value("w:pStyle", self.style(block.part)), element("w:spacing", {"w:before": "0"})
        )
        self.end.addprevious(element("w:p", None, last, controls.bookmark_end(number)))

    def paragraph(self, block: Block, *content: BaseOxmlElement, properties: tuple[BaseOxmlElement, ...] = ()) -> None:
        """Add a paragraph in the block's style."""
        keep = (element("w:keepNext"),) if block.stays_with_next else ()
        style = value("w:pStyle", self.style(block.part))
        self.end.addprevious(element("w:p", None, element("w:pPr", None, style, *keep, *properties), *content))

    def style(self, part: Part) -> str:
        """Return the id of the style for a part."""
        return str(self.made.styles[_STYLES[part]].style_id)

    def picture(self, concept: str, millimetres: float) -> BaseOxmlElement:
        """Return a decorative picture: the words beside it say the same. Its file is stored once."""
        if concept not in self.relations:
            png = io.BytesIO(self.pictures.png(concept, _PIXELS))
            self.relations[concept], _ = self.made.part.get_or_add_image(png)
        return controls.picture(self.relations[concept], number=next(self.ids), millimetres=millimetres)

    def header(self) -> None:
        """Put the form's reference on every page, with the QR code on the first."""
        section = self.made.sections[0]
        section.different_first_page_header_footer = True
        section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
        self.heading_line(section.header.part)
        first = section.first_page_header.part
        image = io.BytesIO()
        segno.make(self.printed.address, error="m", micro=False).save(image, kind="png", scale=6, border=4)
        image.seek(0)
        relation, _ = first.get_or_add_image(image)
        description = self.wording.qr.replace("{address}", self.printed.address)
        code = controls.picture(relation, number=next(self.ids), millimetres=_QR, description=description)
        self.heading_line(first, controls.tab(), code)

    def heading_line(self, part: StoryPart, *more: BaseOxmlElement) -> None:
        """Write the reference into a header."""
        words = self.wording.form.replace("{reference}", self.printed.reference)
        _fill(part, "Header", controls.run(words), *more)

    def footer(self) -> None:
        """Write "Page 3 of 14" below every page."""
        section = self.made.sections[0]
        for footer in (section.footer, section.first_page_footer):
            footer.is_linked_to_previous = False
            before, between, after = self.wording.page
            words = (controls.run(before), controls.field("PAGE"), controls.run(between), controls.field("NUMPAGES"))
            _fill(footer.part, "Footer", *words, *([controls.run(after)] if after else []))


def _fill(part: StoryPart, style: str, *content: BaseOxmlElement) -> None:
    for old in list(part.element):
        part.element.remove(old)
    part.element.append(element("w:p", None, element("w:pPr", None, value("w:pStyle", style)), *content))
