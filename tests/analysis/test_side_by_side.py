"""Ways of answering are kept apart and compared, and so are now and last time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from scipy import stats

from analysis import cubes, enquiry, side_by_side, snapshot
from analysis.beside import Beside
from analysis.frame import Frame, frame
from analysis.lines import Aspect, Pair, Summary
from surveys.definitions import catalogue
from surveys.submissions import AnsweredBy, Mode, Submission
from tests.analysis.areas import area, made

SCALE = ("yes", "sometimes", "no")
ITEMS = [item.name for item in catalogue()["young-people", 1].items if item.construct and item.name != "right_place"]


def person(place: int, by: AnsweredBy, mode: Mode, worse: tuple[str, ...] = ()) -> Submission:
    codes = {name: ("no" if name in worse else SCALE[place * (at + 1) % 7 % 3],) for at, name in enumerate(ITEMS)}
    return replace(made(f"{mode.value}{by.value}{place:03}", "young-people", codes), answered_by=by, mode=mode)


PEOPLE = [
    *(person(place, AnsweredBy.SELF, Mode.WEB) for place in range(120)),
    *(person(place, AnsweredBy.WITH_HELP, Mode.WORD, ("listened_to",)) for place in range(90)),
    *(person(place, AnsweredBy.ON_BEHALF, Mode.WEB) for place in range(8)),
]


def frames(people: list[Submission]) -> dict[str, Frame]:
    return {group: frame(table) for group, table in snapshot.take(catalogue(), people).tables.items()}


@pytest.fixture(scope="module")
def summary() -> Summary:
    """Give the summary of people who answered in different ways."""
    return enquiry.propose(snapshot.take(catalogue(), PEOPLE))


def pair(pairs: tuple[Pair, ...], aspect: Aspect, construct: str) -> Pair:
    return next(one for one in pairs if one.aspect is aspect and one.construct == construct)


def test_helped_answers_stand_beside_own_answers_with_their_bases(summary: Summary) -> None:
    found = pair(summary.pairs, Aspect.HELP, "listened_to")
    lower = sum(bool({"sometimes", "no"} & set(one.codes("listened_to"))) for one in PEOPLE[:120])
    assert (found.one.count, found.one.base) == (lower, 120)
    assert (found.other.count, found.other.base) == (90, 90)
    assert found.low < found.other.value - found.one.value < found.high
    assert not pair(summary.pairs, Aspect.HELP, "help_health").differs


def test_what_differs_by_help_differs_by_mode_here_too(summary: Summary) -> None:
    differing = [(one.aspect, one.construct) for one in summary.pairs if one.differs]
    assert differing == [(Aspect.HELP, "listened_to"), (Aspect.MODE, "listened_to")]
    told = {one.id: one.text for one in summary.cautions}
    said = told["differs_help-young-people-with_help"]
    assert said.startswith("Children and young people answered differently with help than on their own: 1 of")


def test_a_way_of_fewer_than_ten_is_not_shown(summary: Summary) -> None:
    assert "by someone for them" not in {one.second for one in summary.pairs}
    assert "by someone for them" not in {one.second for one in summary.overall}


def test_the_whole_is_compared_by_welch() -> None:
    one = frames(PEOPLE)
    young = one["young-people"]
    (found,) = [each for each in side_by_side.overall(one) if each.aspect is Aspect.HELP]
    mean = young.score.sum(axis=1) / young.answered.sum(axis=1)
    column = young.table.columns["answered_by"]
    alone, helped = (mean[column.values == column.codes.index(by)] for by in ("self", "with_help"))
    expected = stats.ttest_ind(helped, alone, equal_var=False).confidence_interval()
    assert found.difference == pytest.approx(helped.mean() - alone.mean())
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=0.002)


def test_last_time_stands_beside_now_and_in_the_lines() -> None:
    before = cubes.count(frames(list(area(3, 500))), area="E10000016", opened="2023-11-06")
    taken = snapshot.take(catalogue(), area(11, 500))
    found = enquiry.propose(taken, beside=Beside(last=before)).pairs
    since = [one for one in found if one.aspect is Aspect.LAST_TIME]
    assert {one.first for one in since} == {"last time (November 2023)"}
    assert {one.second for one in since} == {"now"}
    assert all(one.one.base % 5 == 0 for one in since)
    assert len(since) > 10


def test_another_version_of_the_questions_is_no_last_time() -> None:
    before = cubes.count(frames(list(area(3, 300))), area="E10000016", opened="2023-11-06")
    older = {group: replace(counts, versions=(7,)) for group, counts in before.groups.items()}
    last = replace(before, groups=older)
    assert not side_by_side.pairs(frames(list(area(11, 300))), last)
