"""A line that depends on who answered is marked, every time, and says how far the others would have to differ."""

from __future__ import annotations

import json

import pytest

from analysis import enquiry, snapshot
from analysis.beside import NOTHING, Beside
from analysis.lines import Kind, LineOfEnquiry, Sensitivity, Summary
from surveys.definitions import catalogue
from surveys.plan_figures import PlanFigures
from tests.analysis.areas import Truth, area
from tests.analysis.test_enquiry import INSPECTION

AS_ANSWERED = PlanFigures(
    area="E10000016", year=2025, plans=9000, by={"sex": {"male": 650, "female": 350}, "need": {"asd": 320, "slcn": 210}}
)
MOSTLY_GIRLS = PlanFigures(area="E10000016", year=2025, plans=9000, by={"sex": {"male": 40, "female": 960}})
ONLY_BOYS = Truth(by_group={("practitioners", "help_in_time"): 1.3}, gaps={("sex", "male", "help_in_time", None): 2.0})
"""What looks like a weakness everywhere, since two thirds of those who answered are boys, and is theirs alone."""


@pytest.fixture(scope="module")
def answers() -> snapshot.Snapshot:
    """Give an area where one sex answers worse about one construct."""
    return snapshot.take(catalogue(), area(5, 700, ONLY_BOYS, between=0.1))


def about(summary: Summary, kind: Kind) -> LineOfEnquiry:
    return next(line for line in summary.lines if line.kind is kind and line.constructs[:1] == ("help_in_time",))


def sensitivity(line: LineOfEnquiry) -> Sensitivity:
    assert line.sensitivity is not None
    return line.sensitivity


def test_a_line_made_by_who_answered_is_marked_and_one_that_is_not_stands(answers: snapshot.Snapshot) -> None:
    even = sensitivity(about(enquiry.propose(answers, beside=Beside(figures=AS_ANSWERED)), Kind.WEAKNESS))
    assert even.weighted_holds is True
    assert not even.changes
    tilted = sensitivity(about(enquiry.propose(answers, beside=Beside(figures=MOSTLY_GIRLS)), Kind.WEAKNESS))
    assert tilted.weighted_holds is False
    assert tilted.changes
    assert tilted.said[0].startswith("This line changes when answers are weighted")


def test_every_line_on_answers_says_what_could_change_it(answers: snapshot.Snapshot) -> None:
    for beside in (NOTHING, Beside(figures=MOSTLY_GIRLS)):
        for line in enquiry.propose(answers, beside=beside).lines:
            if line.kind not in {Kind.THEME, Kind.CAUTION}:
                told = sensitivity(line)
                assert told.changes == any(said.startswith("This line changes") for said in told.said)
                assert any("for the line to go" in said for said in told.said)
                assert (told.weighted is None) == (beside == NOTHING)


def test_the_tipping_point_brings_the_whole_population_back_to_what_is_usual(answers: snapshot.Snapshot) -> None:
    line = about(enquiry.propose(answers, beside=Beside(figures=AS_ANSWERED)), Kind.WEAKNESS)
    told = sensitivity(line)
    assert told.population == 9000
    rest = told.population - told.answered
    # Those who answered lie `excess` above the usual; the others, `tipping` below them, bring the mean to the usual.
    excess = line.ranking["excess"]
    assert told.answered * excess + rest * (excess - told.tipping) == pytest.approx(0, abs=1)


def test_without_plan_figures_the_tipping_point_is_the_least_it_can_be(answers: snapshot.Snapshot) -> None:
    line = about(enquiry.propose(answers), Kind.WEAKNESS)
    assert sensitivity(line).tipping == pytest.approx(line.ranking["excess"], abs=1e-3)
    assert sensitivity(line).population is None


def test_shares_are_shown_as_they_were_given(answers: snapshot.Snapshot) -> None:
    plain = about(enquiry.propose(answers), Kind.WEAKNESS)
    beside = about(enquiry.propose(answers, beside=Beside(figures=MOSTLY_GIRLS)), Kind.WEAKNESS)
    assert [piece.value for piece in plain.supporting] == [piece.value for piece in beside.supporting]


def test_what_could_change_a_line_reads_back_from_json(answers: snapshot.Snapshot) -> None:
    summary = enquiry.propose(answers, beside=Beside(figures=MOSTLY_GIRLS))
    written = json.dumps(enquiry.to_json(summary, INSPECTION))
    assert enquiry.from_json(json.loads(written)) == summary
    assert json.loads(written)["beside"]["benchmark"] == "no benchmark yet"
