"""Turns the blocks of a copy into a Word document."""

from __future__ import annotations

import io
from itertools import count
from typing import TYPE_CHECKING, Final

import docx
from docx.opc.constants import RELATIONSHIP_TYPE

from exports.copies.keeping import kept
from exports.copies.layout import Part
from exports.copies.marks import REFERENCE_BOOKMARK, question_bookmark
from exports.copies.wording import in_language
from exports.writing import controls, look
from exports.writing import properties as word_properties
from exports.writing.controls import element, value
from exports.writing.packing import steady
from exports.writing.qr import MILLIMETRES, qr_code

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.parts.story import StoryPart

    from accessibility.pictures import PictureSet
    from exports.copies.layout import Block, Printed
    from exports.copies.shape import Shape
    from surveys.questionnaire import Language

_PIXELS: Final = 160
PLACES: Final = "https://places.invalid/"
"""What stands before a place's tag in the address of its link."""
_NOTHING_TO_TYPE: Final = "\N{NO-BREAK SPACE}"

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


def document(
    blocks: tuple[Block, ...],
    language: Language,
    printed: Printed,
    pictures: PictureSet,
    shape: Shape,
    *,
    boxes_as_links: bool = False,
) -> bytes:
    """Return the copy as the bytes of a .docx file.

    With `boxes_as_links` each box is a link that names its place instead of a content control: this is how the form
    is told where the fields of a PDF belong (pdf.py), and it is not sent to anybody.
    """
    title = next(block.words for block in blocks if block.part is Part.TITLE)
    builder = _Builder(language, printed, pictures, shape, boxes_as_links=boxes_as_links)
    for block in kept(blocks, shape):
        builder.add(block)
    builder.header()
    builder.footer()
    word_properties.put(builder.made, title=title, language=language, printed=printed)
    content = io.BytesIO()
    builder.made.save(content)
    return steady(content.getvalue())


class _Builder:
    """Adds one block after the other; counts ids, which are one series in the whole document."""

    def __init__(
        self, language: Language, printed: Printed, pictures: PictureSet, shape: Shape, *, boxes_as_links: bool
    ) -> None:
        self.boxes_as_links = boxes_as_links
        self.made = docx.Document()
        look.dress(self.made, language, shape)
        self.printed, self.pictures, self.shape = printed, pictures, shape
        self.wording = in_language(language)
        self.ids = count(1)
        self.relations: dict[str, str] = {}
        self.styles: dict[str, str] = {}
        self.end = self.made.element.body.sectPr

    def add(self, block: Block) -> None:
        """Add the block at the end of the document."""
        match block.part:
            case Part.QUESTION:
                large = (value("w:color", look.TEAL), *controls.size(self.shape.number))
                number = controls.run(f"{block.number}. ", *large)
                name = question_bookmark(block.item)
                mark = controls.bookmarked(name, next(self.ids), number, controls.run(block.words))
                content = [*self.picture(block.image, self.shape.question_picture), *mark]
            case Part.PICTURED:
                content = [*self.picture(block.image, self.shape.line_picture), controls.run(block.words)]
            case Part.OPTION:
                box = self.tick_box(block)
                mark = controls.bookmarked(block.place.bookmark, next(self.ids), box)
                picture = self.picture(block.image, self.shape.option_picture)
                content = [*picture, *mark, controls.tab(), controls.run(block.words)]
            case Part.BOX:
                self.box(block)
                return
            case Part.FORM:
                content = list(controls.bookmarked(REFERENCE_BOOKMARK, next(self.ids), controls.run(block.words)))
            case Part.SMALL if not self.shape.pictures:
                return
            case Part.TITLE | Part.SECTION | Part.LINE | Part.SMALL:
                content = [controls.run(block.words)]
        self.paragraph(block, *content)

    def box(self, block: Block) -> None:
        """Add a box for a text: two paragraphs inside one border, with room to write between them."""
        number, title = next(self.ids), self.wording.box
        words = _NOTHING_TO_TYPE if self.shape.pen else block.words
        control = controls.text_box(block.place, title=title, placeholder=words, number=next(self.ids))
        if self.boxes_as_links:
            control = self.link(block, controls.run(words, value("w:rStyle", controls.PLACEHOLDER_STYLE)))
        room = element("w:spacing", {"w:after": str(round(20 * self.shape.room))})
        self.paragraph(block, controls.bookmark_start(block.place.bookmark, number), control, properties=(room,))
        last = element(
            "w:pPr", None, value("w:pStyle", self.style(block.part)), element("w:spacing", {"w:before": "0"})
        )
        self.end.addprevious(element("w:p", None, last, controls.bookmark_end(number)))

    def tick_box(self, block: Block) -> BaseOxmlElement:
        """Return the tick box of an option."""
        if self.boxes_as_links:
            return self.link(block, controls.empty_box(self.shape.box))
        return controls.tick_box(block.place, title=block.words, number=next(self.ids), points=self.shape.box)

    def link(self, block: Block, shown: BaseOxmlElement) -> BaseOxmlElement:
        """Return a link that names the block's place."""
        address = f"{PLACES}{block.place.tag}"
        return controls.link(self.made.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True), shown)

    def paragraph(self, block: Block, *content: BaseOxmlElement, properties: tuple[BaseOxmlElement, ...] = ()) -> None:
        """Add a paragraph in the block's style."""
        keep = (element("w:keepNext"),) if block.stays_with_next else ()
        style = value("w:pStyle", self.style(block.part))
        self.end.addprevious(element("w:p", None, element("w:pPr", None, style, *keep, *properties), *content))

    def style(self, part: Part) -> str:
        """Return the id of the style for a part."""
        name = _STYLES[part]
        if name not in self.styles:
            self.styles[name] = str(self.made.styles[name].style_id)
        return self.styles[name]

    def picture(self, concept: str, millimetres: float) -> tuple[BaseOxmlElement, ...]:
        """Return a decorative picture and a tab, or nothing where the copy has no pictures.

        The words beside it say the same. Its file is stored once.
        """
        if not self.shape.pictures:
            return ()
        if concept not in self.relations:
            self.relations[concept] = controls.image(self.made.part, self.pictures.png(concept, _PIXELS))
        made = controls.picture(self.relations[concept], number=next(self.ids), millimetres=millimetres)
        return made, controls.tab()

    def header(self) -> None:
        """Put the form's reference on every page, with the QR code on the first."""
        section = self.made.sections[0]
        section.different_first_page_header_footer = True
        section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
        self.heading_line(section.header.part)
        first = section.first_page_header.part
        relation = controls.image(first, qr_code(self.printed.address, self.printed.reference))
        description = self.wording.qr.replace("{address}", self.printed.address)
        shown = controls.picture(relation, number=next(self.ids), millimetres=MILLIMETRES, description=description)
        self.heading_line(first, controls.tab(), shown)

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
