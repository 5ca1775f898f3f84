"""The posters of a pack: for each way of reaching people, each language and group, A4 and A5, as Word and as PDF."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Name, String
from PIL import Image

from exports import poster
from exports.packs.order import group_name, named, words
from exports.packs.words import channel_name
from exports.pdf import finished
from exports.pdf.structure import elements
from exports.writing.packing import exchanged
from surveys.submissions import Channel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exports.packs.order import Order
    from surveys.questionnaire import Language, Questionnaire

_FIRST: Final = Channel.SCHOOL


@dataclass(frozen=True, kw_only=True)
class Poster:
    """A poster for one channel; those for the others differ from it by their code and address."""

    asked: Questionnaire
    language: Language
    paper: poster.Paper
    content: bytes

    @property
    def name(self) -> str:
        """Where it stands in the folder of its channel, without its ending."""
        name: str = words()["posters"]
        return f"{named(self.language)}/{name.format(group=group_name(self.asked), paper=self.paper.name)}"


def posters(order: Order) -> tuple[Poster, ...]:
    """Return a poster for each group, paper and language that the inspection offers and that there are words in."""
    return tuple(
        Poster(asked=asked, language=language, paper=paper, content=_written(order, asked, language, paper))
        for asked in order.questionnaires
        for language in order.languages(asked)
        if language in poster.languages()
        for paper in poster.PAPERS
    )


def without(order: Order) -> tuple[str, ...]:
    """Return in words which languages of the inspection there are no posters in."""
    offered = dict.fromkeys(language for asked in order.questionnaires for language in order.languages(asked))
    says: str = words()["missing"]["poster"]
    return tuple(says.format(language=named(one)) for one in offered if one not in poster.languages())


def as_word(order: Order, made: Poster) -> Iterator[tuple[str, bytes]]:
    """Yield the Word file for each channel, with its name in the pack."""
    first = _address(order, made, _FIRST)
    code = poster.code(first)
    for channel in Channel:
        address = _address(order, made, channel)

        def exchange(name: str, part: bytes, address: str = address) -> bytes:
            if part == code:
                return poster.code(address)
            if name == "word/document.xml":
                return part.replace(escape(first).encode(), escape(address).encode())
            return part

        yield f"{_folder(channel)}/{made.name}.docx", exchanged(made.content, exchange)


def as_pdf(order: Order, made: Poster, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the PDF for each channel, with its name in the pack, from the PDF of the first channel's Word file."""
    first = _address(order, made, _FIRST)
    with pikepdf.open(io.BytesIO(finished.tidied(content))) as document:
        described = _described(document, first)
        code = _code(document, first)
        says = str(described.Alt)
        for channel in Channel:
            address = _address(order, made, channel)
            described.Alt = String(says.replace(first, address))
            _draw(code, address)
            yield f"{_folder(channel)}/{made.name}.pdf", finished.saved(document)


def _address(order: Order, made: Poster, channel: Channel) -> str:
    return order.address(made.asked, language=made.language, channel=channel)


def _written(order: Order, asked: Questionnaire, language: Language, paper: poster.Paper) -> bytes:
    survey = poster.Survey(
        group=asked.group,
        area=order.inspection.area.name,
        code=order.inspection.code,
        site=order.site,
        address=order.address(asked, language=language, channel=_FIRST),
        until=order.until,
    )
    return poster.write(survey, language, order.pictures, paper)


def _folder(channel: Channel) -> str:
    return f"{words()['folders']['posters']}/{channel_name(channel)}"


def _described(document: pikepdf.Pdf, address: str) -> pikepdf.Object:
    """Return the part of the structure whose words describe the QR code."""
    return next(element for element in elements(document) if address in str(element.get("/Alt", "")))


def _code(document: pikepdf.Pdf, address: str) -> pikepdf.Object:
    """Return the picture that is the QR code: the one of its size."""
    width, height = Image.open(io.BytesIO(poster.code(address))).size
    pictures = (thing for thing in document.objects if is_picture(thing))
    return next(one for one in pictures if int(one.Width) == width and int(one.Height) == height)


def is_picture(thing: object) -> bool:
    """Whether an object of a PDF is a picture."""
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == Name.Image


def _draw(code: pikepdf.Object, address: str) -> None:
    """Exchange the picture of the QR code."""
    picture = Image.open(io.BytesIO(poster.code(address))).convert("L")
    code.write(picture.tobytes())
    code.ColorSpace, code.BitsPerComponent = Name.DeviceGray, 8
    code.Width, code.Height = picture.size
    for old in ("/SMask", "/Mask", "/Decode"):
        if old in code:
            del code[old]
