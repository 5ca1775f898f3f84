"""The PDF of a copy: tagged for a screen reader, with a field at every box that names its answer."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Name

from accessibility import pictures
from exports import word
from exports.copies.layout import Part
from exports.pdf import form, office
from exports.pdf.structure import children, elements
from surveys.questionnaire import EASY_ENGLISH
from tests.exports.conftest import CODE, asked

if TYPE_CHECKING:
    from exports.writing.copy import Copy

PEN = word.Shape(pictures=False, pen=True)
LARGE = word.Shape(points=24)
REFERENCE = f"{CODE}/young-people/v1/en-simple"


def copy(shape: word.Shape) -> Copy:
    credit = pictures.default().credit_in(EASY_ENGLISH).words
    address = f"https://heard.example/{CODE}/young-people"
    printed = word.Printed(reference=REFERENCE, address=address, send_to="forms@heard.example", credit=credit)
    return word.copy(asked("young-people"), EASY_ENGLISH, printed, shape)


@pytest.fixture(scope="module")
def made() -> dict[word.Shape, bytes]:
    """Give the PDF of three shapes, set by one LibreOffice."""
    copies = {str(number): copy(shape) for number, shape in enumerate((word.EASY_READ, LARGE, PEN))}
    sources = {name: form.source(one, pictures.default()) for name, one in copies.items()}
    converted = office.converted(sources, side_by_side=1)
    return {one.shape: form.finished(converted[name], one) for name, one in copies.items()}


@pytest.mark.office
def test_it_says_of_itself_that_it_is_pdf_ua_and_has_title_language_and_structure(
    made: dict[word.Shape, bytes],
) -> None:
    for content in made.values():
        with pikepdf.open(io.BytesIO(content)) as document:
            root = document.Root
            assert b"<pdfuaid:part>1</pdfuaid:part>" in root.Metadata.read_bytes()
            assert bool(root.MarkInfo.Marked)
            assert str(root.Lang) == "en-GB"
            assert bool(root.ViewerPreferences.DisplayDocTitle)
            assert str(document.docinfo["/Title"]) == "Survey for children and young people"
            assert "/CreationDate" not in document.docinfo
            kinds = [str(element.S) for element in elements(document)]
            assert kinds[0] == "/Document"
            assert kinds.count("/H2") == sum(item.asks for item in asked("young-people").items)
            assert "/Link" not in kinds
            for element in elements(document):
                if Name.Figure == element.S:
                    assert str(element.Alt).strip()
                    assert children(element)


@pytest.mark.office
def test_every_content_of_a_page_is_in_the_structure_or_marked_as_decoration(made: dict[word.Shape, bytes]) -> None:
    for content in made.values():
        with pikepdf.open(io.BytesIO(content)) as document:
            for page in document.pages:
                depth = 0
                for instruction in pikepdf.parse_content_stream(page):
                    operator = str(instruction.operator)
                    depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
                    assert depth or operator not in {"Tj", "TJ", "Do"}


@pytest.mark.office
def test_each_box_is_a_field_with_the_name_of_its_place_in_the_structure(made: dict[word.Shape, bytes]) -> None:
    for shape in (word.EASY_READ, LARGE):
        places = [one.place.tag for one in copy(shape).blocks if one.part in {Part.OPTION, Part.BOX}]
        with pikepdf.open(io.BytesIO(made[shape])) as document:
            *fields, reference = document.Root.AcroForm.Fields
            assert [str(field.T) for field in fields] == places
            assert (str(reference.T), str(reference.V)) == ("heard_form", REFERENCE)
            assert str(document.docinfo["/HeardForm"]) == REFERENCE
            forms = [element for element in elements(document) if Name.Form == element.S]
            assert [element.K.Obj.objgen for element in forms] == [field.objgen for field in fields]
            numbers = document.Root.StructTreeRoot.ParentTree.Nums
            parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
            for field, element in zip(fields, forms, strict=True):
                assert parents[int(field.StructParent)].objgen == element.objgen
                assert str(field.TU).strip()
                assert (Name.Btn if ":" in str(field.T) else Name.Tx) == field.FT
            for page in document.pages:
                if "/Annots" in page:
                    assert page.Tabs == Name.S


@pytest.mark.office
def test_fields_lie_on_the_paper_and_never_over_each_other(made: dict[word.Shape, bytes]) -> None:
    with pikepdf.open(io.BytesIO(made[word.EASY_READ])) as document:
        for page in document.pages:
            boxes = [[float(corner) for corner in field.Rect] for field in page.get("/Annots", [])]
            for left, low, right, high in boxes:
                assert 0 < left < right < 596
                assert 0 < low < high < 842
            for number, one in enumerate(boxes):
                for other in boxes[number + 1 :]:
                    apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                    assert apart


@pytest.mark.office
def test_a_copy_for_a_pen_has_no_fields(made: dict[word.Shape, bytes]) -> None:
    with pikepdf.open(io.BytesIO(made[PEN])) as document:
        assert "/AcroForm" not in document.Root


def test_without_libreoffice_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert not office.available()
    with pytest.raises(office.NoOfficeError, match="LibreOffice is not on this machine"):
        office.converted({"a": b""})
