"""The pack that the partnership passes on: one zip with all that people answer with, and the words to send it by."""

from __future__ import annotations

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exports.packs import copies
from exports.packs import posters as pack_posters
from exports.packs import words as pack_words
from exports.packs.order import Made, Order, words
from exports.packs.recordings import recordings
from exports.pdf import form, office
from exports.writing.packing import MOMENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exports.packs.posters import Poster
    from exports.writing.copy import Copy

__all__ = ["Order", "Pack", "build"]

README: Final = "README.txt"
_PACKED: Final = (".docx", ".odt", ".mp3", ".png")
"""What is packed already, so that packing it again takes time and saves nothing."""


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A pack as the bytes of a zip, and in words what is missing from it; the README in it says the same."""

    content: bytes
    files: int
    missing: tuple[str, ...]


def build(order: Order) -> Pack:
    """Return the pack. The same order gives the same bytes. Raises what the parts raise; nothing is left out silently.

    LibreOffice sets the PDFs while the Word copies are written: each has a processor of its own.
    """
    posters = pack_posters.posters(order)
    forms = copies.forms(order)
    with ThreadPoolExecutor(max_workers=1) as aside:
        pdfs = aside.submit(_pdfs, order, forms, posters)
        files: dict[str, bytes] = dict(copies.copies(order))
        sounds = recordings(order)
        files |= sounds.files
        for made in posters:
            files |= dict(pack_posters.as_word(order, made))
        files |= dict(pack_words.messages(order)) | dict(pack_words.links(order)) | dict(pack_words.two_papers(order))
        papers = pdfs.result()
    files |= papers.files
    missing = (*sounds.missing, *papers.missing, *pack_posters.without(order))
    files = dict(sorted(files.items()))
    files = {README: pack_words.readme(order, tuple(files), missing), **files}
    return Pack(content=_zipped(files), files=len(files), missing=missing)


def _pdfs(order: Order, forms: Mapping[str, Copy], posters: tuple[Poster, ...]) -> Made:
    """Return the PDFs: forms, and posters for each channel; where there is no LibreOffice, say so instead."""
    sources = {name: form.source(copy, order.pictures) for name, copy in forms.items()}
    sources |= {made.name: made.content for made in posters}
    try:
        converted = office.converted(sources, side_by_side=1)
    except office.NoOfficeError as error:
        return Made(files={}, missing=(words()["missing"]["office"].format(why=error),))
    files = {name: form.finished(converted[name], copy) for name, copy in forms.items()}
    for made in posters:
        files |= dict(pack_posters.as_pdf(order, made, converted[made.name]))
    return Made(files=files)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, part in files.items():
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.external_attr = 0o644 << 16
            packing = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            package.writestr(entry, part, packing)
    return content.getvalue()
