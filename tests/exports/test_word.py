"""What is answered on a Word copy comes back: reading undoes writing, whatever program saved the file."""

from __future__ import annotations

import random
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from exports import word
from surveys.answers import check_all
from surveys.questionnaire import ItemKind, Language
from tests.exports.conftest import asked, written
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
            # With every option ticked, a list is in doubt.
            chosen[item.name] = draw(st.lists(st.sampled_from(item.codes), unique=True, max_size=len(item.codes) - 1))
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
@pytest.mark.parametrize("kind", word.FileKind)
def test_a_copy_has_at_most_20_pages_and_no_question_parts_from_its_options(
    tmp_path: Path, convert: Callable[[list[Path], str], list[Path]], kind: word.FileKind
) -> None:
    contents = {f"{group}.{language}.{kind}": written(group, language, kind=kind) for group, language in COPIES}
    for file in convert(files_in(tmp_path, contents), "pdf"):
        group, language = file.stem.split(".")
        pages = ["".join(page.extract_text().split()) for page in PdfReader(file).pages]
        assert 8 <= len(pages) <= 20, file.stem
        printed = word.Printed(reference="kent-4827", address="", send_to="", credit="")
        blocks = word.copy(asked(group), Language(language), printed, word.EASY_READ).blocks
        for item, question in groupby(blocks, key=lambda block: block.item):
            words = ["".join(block.shown.split()) for block in question]
            assert not item or any(holds(page, words) for page in pages), f"{file.stem}: {item} parts over two pages"


def holds(page: str, words: list[str]) -> bool:
    """Whether all words stand on a page, in their order."""
    at = 0
    for one in words:
        at = page.find(one, at) + len(one)
        if at < len(one):
            return False
    return True
