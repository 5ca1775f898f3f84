"""A form whose reference is gone is known by its QR code: its own in the header, or one on a photo."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

import pytest
import segno
from PIL import Image, ImageFilter

from exports import word
from exports.copies.marks import in_qr_code, reference_of_address
from exports.reading import qr
from exports.reading.worker import Worker
from tests.corpus.resaving import without_properties, without_reference
from tests.exports.conftest import written
from tests.exports.filled_copies import fill, with_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from surveys.questionnaire import Questionnaire

REFERENCE = "kent-4827/young-people/v1/en-simple"
ADDRESS = "https://heard.example/kent-4827/young-people?lang=en-simple&via=school"


def _code(scale: int = 6) -> Image.Image:
    made = io.BytesIO()
    segno.make(in_qr_code(ADDRESS, REFERENCE), error="m", micro=False).save(made, kind="png", scale=scale, border=4)
    return Image.open(made).convert("L")


def _photo() -> bytes:
    """Return a page with the code on it as a telephone sees it: askew, grey, a little blurred, packed as JPEG."""
    page = Image.new("L", (2400, 3200), 235)
    page.paste(_code(scale=8), (1800, 150))
    chance = random.Random(3)
    for _ in range(400):
        x, y = chance.randrange(2300), chance.randrange(700, 3100)
        page.paste(40, (x, y, x + 90, y + 6))
    seen = page.rotate(4, fillcolor=90, expand=True).filter(ImageFilter.GaussianBlur(1.5))
    made = io.BytesIO()
    seen.save(made, format="JPEG", quality=60)
    return made.getvalue()


def test_the_code_of_a_copy_holds_the_address_and_says_which_form_it_is() -> None:
    held = in_qr_code(ADDRESS, REFERENCE)
    assert held.startswith("https://heard.example/kent-4827/young-people?")
    assert "via=school" in held
    assert str(reference_of_address(held)) == REFERENCE


@pytest.mark.parametrize("address", ["", "https://heard.example/", ADDRESS, "http://[", "tel:08001111"])
def test_a_code_of_something_else_says_nothing(address: str) -> None:
    assert reference_of_address(address) is None


def test_a_form_without_its_reference_is_known_by_the_code_in_its_header(
    young: bytes, questionnaires: Mapping[tuple[str, int], Questionnaire]
) -> None:
    sent = without_reference(fill(young, {"help_health": ["yes"]}))
    found = word.read(sent, "form.docx", questionnaires)
    assert (str(found.reference), found.raw) == (REFERENCE, {"help_health": ("yes",)})


@pytest.mark.office
def test_the_code_is_found_in_every_format_that_holds_pictures(
    young: bytes,
    tmp_path: Path,
    convert: Callable[[list[Path], str], list[Path]],
    questionnaires: Mapping[tuple[str, int], Questionnaire],
) -> None:
    sent = tmp_path / "form.docx"
    sent.write_bytes(without_reference(fill(young, {"help_health": ["yes"]})))
    for ending in ("odt", "fodt", "rtf"):
        [saved] = convert([sent], ending)
        found = word.read(saved.read_bytes(), saved.name, questionnaires)
        assert (str(found.reference), found.raw) == (REFERENCE, {"help_health": ("yes",)}), ending


def test_a_photo_of_a_form_in_an_empty_document_says_which_form_it_is_and_everything_is_in_doubt(
    questionnaires: Mapping[tuple[str, int], Questionnaire],
) -> None:
    content = without_properties(written("young-people", "en-simple"))
    sent = with_parts(content, {"word/media/photo.jpeg": _photo(), "word/document.xml": PICTURE})
    names = frozenset({"word/header1.xml", "word/header2.xml"})
    sent = with_parts(sent, {}, without=names)
    with Worker() as worker:
        found = worker.read(sent, "form.docx", lambda form: questionnaires.get((form.group, form.version)))
    assert str(found.reference) == REFERENCE
    assert found.raw == {}
    assert {doubt.reason for doubt in found.doubts} >= {word.Reason.PICTURE, word.Reason.MISSING}


def test_pictures_that_are_huge_or_none_are_passed_over() -> None:
    made = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(made, format="PNG")
    assert list(qr.references([made.getvalue(), b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", _photo()[:3000]])) == []


PICTURE = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:drawing/>'
    b"</w:r></w:p></w:body></w:document>"
)
