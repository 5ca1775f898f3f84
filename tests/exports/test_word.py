"""What is answered on a Word copy comes back: reading undoes writing, whatever program saved the file."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from exports import word
from surveys.answers import check_all
from surveys.questionnaire import ItemKind
from tests.exports.filled_copies import files_in, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from surveys.questionnaire import Questionnaire

COPIES = [
    (group, language)
    for group in ("young-people", "parents-and-carers", "practitioners")
    for language in ("en", "en-simple")
]
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=80)
LINES = st.lists(TEXTS, min_size=1, max_size=4).map("\n".join)


@st.composite
def filled(draw: st.DrawFn, questionnaire: Questionnaire) -> dict[str, list[str]]:
    """Any answers to any of the items, also to those that don't apply."""
    chosen: dict[str, list[str]] = {}
    for item in questionnaire.items:
        if not draw(st.booleans()):
            continue
        if item.kind is ItemKind.TEXT:
            chosen[item.name] = [draw(LINES)]
        elif item.kind is ItemKind.SELECT_ONE:
            chosen[item.name] = [draw(st.sampled_from(item.codes))]
        else:
            chosen[item.name] = draw(st.lists(st.sampled_from(item.codes), unique=True))
    return chosen


def some(questionnaire: Questionnaire, seed: int) -> dict[str, Sequence[str]]:
    """Answers to every item that then applies, texts with what people and programs trip over."""
    chance = random.Random(seed)
    texts = ["It’s good & <useful>: “yes” – 100%", "Two lines.\n\nThe second: café, ąę, 中文, 🙂", "x"]
    chosen: dict[str, Sequence[str]] = {}
    for item in questionnaire.items:
        if item.kind is ItemKind.TEXT:
            chosen[item.name] = [texts.pop(chance.randrange(len(texts)))]
        else:
            most = 1 if item.kind is ItemKind.SELECT_ONE else 3
            chosen[item.name] = chance.sample(item.codes, k=chance.randint(1, most))
    applies = check_all(questionnaire, chosen).answers
    return {name: given for name, given in chosen.items() if name in applies}


@pytest.mark.parametrize(("group", "language"), COPIES)
def test_a_copy_that_nobody_filled_in_holds_no_answer_and_no_doubt(
    group: str,
    language: str,
    copy: Callable[[str, str], bytes],
    questionnaires: Mapping[tuple[str, int], Questionnaire],
) -> None:
    found = word.read(copy(group, language), "form.docx", questionnaires)
    assert (found.raw, found.doubts) == ({}, ())
    assert (found.code, found.group, found.version, found.language) == ("kent-4827", group, 1, language)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_reading_undoes_filling_in(
    data: st.DataObject,
    copy: Callable[[str, str], bytes],
    questionnaires: Mapping[tuple[str, int], Questionnaire],
) -> None:
    group, language = data.draw(st.sampled_from(COPIES))
    questionnaire = questionnaires[group, 1]
    given_answers = data.draw(filled(questionnaire))
    expected = check_all(questionnaire, given_answers)
    found = word.read(fill(copy(group, language), given_answers), "form.docx", questionnaires)
    assert check_all(questionnaire, found.raw) == check_all(
        questionnaire, {name: given_answers[name] for name in expected.answers}
    )
    assert {doubt.item for doubt in found.doubts} == {problem.item for problem in expected.problems}


@pytest.mark.office
def test_every_answer_comes_back_after_libreoffice_saved_the_copy_as_docx_and_as_odt(
    tmp_path: Path,
    copy: Callable[[str, str], bytes],
    convert: Callable[[list[Path], str], list[Path]],
    questionnaires: Mapping[tuple[str, int], Questionnaire],
) -> None:
    answers: dict[str, dict[str, Sequence[str]]] = {"young-people.en.blank": {}}
    for seed, (group, language) in enumerate(COPIES):
        answers[f"{group}.{language}.filled"] = some(questionnaires[group, 1], seed)
    contents = {f"{name}.docx": fill(copy(*name.split(".")[:2]), given) for name, given in answers.items()}
    sent = files_in(tmp_path, contents)
    as_docx, as_odt = convert(sent, "docx"), convert(sent, "odt")
    for file in [*sent, *as_docx, *as_odt, *convert(as_odt[:2], "docx"), *convert(as_docx[2:4], "odt")]:
        found = word.read(file.read_bytes(), file.name, questionnaires)
        questionnaire = questionnaires[found.group, 1]
        assert found.doubts == (), file
        assert check_all(questionnaire, found.raw) == check_all(questionnaire, answers[file.stem]), file


@pytest.mark.office
def test_a_copy_has_at_most_20_pages(
    tmp_path: Path, copy: Callable[[str, str], bytes], convert: Callable[[list[Path], str], list[Path]]
) -> None:
    contents = {f"{group}.{language}.docx": copy(group, language) for group, language in COPIES}
    pages = {file.stem: len(PdfReader(file).pages) for file in convert(files_in(tmp_path, contents), "pdf")}
    assert {name: number for name, number in pages.items() if not 8 <= number <= 20} == {}
