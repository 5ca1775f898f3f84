"""Copies of a submission are told from straight lines and from others' answers, and make no line of enquiry."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from analysis import copies, enquiry, snapshot
from surveys.definitions import catalogue
from tests.analysis.areas import area

if TYPE_CHECKING:
    from surveys.submissions import Submission

GROUP = "parents-and-carers"


def copied(people: tuple[Submission, ...], number: int) -> list[Submission]:
    source = next(one for one in people if one.questionnaire == GROUP and len(one.answers) > 18)
    return [replace(source, id=f"zz-{place:04}") for place in range(number)]


def test_every_copy_but_the_first_is_a_repeat() -> None:
    people = area(3, 200)
    table = snapshot.take(catalogue(), [*people, *copied(people, 12)]).tables[GROUP]
    repeated = copies.repeats(table)
    assert [table.ids[row] for row in np.flatnonzero(repeated)] == [f"zz-{place:04}" for place in range(12)]
    left = copies.without(table, repeated)
    assert len(left) == len(table) - 12
    assert not copies.repeats(left).any()


def test_people_of_their_own_mind_repeat_nobody() -> None:
    assert not copies.repeats(snapshot.take(catalogue(), area(4, 600)).tables[GROUP]).any()


def test_straight_lines_are_no_copies() -> None:
    people = [one for one in area(5, 60) if one.questionnaire == GROUP]
    straight = [
        replace(one, answers={n: replace(a, codes=("never",)) for n, a in one.answers.items() if "help" in n})
        for one in people
    ]
    assert not copies.repeats(snapshot.take(catalogue(), straight).tables[GROUP]).any()


def test_a_campaign_of_copies_changes_no_line() -> None:
    people = area(6, 500)
    alone = enquiry.propose(snapshot.take(catalogue(), people))
    with_copies = enquiry.propose(snapshot.take(catalogue(), [*people, *copied(people, 40)]))
    assert [line.title for line in with_copies.lines] == [line.title for line in alone.lines]
    assert with_copies.responses[GROUP] == alone.responses[GROUP] + 40
    assert any(caution.id == f"same_answers-{GROUP}" for caution in with_copies.cautions)
