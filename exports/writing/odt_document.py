"""Turns the blocks of a copy into an OpenDocument text, for those without Word."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from lxml import etree

from exports.copies.keeping import kept
from exports.copies.layout import Part
from exports.copies.marks import PRINTED, PROPERTY, REFERENCE_BOOKMARK, question_bookmark
from exports.copies.wording import in_language
from exports.writing import odt_elements as elements
from exports.writing import odt_styles as look
from exports.writing.look import proofing_language
from exports.writing.odt_elements import VERSION, element
from exports.writing.packing import MOMENT
from exports.writing.qr import MILLIMETRES, qr_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accessibility.pictures import PictureSet
    from exports.copies.layout import Block, Printed
    from exports.copies.shape import Shape
    from surveys.questionnaire import Language

KIND: Final = "application/vnd.oasis.opendocument.text"
_PIXELS: Final = 160
_NOTHING_TO_TYPE: Final = "\N{NO-BREAK SPACE}"
_LEVELS: Final = {Part.SECTION: "1", Part.QUESTION: "2"}


def document(
    blocks: tuple[Block, ...], language: Language, printed: Printed, pictures: PictureSet, shape: Shape
) -> bytes:
    """Return the copy as the bytes of an .odt file."""
    builder = _Builder(language, printed, pictures, shape)
    for block in kept(blocks, shape):
        builder.add(block)
    title = next(block.words for block in blocks if block.part is Part.TITLE)
    tag = proofing_language(language)
    parts = {
        "content.xml": builder.content(),
        "styles.xml": look.styles(shape, tag, builder.headers(), builder.footer()),
        "meta.xml": _meta(title, tag, printed),
    }
    return _packed({name: _xml(part) for name, part in parts.items()} | builder.files)


class _Builder:
    """Adds one block after the other; keeps each picture's file once."""

    def __init__(self, language: Language, printed: Printed, pictures: PictureSet, shape: Shape) -> None:
        self.printed, self.pictures, self.shape = printed, pictures, shape
        self.wording = in_language(language)
        self.text = element("office:text")
        self.files: dict[str, bytes] = {}
        self.drawn = 0

    def add(self, block: Block) -> None:
        """Add the block at the end of the document."""
        match block.part:
            case Part.QUESTION:
                number = elements.span(look.NUMBER, f"{block.number}. ")
                heading = elements.bookmarked(question_bookmark(block.item), number, *elements.words(block.words))
                content = [*self.picture(block.image, self.shape.question_picture), *heading]
            case Part.PICTURED:
                content = [*self.picture(block.image, self.shape.line_picture), *elements.words(block.words)]
            case Part.OPTION:
                box = elements.tick_box(block.place, block.words)
                picture = self.picture(block.image, self.shape.option_picture)
                mark = elements.bookmarked(block.place.bookmark, box)
                content = [*picture, *mark, element("text:tab"), *elements.words(block.words)]
            case Part.BOX:
                self.box(block)
                return
            case Part.FORM:
                content = elements.bookmarked(REFERENCE_BOOKMARK, block.words)
            case Part.SMALL if not self.shape.pictures:
                return
            case Part.TITLE | Part.SECTION | Part.LINE | Part.SMALL:
                content = elements.words(block.words)
        self.paragraph(block, content)

    def paragraph(self, block: Block, content: Sequence[etree._Element | str]) -> None:
        """Add a paragraph or a heading in the block's style."""
        style = look.NAMES[block.part]
        if block.stays_with_next and block.part not in _LEVELS:
            style += look.KEPT
        level = {"text:outline-level": _LEVELS[block.part]} if block.part in _LEVELS else {}
        self.text.append(element("text:h" if level else "text:p", {"text:style-name": style, **level}, *content))

    def box(self, block: Block) -> None:
        """Add a box for a text: two paragraphs inside one border, with room to write in the second."""
        words = _NOTHING_TO_TYPE if self.shape.pen else block.words
        control = elements.text_box(block.place, self.wording.box, words)
        self.paragraph(block, [elements.bookmark("start", block.place.bookmark), control])
        last = element("text:p", {"text:style-name": look.ROOM}, elements.bookmark("end", block.place.bookmark))
        self.text.append(last)

    def picture(self, concept: str, millimetres: float) -> list[etree._Element | str]:
        """Return a decorative picture and a tab, or nothing where the copy has no pictures."""
        if not self.shape.pictures:
            return []
        path = f"Pictures/{concept}.png"
        if path not in self.files:
            self.files[path] = self.pictures.png(concept, _PIXELS)
        self.drawn += 1
        return [elements.picture(f"Picture {self.drawn}", path, millimetres), element("text:tab")]

    def content(self) -> etree._Element:
        """Return content.xml."""
        body = element("office:body", None, self.text)
        return element("office:document-content", {"office:version": VERSION}, body)

    def headers(self) -> tuple[etree._Element, etree._Element]:
        """Return the first page's header, with the QR code, and that of the others."""
        self.files["Pictures/qr.png"] = qr_code(self.printed.address, self.printed.reference)
        says = self.wording.qr.replace("{address}", self.printed.address)
        code = elements.picture("QR code", "Pictures/qr.png", MILLIMETRES, says)
        words = self.wording.form.replace("{reference}", self.printed.reference)
        style = {"text:style-name": "Header"}
        return element("text:p", style, words, element("text:tab"), code), element("text:p", style, words)

    def footer(self) -> etree._Element:
        """Return "Page 3 of 14", as fields."""
        before, between, after = self.wording.page
        number = element("text:page-number", {"text:select-page": "current"}, "1")
        pages = element("text:page-count", None, "1")
        return element("text:p", {"text:style-name": "Footer"}, before, number, between, pages, after)


def _meta(title: str, tag: str, printed: Printed) -> etree._Element:
    values = (printed.reference, printed.address, printed.send_to, printed.credit)
    return element(
        "office:document-meta",
        {"office:version": VERSION},
        element(
            "office:meta",
            None,
            element("dc:title", None, title),
            element("meta:initial-creator", None, "Heard"),
            element("dc:creator", None, "Heard"),
            element("dc:language", None, tag),
            *(
                element("meta:user-defined", {"meta:name": name}, content)
                for name, content in zip((PROPERTY, *PRINTED), values, strict=True)
            ),
        ),
    )


def _packed(files: dict[str, bytes]) -> bytes:
    entries = {"/": KIND} | {name: "text/xml" if name.endswith(".xml") else "image/png" for name in files}
    rows = [
        element("manifest:file-entry", {"manifest:full-path": name, "manifest:media-type": kind})
        for name, kind in entries.items()
    ]
    rows[0].set(f"{{{elements.SPACES['manifest']}}}version", VERSION)
    manifest = _xml(element("manifest:manifest", {"manifest:version": VERSION}, *rows))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        # What kind of file it is stands first and as it is, so that programs see it without unpacking.
        package.writestr(zipfile.ZipInfo("mimetype", MOMENT), KIND, zipfile.ZIP_STORED)
        for name, part in {**files, "META-INF/manifest.xml": manifest}.items():
            packing = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name, MOMENT), part, packing)
    return content.getvalue()


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
