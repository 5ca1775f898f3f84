"""Hostile, broken and mistaken files are refused, each in words of its own, and nothing outside memory is touched."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from exports import word
from exports.copies.wording import reading
from exports.reading.lines import MOST_LINES
from exports.reading.package import LARGEST_FILE, MEGABYTE, MOST_PARTS, MOST_TAGS
from exports.word import Refusal
from tests.exports.filled_copies import DOCUMENT, Element, changed, files_in, fill, paragraph, run, with_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from surveys.questionnaire import Questionnaire

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
XML = b'<?xml version="1.0"?>'
ENTITIES = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
SPACE = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _archive(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def _refusal(content: bytes, name: str = "form.docx") -> Refusal:
    with pytest.raises(word.UnreadableError) as caught:
        word.read(content, name, {})
    assert str(caught.value) == reading().refusals[caught.value.kind]
    return caught.value.kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", Refusal.EMPTY),
        (OLE, Refusal.OLD_WORD),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Refusal.PASSWORD),
        (b"%PDF-1.7 and so on", Refusal.DAMAGED),
        (b"\xff\xd8\xff\xe0 a photo", Refusal.PHOTO),
        (b"\x89PNG\r\n\x1a\n a scan", Refusal.PHOTO),
        (b"\x00\x00\x00\x18ftypheic a photo from a phone", Refusal.PHOTO),
        (b"{\\rtf1 words}", Refusal.ANOTHER_DOCUMENT),
        (b"{\\rtf1" + b"{" * 5000, Refusal.TOO_DEEP),
        (b"{\\rtf1" + b"\\par" * 20_000, Refusal.UNPACKS_TOO_BIG),
        (b"MZ a program", Refusal.DAMAGED),
        (b"PK\x03\x04 and then nothing", Refusal.DAMAGED),
        (bytes(LARGEST_FILE + 1), Refusal.TOO_BIG),
        (_archive({"photo.jpg": b"x"}), Refusal.ANOTHER_KIND),
        (_archive({"[Content_Types].xml": b"<Types>spreadsheetml</Types>"}), Refusal.ANOTHER_KIND),
        (_archive({"[Content_Types].xml": b"<Types>wordprocessingml</Types>"}), Refusal.DAMAGED),
        (
            _archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
            Refusal.ANOTHER_KIND,
        ),
        (_archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), Refusal.DAMAGED),
        (
            _archive(
                {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>", "Basic/a.xml": b""}
            ),
            Refusal.MACROS,
        ),
        (
            _archive(
                {
                    "mimetype": b"application/vnd.oasis.opendocument.text",
                    "content.xml": b"<x/>",
                    "META-INF/manifest.xml": b"<manifest:encryption-data/>",
                }
            ),
            Refusal.PASSWORD,
        ),
    ],
    ids=lambda value: value.value if isinstance(value, Refusal) else "",
)
def test_each_kind_of_file_that_is_no_form_has_its_own_refusal(content: bytes, kind: Refusal) -> None:
    assert _refusal(content) == kind


def test_another_kind_of_file_is_told_from_a_damaged_form_by_what_it_calls_itself() -> None:
    assert _refusal(b"MZ a program", "form.exe") == Refusal.ANOTHER_KIND


def test_a_form_with_macros_is_not_opened(young: bytes) -> None:
    assert _refusal(with_parts(young, {"word/vbaProject.bin": b"Sub AutoOpen()"})) == Refusal.MACROS


def test_a_form_whose_end_is_cut_off_is_damaged(young: bytes) -> None:
    assert _refusal(young[: len(young) // 2]) == Refusal.DAMAGED


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        (b"<w:document", Refusal.DAMAGED),
        (b"", Refusal.DAMAGED),
        (b"words", Refusal.DAMAGED),
        (XML + ENTITIES + b"<w:document " + SPACE + b"><w:body>&b;&c;</w:body></w:document>", Refusal.ENTITIES),
        (
            b"<w:document " + SPACE + b"><w:body>" + b"<w:p>" * 5000 + b"</w:p>" * 5000 + b"</w:body></w:document>",
            Refusal.TOO_DEEP,
        ),
        (b"<w:document " + SPACE + b"/>", Refusal.DAMAGED),
        (b"<w:document " + SPACE + b">" + b"<w:p/>" * (MOST_TAGS + 1) + b"</w:document>", Refusal.UNPACKS_TOO_BIG),
    ],
    ids=["cut", "empty", "no XML", "entities", "deep", "no body", "many elements"],
)
def test_a_form_whose_text_is_broken_or_hostile_is_refused(young: bytes, part: bytes, kind: Refusal) -> None:
    assert _refusal(with_parts(young, {DOCUMENT: part})) == kind


@pytest.mark.parametrize(
    "parts",
    [
        {DOCUMENT: b" " * (40 * MEGABYTE)},
        {f"word/media/{number}.png": random.Random(number).randbytes(1000) * 20_000 for number in range(6)},
        {f"word/media/{number}.png": b"" for number in range(MOST_PARTS)},
    ],
    ids=["one part", "all parts", "many parts"],
)
def test_a_zip_bomb_is_not_unpacked(young: bytes, parts: Mapping[str, bytes]) -> None:
    assert _refusal(with_parts(young, parts)) == Refusal.UNPACKS_TOO_BIG


def test_a_form_with_more_lines_than_anyone_writes_is_not_read(young: bytes) -> None:
    hostile = changed(young, lambda root: root[0].extend(paragraph() for _ in range(MOST_LINES)))
    assert _refusal(hostile) == Refusal.UNPACKS_TOO_BIG


@pytest.mark.parametrize("name", ["../../evil.txt", "/evil.txt", "word/../../evil", "C:\\evil", "word\\..\\evil"])
def test_names_that_lead_out_of_the_package_are_refused(young: bytes, name: str) -> None:
    assert _refusal(with_parts(young, {name: b"x"})) == Refusal.PATHS


@pytest.mark.parametrize(
    "picture",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 90_000, 90_000),
        b"GIF89a" + struct.pack("<HH", 65_000, 65_000),
        b"BM" + bytes(16) + struct.pack("<ii", 90_000, -90_000),
        b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 65_000, 65_000),
    ],
    ids=["PNG", "GIF", "BMP", "JPEG"],
)
def test_a_picture_that_would_fill_a_memory_is_refused(young: bytes, picture: bytes) -> None:
    assert _refusal(with_parts(young, {"word/media/photo": picture})) == Refusal.HUGE_PICTURE


def test_a_part_that_stands_twice_is_refused(young: bytes) -> None:
    made = io.BytesIO(young)
    with zipfile.ZipFile(made, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(DOCUMENT, b"<other/>")
    assert _refusal(made.getvalue()) == Refusal.DAMAGED


def test_another_document_is_told_from_a_form(young: bytes) -> None:
    words = b"<w:document " + SPACE + b"><w:body><w:p><w:r><w:t>Minutes</w:t></w:r></w:p></w:body></w:document>"
    with zipfile.ZipFile(io.BytesIO(young)) as package:
        pictures = {name for name in package.namelist() if name.startswith("word/media/")}
    edges = pictures | {"word/header1.xml", "word/header2.xml", "docProps/custom.xml"}
    assert _refusal(with_parts(young, {DOCUMENT: words}, without=frozenset(edges))) == Refusal.ANOTHER_DOCUMENT


def test_two_forms_in_one_file_are_told(young: bytes) -> None:
    def change(root: Element) -> None:
        root[0].insert(0, paragraph(run("Form: leeds-1111/young-people/v1/en")))

    assert _refusal(changed(young, change)) == Refusal.TWO_FORMS


def test_a_version_that_is_not_known_here_is_told(young: bytes) -> None:
    assert _refusal(young) == Refusal.UNKNOWN_FORM


def test_the_strict_form_of_the_format_is_read_too(
    young: bytes, questionnaires: Mapping[tuple[str, int], Questionnaire]
) -> None:
    filled = fill(young, {"help_health": ["yes"]})
    with zipfile.ZipFile(io.BytesIO(filled)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
    usual, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    changes = (
        (usual + b"wordprocessingml/2006/main", strict + b"wordprocessingml/main"),
        (usual + b"officeDocument/2006/relationships", strict + b"officeDocument/relationships"),
    )
    for name, content in parts.items():
        for old, new in changes:
            parts[name] = parts[name].replace(old, new)
        assert content
    found = word.read(with_parts(filled, parts), "form.docx", questionnaires)
    assert (found.raw, found.doubts) == ({"help_health": ("yes",)}, ())


def test_a_file_with_chance_damage_is_read_or_refused_and_never_breaks_the_reader(
    young: bytes, questionnaires: Mapping[tuple[str, int], Questionnaire]
) -> None:
    chance = random.Random(5)
    with zipfile.ZipFile(io.BytesIO(young)) as package:
        text = package.read(DOCUMENT)
    outcomes = set()
    for number in range(40):
        content = bytearray(text if number % 2 else young)
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        whole = with_parts(young, {DOCUMENT: bytes(content)}) if number % 2 else bytes(content)
        try:
            word.read(whole, "form.docx", questionnaires)
            outcomes.add("read")
        except word.UnreadableError as error:
            outcomes.add(error.kind)
    assert Refusal.DAMAGED in outcomes


@pytest.mark.office
def test_an_old_word_file_that_libreoffice_saved_is_refused_kindly(
    young: bytes, tmp_path: Path, convert: Callable[[list[Path], str], list[Path]]
) -> None:
    (saved,) = convert(files_in(tmp_path, {"form.docx": young}), "doc")
    assert _refusal(saved.read_bytes(), saved.name) == Refusal.OLD_WORD
