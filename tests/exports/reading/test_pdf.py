"""The fields of a filled PDF form are read, and whatever a person put on its pages beside them is in doubt."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from accessibility import pictures
from exports import word
from exports.pdf import form as pdf_form
from exports.pdf import office
from exports.word import Reason, Refusal, Spot
from surveys.questionnaire import EASY_ENGLISH
from tests.exports.conftest import CODE, asked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from exports.word import FilledCopy
    from surveys.questionnaire import Questionnaire


@pytest.fixture(scope="module")
def form() -> bytes:
    """Give the young people's PDF form, set by LibreOffice."""
    printed = word.Printed(
        reference=f"{CODE}/young-people/v1/{EASY_ENGLISH}",
        address=f"https://heard.example/{CODE}/young-people?lang={EASY_ENGLISH}",
        send_to="",
        credit=pictures.default().credit_in(EASY_ENGLISH).words,
    )
    made = word.copy(asked("young-people"), EASY_ENGLISH, printed, word.EASY_READ)
    source = {"form": pdf_form.source(made, pictures.default())}
    return pdf_form.finished(office.converted(source, side_by_side=1)["form"], made)


@pytest.fixture
def read(questionnaires: Mapping[tuple[str, int], Questionnaire]) -> Callable[[PdfWriter], FilledCopy]:
    def saved(writer: PdfWriter) -> FilledCopy:
        made = io.BytesIO()
        writer.write(made)
        return word.read(made.getvalue(), "form.pdf", questionnaires)

    return saved


def _opened(form: bytes) -> PdfWriter:
    return PdfWriter(clone_from=PdfReader(io.BytesIO(form)))


def _fill(writer: PdfWriter, values: Mapping[str, str]) -> int:
    """Fill in the fields and return the number of the page that holds the last of them."""
    at = 0
    for number, page in enumerate(writer.pages):
        for each in page.get("/Annots", ArrayObject()):
            field = each.get_object()
            value = values.get(str(field.get("/T", "")))
            if value == "/Yes":
                field[NameObject("/V")] = field[NameObject("/AS")] = NameObject(value)
            elif value is not None:
                field[NameObject("/V")] = TextStringObject(value)
            at = number if value is not None else at
    return at


@pytest.mark.office
def test_a_form_is_read_as_it_was_filled_in_and_an_empty_one_holds_nothing(
    form: bytes, read: Callable[[PdfWriter], FilledCopy]
) -> None:
    empty = read(_opened(form))
    assert (empty.raw, empty.doubts) == ({}, ())
    writer = _opened(form)
    _fill(
        writer, {"help_health:yes": "/Yes", "need:asd": "/Yes", "need:hi": "/Yes", "better": "Shorter waits\rcafé, 中"}
    )
    found = read(writer)
    assert found.doubts == ()
    assert found.raw == {"help_health": ("yes",), "better": ("Shorter waits\ncafé, 中",), "need": ("asd", "hi")}


@pytest.mark.office
def test_what_is_written_on_the_pages_is_a_doubt_at_the_nearest_question(
    form: bytes, read: Callable[[PdfWriter], FilledCopy]
) -> None:
    writer = _opened(form)
    page = _fill(writer, {"help_health:yes": "/Yes"})
    writer.add_annotation(page, FreeText(text="she means no", rect=(100, 20, 200, 40)))
    found = read(writer)
    assert [(doubt.reason, doubt.shown) for doubt in found.doubts] == [(Reason.OUTSIDE, "she means no")]
    assert found.doubts[0].item is not None
    assert found.doubts[0].spot == Spot(paragraph=page, bookmark=f"q_{found.doubts[0].item}")


@pytest.mark.office
def test_a_box_that_shows_another_state_than_it_has_is_a_doubt(
    form: bytes, read: Callable[[PdfWriter], FilledCopy]
) -> None:
    writer = _opened(form)
    _fill(writer, {"help_health:yes": "/Yes"})
    for page in writer.pages:
        for each in page.get("/Annots", ArrayObject()):
            if each.get_object().get("/T") == "help_health:yes":
                each.get_object()[NameObject("/AS")] = NameObject("/Off")
    found = read(writer)
    assert (found.raw, [(doubt.item, doubt.reason) for doubt in found.doubts]) == (
        {},
        [("help_health", Reason.UNCLEAR)],
    )


@pytest.mark.office
def test_a_pdf_without_fields_or_with_a_program_or_a_password_is_refused(
    form: bytes, read: Callable[[PdfWriter], FilledCopy]
) -> None:
    flat, running, locked = _opened(form), _opened(form), _opened(form)
    for page in flat.pages:
        page.pop("/Annots", None)
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    running.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    locked.encrypt("secret", algorithm="AES-256")
    kinds = []
    for writer in (flat, running, locked):
        with pytest.raises(word.UnreadableError) as caught:
            read(writer)
        kinds.append(caught.value.kind)
    assert kinds == [Refusal.PDF, Refusal.MACROS, Refusal.PASSWORD]
