"""Odd answers give a summary in every form that says what can and can't be said: no crash, no number without a base."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest

from analysis import enquiry, snapshot
from analysis.beside import Beside
from analysis.explain import explain
from analysis.lines import EvidenceKind
from exports import briefing, chart
from surveys.definitions import catalogue
from surveys.plan_figures import PlanFigures
from surveys.questionnaire import GROUPS
from tests.analysis.areas import area, made
from tests.analysis.test_enquiry import INSPECTION

if TYPE_CHECKING:
    from surveys.submissions import Submission

FIGURES = PlanFigures(
    area="E10000016",
    year=2025,
    plans=20_000,
    by={"sex": {"male": 14_000, "female": 6_000}, "age": {"11_to_15": 0, "16_to_19": 0}, "need": {}},
)


def everyone(number: int, group: str, codes: dict[str, tuple[str, ...]], **texts: str) -> list[Submission]:
    return [made(f"{group[:2]}{place:04}", group, codes, **texts) for place in range(number)]


def scales(group: str, place: int) -> dict[str, tuple[str, ...]]:
    items = [item for item in catalogue()[group, 1].items if item.construct]
    return {item.name: (item.options[place].code,) for item in items}


CASES: dict[str, list[Submission]] = {
    "empty inspection": [],
    "one answer": everyone(1, "parents-and-carers", {"help_health": ("never",)}, better="Shorter waits"),
    "nine answers": everyone(9, "parents-and-carers", scales("parents-and-carers", 1)),
    "one group": [one for one in area(4, 400) if one.questionnaire == "practitioners"],
    "all the same answer": [one for group in GROUPS for one in everyone(60, group, scales(group, 0))],
    "all the worst answer": [one for group in GROUPS for one in everyone(60, group, scales(group, 2))],
    "all skipped": [one for group in GROUPS for one in everyone(60, group, {})],
    "nobody knows": [one for group in GROUPS for one in everyone(60, group, scales(group, -1))],
    "texts of 10,000 characters": everyone(30, "young-people", {}, better="waiting list " * 769),
    "one word of 10,000 characters": everyone(30, "young-people", {}, better="a" * 10_000),
    "emoji only": everyone(40, "young-people", {}, better="😀👩‍👩‍👧‍👦🏳️‍🌈" * 20, good="👍"),
    "control characters": everyone(40, "parents-and-carers", {}, better="wait\x00ing\x07 \x1b[31mlist\x0b\u202e ufffe"),
    "lone surrogates": everyone(12, "parents-and-carers", {}, better="still waiting \ud83d for years"),
    "an unknown version": [replace(one, version=9) for one in everyone(40, "practitioners", {})],
    "an unknown questionnaire": [replace(one, questionnaire="teachers") for one in everyone(40, "practitioners", {})],
    "answers that are not asked": everyone(40, "practitioners", {"shoe_size": ("42",), "help_health": ("green",)}),
    "only about the person": everyone(80, "parents-and-carers", {"sex": ("male",), "need": ("asd",)}),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_summed_up_in_every_form(name: str) -> None:
    taken = snapshot.take(catalogue(), CASES[name])
    for beside in (Beside(), Beside(figures=FIGURES)):
        summary = enquiry.propose(taken, beside=beside)
        assert summary.cautions
        assert sum(summary.responses.values()) + sum(taken.unknown.values()) == len(CASES[name])
        for line in summary.lines:
            explain(summary, taken, line.rank)
            for piece in (*line.supporting, *line.opposing):
                if piece.kind is not EvidenceKind.QUOTE:
                    assert piece.base is not None
                    assert piece.base >= 10
                assert (piece.value is None) == (piece.interval is None)
            if line.chart:
                chart.svg(line.chart)
        written = json.dumps(enquiry.to_json(summary, INSPECTION))
        assert enquiry.from_json(json.loads(written)) == summary
        if not beside.figures:
            words = [p.text for p in docx.Document(io.BytesIO(briefing.write(summary, INSPECTION))).paragraphs]
            assert "What to know before using this" in words


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("empty inspection", "Nothing can be said about this area"),
        ("one answer", "No figure is shown for fewer than 10 people"),
        ("one group", "No parents and carers answered"),
        ("an unknown version", "which this installation does not know"),
        ("answers that are not asked", "questions or options that their questionnaire does not hold"),
        ("all the worst answer", "gave the same answer to everything"),
        ("all skipped", "Nothing stands out"),
    ],
)
def test_it_says_what_can_not_be_said(name: str, said: str) -> None:
    summary = enquiry.propose(snapshot.take(catalogue(), CASES[name]))
    assert any(said in caution.text for caution in summary.cautions)
