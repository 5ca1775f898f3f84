"""Tells which form a document is by a QR code, where nothing else says so: the form's own, or one on a photo."""

from __future__ import annotations

import base64
import io
import re
from typing import TYPE_CHECKING, Final

import zxingcpp
from PIL import Image, JpegImagePlugin, PngImagePlugin

from exports.copies.marks import reference_of_address
from exports.reading.package import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exports.copies.marks import Reference
    from exports.reading.package import Package

QR_CODES: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
KINDS: Final = (JpegImagePlugin.JpegImageFile.format, PngImagePlugin.PngImageFile.format)
"""The kinds that are decoded: cameras and scanners make the one, screens and our own forms the other."""
LONGEST_SIDE: Final = 3600
"""Pixels. A code that fills a tenth of a photo's width is still read; a JPEG is made smaller while it is decoded."""
MOST_PIXELS: Final = 13_000_000
"""Of one picture that can't be made smaller while it is decoded, and of all pictures of a document together."""
_FOLDERS: Final = ("word/media/", "Pictures/")
_IN_FLAT: Final = re.compile(rb"<office:binary-data>([^<]{100,})</office:binary-data>")
_IN_RICH_TEXT: Final = re.compile(rb"\\(?:png|jpeg)blip[^{}]{0,400}?[\s}]([0-9a-fA-F\r\n]{200,})")


def pictures_in(package: Package) -> Iterator[bytes]:
    """Yield the pictures that a file holds. Those of a PDF are left: its reference is a field of its own."""
    match package.format:
        case Format.DOCX | Format.ODT:
            yield from (package.read(name) for name in package.names if name.startswith(_FOLDERS))
        case Format.FLAT:
            yield from (base64.b64decode(found[1]) for found in _IN_FLAT.finditer(package.read("")))
        case Format.RTF:
            for found in _IN_RICH_TEXT.finditer(package.read("")):
                digits = found[1].translate(None, b"\r\n")
                yield bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
        case Format.PDF:
            return


def references(pictures: Iterable[bytes]) -> Iterator[Reference]:
    """Yield the references in the codes on the pictures. What is no picture, or too large a one, is passed over."""
    left = MOST_PIXELS
    for content in pictures:
        try:
            with Image.open(io.BytesIO(content), formats=KINDS) as picture:
                picture.draft("L", (LONGEST_SIDE // 2, LONGEST_SIDE // 2))
                pixels = picture.width * picture.height
                if pixels > left:
                    continue
                left -= pixels
                grey = picture.convert("L")
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
            continue
        for code in zxingcpp.read_barcodes(grey, formats=QR_CODES):
            reference = reference_of_address(code.text)
            if reference is not None:
                yield reference
