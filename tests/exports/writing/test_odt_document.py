"""The OpenDocument copy holds what the Word copy holds, and is read back the same way."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from exports import word
from exports.writing.odt_elements import SPACES
from surveys.answers import check_all
from tests.exports.conftest import SHAPES, written
from tests.exports.test_word import some

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from surveys.questionnaire import Questionnaire

ODT = word.FileKind.ODT
LOEXT = f"{{{SPACES['loext']}}}"


def fill(content: bytes, answers: Mapping[str, Sequence[str]]) -> bytes:
    """Tick and type as LibreOffice does."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            part = old.read(entry.filename)
            if entry.filename == "content.xml":
                root = etree.fromstring(part)
                for control in root.iter(f"{LOEXT}content-control"):
                    item, _, code = control.get(f"{LOEXT}tag", "").partition(":")
                    if code and code in answers.get(item, ()):
                        control.set(f"{LOEXT}checked", "true")
                        control[0].text = "☒"
                    elif not code and item in answers:
                        del control.attrib[f"{LOEXT}showing-place-holder"]
                        control[0].text, *rest = answers[item][0].split("\n")
                        for line in rest:
                            etree.SubElement(control[0], f"{{{SPACES['text']}}}line-break").tail = line
                part = etree.tostring(root)
            new.writestr(entry, part)
    return made.getvalue()


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_a_copy_that_nobody_filled_in_holds_no_answer_and_no_doubt(
    shape: word.Shape, questionnaires: Mapping[tuple[str, int], Questionnaire]
) -> None:
    for kind in word.FileKind:
        found = word.read(written("practitioners", "en-simple", shape, kind), f"form.{kind}", questionnaires)
        assert (found.raw, found.doubts) == ({}, ())


def test_reading_undoes_filling_in(questionnaires: Mapping[tuple[str, int], Questionnaire]) -> None:
    for seed, group in enumerate(("young-people", "parents-and-carers", "practitioners")):
        answers = some(questionnaires[group, 1], seed)
        found = word.read(fill(written(group, "en", word.EASY_READ, ODT), answers), "form.odt", questionnaires)
        assert found.doubts == ()
        assert check_all(questionnaires[group, 1], found.raw) == check_all(questionnaires[group, 1], answers)


def test_it_says_first_what_kind_of_file_it_is_and_is_the_same_each_time() -> None:
    content = written("young-people", "en-simple", word.EASY_READ, ODT)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        first = package.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert package.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        named = etree.fromstring(package.read("META-INF/manifest.xml"))
        listed = {row.get(f"{{{SPACES['manifest']}}}full-path") for row in named}
        assert set(package.namelist()) - {"mimetype", "META-INF/manifest.xml"} == listed - {"/"}
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
    as_word = written("young-people", "en-simple")
    written.cache_clear()
    assert written("young-people", "en-simple", word.EASY_READ, ODT) == content
    assert written("young-people", "en-simple") == as_word


@pytest.mark.office
def test_libreoffice_opens_it_and_loses_nothing(
    tmp_path: Path,
    convert: Callable[[list[Path], str], list[Path]],
    questionnaires: Mapping[tuple[str, int], Questionnaire],
) -> None:
    answers = some(questionnaires["young-people", 1], 3)
    sent = tmp_path / "form.odt"
    sent.write_bytes(fill(written("young-people", "en-simple", word.EASY_READ, ODT), answers))
    (back,) = convert([sent], "docx")
    found = word.read(back.read_bytes(), back.name, questionnaires)
    assert found.doubts == ()
    assert check_all(questionnaires["young-people", 1], found.raw) == check_all(
        questionnaires["young-people", 1], answers
    )
