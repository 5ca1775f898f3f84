"""Lines of enquiry: what is planted is found, an area with nothing planted gives few, and odd input gives none."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from analysis import enquiry, snapshot
from analysis.lines import EvidenceKind, Kind, Summary
from surveys.constructs import constructs, criteria
from surveys.definitions import catalogue
from surveys.inspections import Inspection, local_area, week_from
from surveys.questionnaire import GROUPS
from tests.analysis.areas import Truth, area, made

if TYPE_CHECKING:
    from surveys.submissions import Submission

PLANTED = Truth(
    everywhere={"help_in_time": 1.4},
    by_group={
        ("practitioners", "part_in_plan"): -1.2,
        ("parents-and-carers", "part_in_plan"): 0.6,
        ("young-people", "part_in_plan"): 0.6,
    },
    gaps={("need", "slcn", "help_health", None): 1.3},
)
TEXTS = {
    "better": (
        "The taxi is late every day and the driver changes.",
        "The escort never turns up and the taxi is late.",
        "Our minibus driver shouts, my son Tom Ferris hates the bus.",
        "More clubs for teenagers please",
        "Nothing really",
    ),
}
INSPECTION = Inspection(code="kent-4827", area=local_area("Kent"), window=week_from(datetime(2026, 11, 9, 9)))  # noqa: DTZ001


def proposed(submissions: tuple[Submission, ...] | list[Submission]) -> Summary:
    return enquiry.propose(snapshot.take(catalogue(), submissions))


@pytest.fixture(scope="module")
def planted() -> Summary:
    """Give the lines of an area of 1,000 answers with problems planted."""
    return proposed(area(11, 1000, PLANTED, between=0.15, texts=TEXTS))


def test_planted_problems_are_found_at_a_thousand_answers(planted: Summary) -> None:
    found = {(line.kind, *line.constructs[:1], *line.themes[: not line.constructs]) for line in planted.lines}
    assert (Kind.WEAKNESS, "help_in_time") in found
    assert (Kind.DISAGREEMENT, "part_in_plan") in found
    assert (Kind.GAP, "help_health") in found
    assert (Kind.THEME, "transport") in found


def test_the_gap_names_its_subgroup(planted: Summary) -> None:
    (gap,) = [line for line in planted.lines if line.kind is Kind.GAP and "help_health" in line.constructs]
    assert gap.subgroup is not None
    assert (gap.subgroup.item, gap.subgroup.code) == ("need", "slcn")


def test_an_area_with_nothing_planted_gives_few_lines() -> None:
    numbers = [len(proposed(area(seed, 500, between=0.15)).lines) for seed in range(5)]
    assert sum(numbers) <= 2


def test_every_line_is_whole(planted: Summary) -> None:
    assert [line.rank for line in planted.lines] == list(range(1, len(planted.lines) + 1))
    for line in planted.lines:
        assert line.criterion in criteria()
        assert set(line.constructs) <= set(constructs())
        assert line.statement.startswith("Responses suggest")
        assert line.question.endswith("?")
        assert line.supporting
        assert line.activities
        assert 0 < line.confidence < 1
        assert line.chart is not None
        assert line.wrong_if


def test_no_figure_stands_without_its_base_and_none_under_ten(planted: Summary) -> None:
    for line in planted.lines:
        for piece in (*line.supporting, *line.opposing):
            if piece.kind is EvidenceKind.QUOTE:
                continue
            assert piece.base is not None
            assert piece.base >= 10
            assert piece.value is not None
            assert piece.interval is not None
            assert piece.interval[0] <= piece.value <= piece.interval[1]


def test_evidence_can_be_followed_to_its_submissions(planted: Summary) -> None:
    everyone = {submission.id: submission for submission in area(11, 1000, PLANTED, between=0.15, texts=TEXTS)}
    weakness = next(line for line in planted.lines if line.kind is Kind.WEAKNESS)
    piece = weakness.supporting[0]
    assert piece.group is not None
    bottom = {"sometimes", "no", "never"}
    expected = [
        id_
        for id_, one in everyone.items()
        if one.questionnaire == piece.group and bottom & set(one.codes("help_in_time"))
    ]
    asked = [
        id_
        for id_, one in everyone.items()
        if one.questionnaire == piece.group and set(one.codes("help_in_time")) - {"dont_know"}
    ]
    assert sorted(piece.submissions) == sorted(expected)
    assert piece.base == len(asked)
    assert piece.value == pytest.approx(len(expected) / len(asked))


def test_quotes_are_masked(planted: Summary) -> None:
    quotes = [piece for line in planted.lines for piece in line.supporting if piece.kind is EvidenceKind.QUOTE]
    assert quotes
    assert not any("Tom" in piece.text or "Ferris" in piece.text for piece in quotes)


def test_the_same_answers_give_the_same_json_and_it_reads_back(planted: Summary) -> None:
    again = proposed(list(reversed(area(11, 1000, PLANTED, between=0.15, texts=TEXTS))))
    written = json.dumps(enquiry.to_json(planted, INSPECTION))
    assert written == json.dumps(enquiry.to_json(again, INSPECTION))
    assert enquiry.from_json(json.loads(written)) == planted


def test_the_json_has_the_shape_that_others_rely_on(planted: Summary) -> None:
    shape = enquiry.to_json(planted, INSPECTION)
    assert set(shape) >= {"inspection", "responses", "cautions", "lines"}
    assert set(shape["lines"][0]) >= {
        *("rank", "kind", "criterion", "constructs", "themes", "group", "subgroup", "statement", "question"),
        *("confidence", "supporting", "opposing", "activities"),
    }
    assert all(isinstance(activity, str) for activity in shape["lines"][0]["activities"])


def test_no_more_lines_than_asked_for(planted: Summary) -> None:
    taken = snapshot.take(catalogue(), area(11, 1000, PLANTED, between=0.15, texts=TEXTS))
    assert [line.title for line in enquiry.propose(taken, most=2).lines] == [line.title for line in planted.lines[:2]]


def test_an_empty_inspection_says_that_nothing_can_be_said() -> None:
    summary = proposed([])
    assert summary.lines == ()
    assert summary.responses == dict.fromkeys(GROUPS, 0)
    assert "Nothing can be said" in summary.cautions[0].text


_ALL = {item.name: ("never",) for item in catalogue()["parents-and-carers", 1].items if item.construct}
_HARD_TEXTS = (
    "😀" * 50,
    "\x00\x07 odd \u202e text",
    "word " * 2000,
    "a" * 10_000,
    "!" * 10_000,
    "ابني عنده توحد",
    "مرحبا" * 300,
)


@pytest.mark.parametrize(
    "submissions",
    [
        [made("a", "young-people", {"help_health": ("no",)})],
        [made(f"{number:03}", "practitioners", {}) for number in range(40)],
        [made(f"{number:03}", "parents-and-carers", _ALL) for number in range(60)],
        [made(f"{number:03}", "young-people", {}, better=text) for number, text in enumerate(_HARD_TEXTS * 4)],
        [replace(made("a", "practitioners", {}), version=7)],
    ],
    ids=["one answer", "all skipped", "all the same", "hard texts", "unknown version"],
)
def test_odd_input_gives_a_summary_without_a_line(submissions: list[Submission]) -> None:
    summary = proposed(submissions)
    assert [line for line in summary.lines if line.kind is not Kind.THEME] == []
    assert summary.cautions
    json.dumps(enquiry.to_json(summary, INSPECTION))
