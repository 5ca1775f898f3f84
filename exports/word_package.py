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

from exports.word_wording import reading

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTE: Final = 1024 * 1024
LARGEST_FILE: Final = 20 * MEGABYTE
LARGEST_PART: Final = 6 * MEGABYTE
"""A form's text is under 1 MB; parsed, this much XML takes at most some 150 MB of memory."""
MOST_LINES: Final = 10_000
"""A form has some 250 paragraphs, and what people add are tens."""
LARGEST_UNPACKED: Final = 100 * MEGABYTE
MOST_PARTS: Final = 3000
STEEPEST: Final = 250
"""How many times larger than its packed size a part may be, once it is over a megabyte. Real forms reach about 40."""


class Refusal(StrEnum):
    """Why a file is not read at all; the words for each stand in word.yaml."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    OLD_WORD = "old_word"
    PASSWORD = "password"  # noqa: S105 - a reason, not a secret
    PDF = "pdf"
    PHOTO = "photo"
    RTF = "rtf"
    MACROS = "macros"
    UNPACKS_TOO_BIG = "unpacks_too_big"
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
    """The two formats that are read."""

    DOCX = "docx"
    ODT = "odt"


@dataclass(frozen=True, kw_only=True)
class Package:
    """An opened file: its format, the names of its parts, and a way to parse each."""

    format: Format
    names: tuple[str, ...]
    read: Callable[[str], bytes]

    def xml(self, name: str) -> etree._Element:
        """Parse the part called `name`, without entities and without the network. Raises UnreadableError."""
        return _parsed(self.read(name))


_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
_BEGINNINGS: Final = (
    (b"%PDF", Refusal.PDF),
    (b"{\\rtf", Refusal.RTF),
    (b"\xff\xd8\xff", Refusal.PHOTO),
    (b"\x89PNG", Refusal.PHOTO),
    (b"GIF8", Refusal.PHOTO),
    (b"II*\x00", Refusal.PHOTO),
    (b"MM\x00*", Refusal.PHOTO),
    (b"BM", Refusal.PHOTO),
)
_HEIC: Final = re.compile(rb".{4}ftyp(?:hei|hev|mif|avif)", re.DOTALL)
_ENDINGS: Final = (".docx", ".odt")
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
    if not content:
        raise UnreadableError(Refusal.EMPTY)
    if content.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise UnreadableError(Refusal.PASSWORD if locked else Refusal.OLD_WORD)
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            raise UnreadableError(kind)
    if _HEIC.match(content):
        raise UnreadableError(Refusal.PHOTO)
    if len(content) > LARGEST_FILE:
        raise UnreadableError(Refusal.TOO_BIG)
    if not content.startswith(_ZIP):
        promised = file_name.casefold().endswith(_ENDINGS)
        raise UnreadableError(Refusal.DAMAGED if promised else Refusal.ANOTHER_KIND)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN:
        raise UnreadableError(Refusal.DAMAGED) from None
    return _package(archive)


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
    return Package(format=_format(names, read), names=names, read=read)


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
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableError(Refusal.DAMAGED) from None
    # No program writes a document type into these parts; whoever does means to have entities expanded.
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(Refusal.DAMAGED)
    return root
