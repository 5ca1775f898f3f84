"""The chain from a line to its submissions holds every part, and every submission is one of those counted."""

from __future__ import annotations

import pytest

from analysis import enquiry, snapshot
from analysis.explain import NoSuchLineError, explain
from analysis.lines import Kind, Summary
from surveys.definitions import catalogue
from tests.analysis.areas import area
from tests.analysis.test_enquiry import PLANTED


@pytest.fixture(scope="module")
def taken() -> snapshot.Snapshot:
    """Give an area with problems planted."""
    return snapshot.take(catalogue(), area(11, 600, PLANTED, between=0.15))


@pytest.fixture(scope="module")
def summary(taken: snapshot.Snapshot) -> Summary:
    """Give its lines."""
    return enquiry.propose(taken)


def test_the_chain_goes_down_to_every_submission(taken: snapshot.Snapshot, summary: Summary) -> None:
    for line in summary.lines:
        told = explain(summary, taken, line.rank)
        assert line.statement in told
        assert summary.snapshot in told
        assert f"method {summary.method}" in told
        for piece in (*line.supporting, *line.opposing):
            assert piece.text in told
            for id_ in piece.submissions:
                assert f"\n       {id_}" in told


def test_the_parts_of_the_rank_multiply_to_the_importance(taken: snapshot.Snapshot, summary: Summary) -> None:
    line = summary.lines[0]
    parts = line.ranking
    shrunk = parts["excess"] * parts["z"] ** 2 / (1 + parts["z"] ** 2)
    made = shrunk * parts["people"] ** 0.5 * parts["agreement"] * parts["confidence"]
    assert made == pytest.approx(parts["importance"], rel=0.01)
    assert f"{parts['importance']:.5f}" in explain(summary, taken, line.rank)


def test_a_submission_stands_with_what_it_answered(taken: snapshot.Snapshot, summary: Summary) -> None:
    line = next(one for one in summary.lines if one.kind is Kind.WEAKNESS)
    told = explain(summary, taken, line.rank)
    counted = {id_ for piece in line.supporting for id_ in piece.submissions if piece.group == "parents-and-carers"}
    rows = [row for row in told.splitlines() if row.strip().split("  ")[0] in counted]
    assert rows
    assert all(f"{line.constructs[0]}=sometimes" in row or f"{line.constructs[0]}=never" in row for row in rows)
    assert "lower answers: sometimes, never" in told
    assert "outside the base: dont_know, skipped" in told


def test_a_rank_that_no_line_has_is_refused(taken: snapshot.Snapshot, summary: Summary) -> None:
    with pytest.raises(NoSuchLineError, match=f"Lines 1 to {len(summary.lines)} stand there"):
        explain(summary, taken, 99)
    empty = snapshot.take(catalogue(), [])
    with pytest.raises(NoSuchLineError, match="no line at all"):
        explain(enquiry.propose(empty), empty, 1)
