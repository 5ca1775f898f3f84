"""The Word summary holds what the lines hold, in a structure that assistive technology can use."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import replace
from datetime import datetime

import docx
import pytest
from docx.oxml.ns import qn

from analysis import enquiry, phrases, snapshot
from analysis.beside import Beside
from analysis.lines import EvidenceKind, Summary
from exports import briefing
from exports.checking import check
from surveys.answers import Answer
from surveys.definitions import catalogue
from surveys.inspections import Inspection, local_area, week_from
from surveys.plan_figures import PlanFigures
from surveys.submissions import AnsweredBy
from tests.analysis.areas import Truth, area

INSPECTION = Inspection(code="kent-4827", area=local_area("Kent"), window=week_from(datetime(2026, 11, 9, 9)))  # noqa: DTZ001
TEXTS = {
    "better": ("The taxi is late and the escort, Zebedee Quill, never rings us at all.", "Shorter waits", "More buses")
}


@pytest.fixture(scope="module")
def summary() -> Summary:
    """Give the lines of an invented area."""
    truth = Truth(everywhere={"help_in_time": 1.5}, gaps={("need", "slcn", "help_health", None): 1.5})
    return enquiry.propose(snapshot.take(catalogue(), area(5, 600, truth, between=0.1, texts=TEXTS)))


@pytest.fixture(scope="module")
def document(summary: Summary) -> docx.document.Document:
    """Give the Word summary, opened."""
    return docx.Document(io.BytesIO(briefing.write(summary, INSPECTION)))


def test_the_checker_finds_nothing_in_it(summary: Summary) -> None:
    assert [str(fault) for fault in check.faults(briefing.write(summary, INSPECTION))] == []


def _text(document: docx.document.Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_every_line_stands_in_it_with_its_question_and_evidence(
    summary: Summary, document: docx.document.Document
) -> None:
    text = _text(document)
    assert summary.lines
    for line in summary.lines:
        assert f"{line.rank}. {line.title}" in text
        assert line.statement in text
        assert line.question in text
        for piece in (*line.supporting, *line.opposing):
            assert (piece.text in text) is (piece.kind is not EvidenceKind.QUOTE)


def test_nothing_quoted_leaves(summary: Summary, document: docx.document.Document) -> None:
    quotes = [piece.text for line in summary.lines for piece in line.supporting if piece.kind is EvidenceKind.QUOTE]
    assert quotes
    text = _text(document)
    assert not any(quote in text for quote in quotes)
    assert "Quill" not in text


def test_headings_go_down_one_level_at_a_time(document: docx.document.Document) -> None:
    names = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    levels = [int(name[-1]) for name in names if re.fullmatch(r"Heading \d", name)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_tables_have_header_rows_and_pictures_have_words(document: docx.document.Document) -> None:
    assert document.tables
    for table in document.tables:
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    described = [picture._inline.docPr.get("descr") for picture in document.inline_shapes]
    assert described
    assert all(re.search(r"\d+% \(\d+% to \d+%, of [\d,]+\)", words) for words in described)


def test_it_says_its_title_its_language_and_its_page(document: docx.document.Document) -> None:
    assert document.core_properties.title == "Lines of enquiry: Kent"
    assert document.core_properties.language == "en-GB"
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_the_counts_and_every_caution_stand_in_it(summary: Summary, document: docx.document.Document) -> None:
    text = _text(document)
    for group, number in summary.responses.items():
        assert phrases.short_group(group) in text
        assert f"{number:,}" in text
    for caution in summary.cautions:
        assert caution.text in text


def test_an_empty_inspection_has_a_summary_too() -> None:
    empty = enquiry.propose(snapshot.take(catalogue(), []))
    text = _text(docx.Document(io.BytesIO(briefing.write(empty, INSPECTION))))
    assert "Nothing can be said" in text
    assert "There is no line of enquiry" in text


def test_a_line_that_changes_when_weighted_says_so_in_the_list_and_on_its_page() -> None:
    truth = Truth(by_group={("practitioners", "help_in_time"): 1.3}, gaps={("sex", "male", "help_in_time", None): 2.0})
    girls = PlanFigures(area="E10000016", year=2025, plans=9000, by={"sex": {"male": 40, "female": 960}})
    taken = snapshot.take(catalogue(), area(5, 700, truth, between=0.1))
    found = enquiry.propose(taken, beside=Beside(figures=girls))
    text = _text(docx.Document(io.BytesIO(briefing.write(found, INSPECTION))))
    changing = [line for line in found.lines if line.sensitivity and line.sensitivity.weighted_holds is False]
    assert changing
    assert text.count("(changes when weighted)") == len(changing)
    assert text.count("This line changes when answers are weighted") == len(changing)
    assert "There is no benchmark yet" in text


def test_what_differs_by_help_is_a_table() -> None:
    helped = [
        replace(one, answered_by=AnsweredBy.WITH_HELP) if place % 2 else replace(one, answered_by=AnsweredBy.SELF)
        for place, one in enumerate(area(5, 600, Truth(everywhere={"help_in_time": 1.5}), between=0.1))
    ]
    worse = [
        replace(one, answers={**one.answers, "listened_to": Answer(item="listened_to", codes=("never",))})
        if one.answered_by is AnsweredBy.WITH_HELP and one.questionnaire == "parents-and-carers"
        else one
        for one in helped
    ]
    found = enquiry.propose(snapshot.take(catalogue(), worse))
    made = docx.Document(io.BytesIO(briefing.write(found, INSPECTION)))
    table = next(table for table in made.tables if table.rows[0].cells[0].text == "What was asked")
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert any(row[1] == "Parents and carers" and row[3].startswith("100% of") for row in rows)
    assert all("with help" in row[3] for row in rows[1:])
