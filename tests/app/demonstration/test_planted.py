"""The lines of enquiry of the demonstration find each planted problem, and the documents name the same ones."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis import enquiry
from analysis.snapshot import take
from app.demonstration import answers, people
from surveys.definitions import newest
from surveys.questionnaire import GROUPS, ResponseOption, Wording

if TYPE_CHECKING:
    from analysis.lines import LineOfEnquiry, Summary
    from app.demonstration.answers import Planted
    from surveys.questionnaire import Questionnaire

DOCUMENT = Path(__file__).parents[3] / "docs" / "demonstration.md"


@pytest.fixture(scope="module")
def summary() -> Summary:
    """Give the lines of enquiry of the whole demonstration."""
    questionnaires = {group: _tailored(newest(group)) for group in GROUPS}
    submissions = answers.submissions(questionnaires, date(2026, 11, 9))
    return enquiry.propose(take({(one.group, one.version): one for one in questionnaires.values()}, submissions))


@pytest.mark.parametrize("planted", answers.planted(), ids=lambda planted: planted.id)
def test_a_planted_problem_is_found(summary: Summary, planted: Planted) -> None:
    found = [line for line in summary.lines if _is_it(line, planted)]
    assert found, [line.title for line in summary.lines]


def test_few_lines_are_about_anything_else(summary: Summary) -> None:
    others = [
        line.title
        for line in summary.lines
        if line.kind != "caution" and not any(_is_it(line, planted) for planted in answers.planted())
    ]
    assert len(others) <= 2, others


def test_the_counts_are_those_that_the_document_says(summary: Summary) -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    assert summary.responses == people.content()["numbers"]
    for number in (*summary.responses.values(), sum(summary.responses.values())):
        assert f"{number:,}" in document


def test_the_document_names_what_is_planted_and_nothing_else() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.+) \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert [(id_, kind) for id_, kind, _ in rows] == [(one.id, one.kind) for one in answers.planted()]
    for (_, _, words), one in zip(rows, answers.planted(), strict=True):
        assert words.startswith(one.what.rstrip("."))
        for share in re.findall(r"(\d+)%", words):
            assert int(share) / 100 in {rule["share"] for rule in one.shares}, words


def _is_it(line: LineOfEnquiry, planted: Planted) -> bool:
    if line.kind != planted.kind:
        return False
    if planted.theme is not None:
        return planted.theme in line.themes
    about = planted.construct in line.constructs
    if not planted.among:
        return about and line.subgroup is None
    return about and line.subgroup is not None and line.subgroup.code in planted.among.get(line.subgroup.item, ())


def _tailored(questionnaire: Questionnaire) -> Questionnaire:
    return questionnaire.with_local_choices(
        tuple(
            ResponseOption(code=code, label=Wording(words=dict.fromkeys(questionnaire.languages, name)), image="place")
            for code, name in people.content()["parts_of_area"].items()
        )
    )
