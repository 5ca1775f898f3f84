"""Posters: one page, words for everyone, and a code that a phone reads."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import docx
import pypdf
import pytest
import zxingcpp
from docx.oxml.ns import qn
from PIL import Image

from accessibility import pictures
from exports import poster
from surveys.questionnaire import EASY_ENGLISH, ENGLISH, GROUPS, Language

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

SURVEY: Final = poster.Survey(
    group="young-people",
    area="Bournemouth, Christchurch and Poole",
    code="bournemouth-4827",
    site="send-surveys.heard.example.gov.uk",
    address="https://send-surveys.heard.example.gov.uk/bournemouth-4827/young-people?via=social-care",
    until="9:30am on Wednesday 30 September 2026",
)
LANGUAGES: Final = (ENGLISH, EASY_ENGLISH)


def document(survey: poster.Survey = SURVEY, language: Language = ENGLISH) -> Document:
    return docx.Document(io.BytesIO(poster.write(survey, language, pictures.default())))


def words(made: Document) -> list[str]:
    return ["".join(node.text or "" for node in one.iter(qn("w:t"))) for one in made.element.body.iter(qn("w:p"))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", GROUPS)
def test_the_code_holds_the_surveys_address(group: str, language: Language) -> None:
    address = f"https://heard.example.org/kent-4827/{group}?via=forum"
    made = document(replace(SURVEY, group=group, address=address), language)
    images = [part.blob for part in made.part.related_parts.values() if part.partname.endswith(".png")]
    found = [code for image in images for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(image)).convert("L"))]
    assert [code.text for code in found] == [address]


def test_the_code_has_its_quiet_zone_and_is_large() -> None:
    made = document()
    sizes = [(int(one.get("cx", "0")), int(one.get("cy", "0"))) for one in made.element.iter(qn("wp:extent"))]
    assert max(sizes) == (poster.QR, poster.QR)
    images = [part.blob for part in made.part.related_parts.values() if part.partname.endswith(".png")]
    codes = [image for image in images if zxingcpp.read_barcodes(Image.open(io.BytesIO(image)).convert("L"))]
    box = Image.eval(Image.open(io.BytesIO(codes[0])).convert("L"), lambda level: 255 - level).getbbox()
    assert box is not None
    assert box[0] == box[1] == 12 * poster.QUIET_ZONE


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_typed_stands_alone_in_large_type(language: Language) -> None:
    made = document(language=language)
    large = {
        "".join(run.text for run in paragraph.runs): run.font.size.pt
        for paragraph in made.paragraphs
        for run in paragraph.runs
        if run.font.size is not None
    }
    assert set(large) == {SURVEY.site, SURVEY.code}
    assert large[SURVEY.code] >= 24
    assert large[SURVEY.site] >= 14


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_poster_says_the_area_and_when_it_closes_and_leaves_nothing_to_fill_in(language: Language) -> None:
    said = "\n".join(words(document(language=language)))
    assert SURVEY.area in said
    assert SURVEY.until in said
    assert pictures.default().credit_in(language).words in said
    assert "{" not in said


def test_a_poster_is_british_a4_with_a_title_headings_and_words_for_its_code() -> None:
    made = document(language=EASY_ENGLISH)
    section = made.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)  # type: ignore[union-attr]
    assert made.core_properties.title == "Tell us what your help is like"
    assert made.core_properties.language == "en-GB"
    headings = [one.style.name for one in made.paragraphs if one.style and one.style.name in {"Title", "Heading 1"}]
    assert headings == ["Title", "Heading 1"]
    assert not made.tables
    described = [one.get("descr") for one in made.element.iter(qn("wp:docPr")) if one.get("descr")]
    assert described == [f"Square code. A phone camera opens this survey with it: {SURVEY.address}"]


def test_easy_posters_keep_to_fifteen_words_a_sentence() -> None:
    for group in GROUPS:
        made = document(replace(SURVEY, group=group, area="Kent", until="9am on Monday"), EASY_ENGLISH)
        lines = [line for node in made.element.body.iter(qn("w:t")) for line in (node.text or "").splitlines()]
        for line in lines:
            if line != pictures.default().credit_in(EASY_ENGLISH).words:
                assert len(line.split()) <= 15, line


def test_a_language_without_words_is_named() -> None:
    with pytest.raises(poster.NoPosterError, match="tlh"):
        document(language=Language("tlh"))


@pytest.mark.office
def test_every_poster_fits_on_one_page(tmp_path: Path, environment: dict[str, str]) -> None:
    for group in GROUPS:
        for language in LANGUAGES:
            for paper in poster.PAPERS:
                content = poster.write(replace(SURVEY, group=group), language, pictures.default(), paper)
                (tmp_path / f"{group}-{language}-{paper.name}.docx").write_bytes(content)
    made = sorted(str(path) for path in tmp_path.glob("*.docx"))
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *made],
        check=True,
        capture_output=True,
        env={**environment, "HOME": str(tmp_path)},
        timeout=300,
    )
    pages = {path.stem: len(pypdf.PdfReader(path).pages) for path in tmp_path.glob("*.pdf")}
    assert len(pages) == len(GROUPS) * len(LANGUAGES) * len(poster.PAPERS)
    assert set(pages.values()) == {1}
