"""Damages files by chance: bytes changed, cut out or doubled, in the file or in the text inside it."""

from __future__ import annotations

import io
import random
import zipfile
from typing import TYPE_CHECKING

from tests.exports.conftest import asked, written
from tests.exports.filled_copies import DOCUMENT, fill, with_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_RICH_TEXT = (
    r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\userprops{\propname HeardForm}\proptype30"
    r"{\staticval kent-4827/young-people/v1/en}}{\header Form: kent-4827/young-people/v1/en\par}"
    r"{\*\bkmkstart h_help_health__yes}\u9746?{\*\bkmkend h_help_health__yes}\tab Yes\par"
    r"{\pict\picwgoal500\pichgoal500 89504e470d0a}{\*\annotation she means no}\b bold\b0\par}"
)
_FLAT = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    "<text:p>Form: kent-4827/young-people/v1/en</text:p><text:p><text:bookmark-start "
    'text:name="h_help_health__yes"/>☒<text:bookmark-end text:name="h_help_health__yes"/> Yes</text:p>'
    "</office:text></office:body></office:document>"
)


def seeds() -> dict[str, bytes]:
    """Return whole files of each format, by name."""
    answers = {"help_health": ["yes"], "better": ["Shorter waits"]}
    return {
        "form.docx": fill(written("young-people", "en"), answers),
        "form.odt": _odt(),
        "form.rtf": _RICH_TEXT.encode("ascii"),
        "form.fodt": _FLAT.encode(),
        "form.pdf": _pdf(),
    }


def damaged(whole: Mapping[str, bytes], number: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield so many damaged files with their names."""
    chance = random.Random(seed)
    names = list(whole)
    for _ in range(number):
        name = chance.choice(names)
        content = whole[name]
        part = {"form.docx": DOCUMENT, "form.odt": "content.xml"}.get(name)
        if part and chance.random() < 0.6:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                inside = package.read(part)
            yield name, with_parts(content, {part: _hurt(inside, chance)})
        else:
            yield name, _hurt(content, chance)


def _hurt(content: bytes, chance: random.Random) -> bytes:
    hurt = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(len(hurt))
        length = chance.choice((1, 1, 4, 60, 2000))
        match chance.randrange(5):
            case 0:
                hurt[place] = chance.randrange(256)
            case 1:
                del hurt[place : place + length]
            case 2:
                hurt[place:place] = hurt[place : place + length] * chance.choice((1, 2, 50))
            case 3:
                other = chance.randrange(len(hurt))
                hurt[place : place + length] = hurt[other : other + length]
            case _:
                hurt[place:place] = bytes(chance.randrange(256) for _ in range(min(length, 60)))
        if not hurt:
            return bytes(content[:1])
    return bytes(hurt)


def _odt() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", _FLAT.replace("office:document", "office:document-content"))
    return made.getvalue()


def _pdf() -> bytes:
    """Return a small form: a page with a tick box and a box for a text."""
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

    def field(name: str, **values: DictionaryObject | NameObject | TextStringObject) -> DictionaryObject:
        entries = {
            "/Type": NameObject("/Annot"),
            "/Subtype": NameObject("/Widget"),
            "/T": TextStringObject(name),
            "/Rect": ArrayObject(map(NumberObject, (0, 0, 10, 10))),
            **{f"/{key}": value for key, value in values.items()},
        }
        return DictionaryObject({NameObject(key): value for key, value in entries.items()})

    reference = f"kent-4827/young-people/v{asked('young-people').version}/en"
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    fields = [
        field("help_health:yes", FT=NameObject("/Btn"), V=NameObject("/Yes"), AS=NameObject("/Yes")),
        field("better", FT=NameObject("/Tx"), V=TextStringObject("Shorter waits")),
        field("heard_form", FT=NameObject("/Tx"), V=TextStringObject(reference)),
    ]
    found = ArrayObject(writer._add_object(each) for each in fields)
    page[NameObject("/Annots")] = ArrayObject(found[:2])
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): found})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
