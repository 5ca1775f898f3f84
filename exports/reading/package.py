"""Opens a file that came back, in memory and within limits, and refuses what is not a form in words for its sender."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from lxml import etree

from exports.copies.wording import reading
from exports.reading.pictures import MOST_PIXELS, pixels

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTE: Final = 1024 * 1024
LARGEST_FILE: Final = 20 * MEGABYTE
LARGEST_RICH_TEXT: Final = 100 * MEGABYTE
"""LibreOffice writes a form's pictures into Rich Text unpacked and twice: 60 to 80 MB, of which 1 is text."""
LARGEST_PART: Final = 6 * MEGABYTE
"""A form's text is under 1 MB; parsed, this much XML takes at most some 150 MB of memory."""
MOST_TAGS: Final = 300_000
"""In one part. A form saved by any program has some 20,000, and each takes up to 300 bytes of memory once parsed."""
LARGEST_UNPACKED: Final = 100 * MEGABYTE
MOST_PARTS: Final = 3000
STEEPEST: Final = 250
"""How many times larger than its packed size a part may be, once it is over a megabyte. Real forms reach about 40."""


class Refusal(StrEnum):
    """Why a file is not read at all; the words for each stand in copies/wording.yaml."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    OLD_WORD = "old_word"
    PASSWORD = "password"  # noqa: S105 - a reason, not a secret
    PDF = "pdf"
    PHOTO = "photo"
    MACROS = "macros"
    UNPACKS_TOO_BIG = "unpacks_too_big"
    HUGE_PICTURE = "huge_picture"
    ENTITIES = "entities"
    TOO_DEEP = "too_deep"
    PATHS = "paths"
    TOO_HARD = "too_hard"
    DAMAGED = "damaged"
    ANOTHER_KIND = "another_kind"
    ANOTHER_DOCUMENT = "another_document"
    TWO_FORMS = "two_forms"
    UNKNOWN_FORM = "unknown_form"


class UnreadableError(ValueError):
    """A file that is not read; `kind` says why, the message says it to the person who sent it, with the cure."""

    def __init__(self, kind: Refusal) -> None:
        self.kind = kind
        super().__init__(reading().refusals[kind])


class Format(StrEnum):
    """The formats that are read."""

    DOCX = "docx"
    ODT = "odt"
    FLAT = "fodt"
    RTF = "rtf"
    PDF = "pdf"


@dataclass(frozen=True, kw_only=True)
class Package:
    """An opened file: its format, the names of its parts, and a way to read each. The name of a whole file is ""."""

    format: Format
    names: tuple[str, ...]
    read: Callable[[str], bytes]

    def xml(self, name: str) -> etree._Element:
        """Parse the part called `name`, without entities and without the network. Raises UnreadableError."""
        return _parsed(self.read(name))


_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
_RICH_TEXT: Final = b"{\\rtf"
_WHOLE: Final = ((b"%PDF-", Format.PDF), (_RICH_TEXT, Format.RTF))
_BEGINNINGS: Final = (
    (b"\xff\xd8\xff", Refusal.PHOTO),
    (b"\x89PNG", Refusal.PHOTO),
    (b"GIF8", Refusal.PHOTO),
    (b"II*\x00", Refusal.PHOTO),
    (b"MM\x00*", Refusal.PHOTO),
    (b"BM", Refusal.PHOTO),
)
_HEIC: Final = re.compile(rb".{4}ftyp(?:hei|hev|mif|avif)", re.DOTALL)
_ENDINGS: Final = (".docx", ".odt", ".fodt", ".rtf", ".pdf")
_FLAT: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|office:document)")
_FLAT_NAME: Final = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_HEAD: Final = 20_000
_OUTSIDE: Final = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|\\|^[A-Za-z]:|\x00")
_PICTURES: Final = ("word/media/", "Pictures/")
_PICTURE_START: Final = 64 * 1024
# The strict form of the format has the same elements under other addresses.
_STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    KeyError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


def opened(content: bytes, file_name: str) -> Package:
    """Open the file. `file_name` only helps to say what is wrong. Raises UnreadableError."""
    strange = _stranger(content)
    if strange is not None:
        raise UnreadableError(strange)
    if len(content) > (LARGEST_RICH_TEXT if content.startswith(_RICH_TEXT) else LARGEST_FILE):
        raise UnreadableError(Refusal.TOO_BIG)
    whole = _in_one_piece(content)
    if whole is not None:
        return Package(format=whole, names=("",), read=lambda _name: content)
    if not content.startswith(_ZIP):
        promised = file_name.casefold().endswith(_ENDINGS)
        raise UnreadableError(Refusal.DAMAGED if promised else Refusal.ANOTHER_KIND)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN:
        raise UnreadableError(Refusal.DAMAGED) from None
    return _package(archive)


def _stranger(content: bytes) -> Refusal | None:
    """Return what a file is that is never a form, told by its first bytes."""
    if not content:
        return Refusal.EMPTY
    if content.startswith(_OLE):
        return Refusal.PASSWORD if "EncryptedPackage".encode("utf-16-le") in content else Refusal.OLD_WORD
    if _HEIC.match(content):
        return Refusal.PHOTO
    return next((kind for beginning, kind in _BEGINNINGS if content.startswith(beginning)), None)


def _in_one_piece(content: bytes) -> Format | None:
    """Return the format of a file that is no archive."""
    for beginning, found in _WHOLE:
        if content[:_HEAD].lstrip().startswith(beginning):
            return found
    if not (_FLAT.match(content) and _FLAT_NAME in content[:_HEAD]):
        return None
    if b"<script:event-listener" in content or b"<ooo:source-code" in content:
        raise UnreadableError(Refusal.MACROS)
    return Format.FLAT


def _package(archive: zipfile.ZipFile) -> Package:
    parts = archive.infolist()
    _within_limits(parts)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError(Refusal.PASSWORD)

    def read(name: str) -> bytes:
        try:
            return archive.read(name)
        except _BROKEN:
            raise UnreadableError(Refusal.DAMAGED) from None

    names = tuple(part.filename for part in parts)
    if any(map(_OUTSIDE.search, names)):
        raise UnreadableError(Refusal.PATHS)
    if len(set(names)) < len(names):
        raise UnreadableError(Refusal.DAMAGED)
    found = _format(names, read)
    for part in parts:
        if part.filename.startswith(_PICTURES) and _pixels(archive, part) > MOST_PIXELS:
            raise UnreadableError(Refusal.HUGE_PICTURE)
    return Package(format=found, names=names, read=read)


def _pixels(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    try:
        with archive.open(part) as picture:
            return pixels(picture.read(_PICTURE_START))
    except _BROKEN:
        return 0


def _format(names: tuple[str, ...], read: Callable[[str], bytes]) -> Format:
    if "[Content_Types].xml" in names:
        kinds = read("[Content_Types].xml")
        if b"macroEnabled" in kinds or b"vbaProject" in kinds or any("vbaproject" in name.casefold() for name in names):
            raise UnreadableError(Refusal.MACROS)
        if b"wordprocessingml" not in kinds:
            raise UnreadableError(Refusal.ANOTHER_KIND)
        return Format.DOCX
    if "mimetype" in names and "content.xml" in names:
        if not read("mimetype").startswith(b"application/vnd.oasis.opendocument.text"):
            raise UnreadableError(Refusal.ANOTHER_KIND)
        if any(name.startswith(("Basic/", "Scripts/")) for name in names):
            raise UnreadableError(Refusal.MACROS)
        if "META-INF/manifest.xml" in names and b"encryption-data" in read("META-INF/manifest.xml"):
            raise UnreadableError(Refusal.PASSWORD)
        return Format.ODT
    raise UnreadableError(Refusal.ANOTHER_KIND)


def _within_limits(parts: list[zipfile.ZipInfo]) -> None:
    def heavy(part: zipfile.ZipInfo) -> bool:
        steep = part.file_size > MEGABYTE and part.file_size > STEEPEST * max(part.compress_size, 1)
        text = part.filename.casefold().endswith((".xml", ".rels", "mimetype"))
        return steep or (text and part.file_size > LARGEST_PART)

    too_much = sum(part.file_size for part in parts) > LARGEST_UNPACKED
    if len(parts) > MOST_PARTS or too_much or any(heavy(part) for part in parts):
        raise UnreadableError(Refusal.UNPACKS_TOO_BIG)


def _parsed(content: bytes) -> etree._Element:
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        # No program writes a document type into these parts; whoever does means to have entities expanded.
        raise UnreadableError(Refusal.ENTITIES)
    if content.count(b"<") > MOST_TAGS:
        raise UnreadableError(Refusal.UNPACKS_TOO_BIG)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        deep = "xcessive depth" in str(error)
        raise UnreadableError(Refusal.TOO_DEEP if deep else Refusal.DAMAGED) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(Refusal.ENTITIES)
    return root
