"""What leaves the team: small numbers are hidden, an attacker who has everything fails, and differences are refused."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analysis import attack, counts, disclosure, snapshot
from analysis.counts import LOWER, Counts
from surveys.definitions import catalogue
from tests.analysis.areas import area, made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.disclosure import Release


def taken(answers: Sequence[str], group: str = "practitioners") -> tuple[Counts, ...]:
    """Return the fixed set for people who gave these answers to one question."""
    some = [made(f"{number:03}", group, {"help_health": (code,)}) for number, code in enumerate(answers)]
    return counts.fixed_set(snapshot.take(catalogue(), some))


def told_by(tables: Sequence[Counts], out: Release) -> list[tuple[str, tuple[str, ...]]]:
    """Return the hidden cells that whoever has all that was released can work out."""
    told: list[tuple[str, tuple[str, ...]]] = []
    for group in dict.fromkeys(one.group for one in tables):
        those = [one for one in tables if one.group == group and one.name in out.tables]
        hidden = {
            (one.name, key) for one in those for key, number in out.tables[one.name].cells.items() if number is None
        }
        system, numbers = attack.seen(those, hidden)
        names = {number: cell for cell, number in numbers.items()}
        told += [names[number] for number in attack.recovered(system, [numbers[cell] for cell in sorted(hidden)])]
    return told


def test_counts_go_out_to_the_nearest_five_and_small_ones_not_at_all() -> None:
    out = disclosure.release(taken(["always"] * 33 + ["sometimes"] * 22 + ["never"] * 3 + ["dont_know"] * 12))
    table = out.tables["practitioners/help_health"]
    assert table.cells["always",] == 35
    assert table.cells["never",] is None
    assert table.cells["no_answer",] == 0
    assert table.bases[()] == 60
    hidden = [key for key, number in table.cells.items() if number is None]
    assert len(hidden) >= 2, "a single hidden count could be worked out from the base"


def test_of_a_small_group_nothing_but_its_total_goes_out() -> None:
    tables = taken(["always"] * 30 + ["never"] * 19)
    assert [one.name for one in tables] == ["practitioners/everyone"]
    assert disclosure.release(tables).tables["practitioners/everyone"].cells == {("everyone",): 50}
    assert taken(["always"] * 9) == ()


def test_no_base_under_ten_goes_out_nor_what_it_is_the_base_of() -> None:
    tables = counts.fixed_set(snapshot.take(catalogue(), area(9, 400)))
    out = disclosure.release(tables)
    small = 0
    for one in tables:
        for of, cells in one.bases.items():
            if cells and 0 < sum(one.cells[key] for key in cells) < 10:
                small += 1
                assert out.tables[one.name].bases[of] is None
                assert {out.tables[one.name].cells[key] for key in cells} == {None}
    assert small > 5, "the invented area has small subgroups"


def test_nothing_of_one_to_four_goes_out_anywhere() -> None:
    tables = counts.fixed_set(snapshot.take(catalogue(), area(9, 400)))
    for table in disclosure.release(tables).tables.values():
        assert {number for number in table.cells.values() if number is not None and 0 < number < 5} == set()
        assert all(number is None or number % 5 == 0 for number in table.cells.values())


@pytest.mark.parametrize("number", [60, 150, 400, 1200])
def test_an_attacker_who_has_every_table_tells_no_hidden_count(number: int) -> None:
    for seed in range(3):
        tables = counts.fixed_set(snapshot.take(catalogue(), area(seed, number)))
        assert told_by(tables, disclosure.release(tables)) == []


def test_the_attacker_tells_what_is_hidden_alone() -> None:
    one = Counts(group="g", variables=("q",), cells={("a",): 5, ("b",): 5, ("c",): 1, ("d",): 1}, scale=4)
    system, numbers = attack.seen([one], {("g/q", ("c",)), ("g/q", ("d",))})
    hidden = [numbers["g/q", (code,)] for code in "cd"]
    assert attack.recovered(system, hidden) == tuple(hidden), "5 and 5 of at most 12 leave 1 and 1"
    safe = replace(one, cells={("a",): 20, ("b",): 5, ("c",): 3, ("d",): 1})
    system, numbers = attack.seen([safe], {("g/q", ("b",)), ("g/q", ("c",)), ("g/q", ("d",))})
    assert attack.recovered(system, [numbers["g/q", (code,)] for code in "bcd"]) == ()


def test_what_hiding_alone_would_tell_is_hidden_further() -> None:
    one = Counts(group="g", variables=("q",), cells={("a",): 5, ("b",): 5, ("c",): 1, ("d",): 1}, scale=4)
    out = disclosure.release([one])
    assert told_by([one], out) == []
    assert [number for number in out.tables["g/q"].cells.values() if number is not None] == []


def test_a_table_that_differs_by_a_few_people_is_refused_and_goes_out_as_before() -> None:
    answers = ["always"] * 60 + ["never"] * 40
    first = disclosure.release(taken(answers))
    three_more = disclosure.release(taken([*answers, "never", "never", "never"]), first.ledger)
    assert "practitioners/help_health" in three_more.refused
    assert three_more.tables == first.tables
    assert three_more.ledger == first.ledger
    ten_more = disclosure.release(taken([*answers, *["never"] * 10]), first.ledger)
    assert ten_more.refused == ()
    assert ten_more.tables["practitioners/help_health"].cells["never",] == 50


def test_the_same_answers_go_out_the_same_and_the_ledger_reads_back() -> None:
    tables = counts.fixed_set(snapshot.take(catalogue(), area(3, 300)))
    first = disclosure.release(tables)
    kept = disclosure.Ledger.from_bytes(first.ledger.to_bytes())
    again = disclosure.release(tables, kept)
    assert (again.refused, again.tables) == ((), first.tables)
    shuffled = list(tables)
    random.Random(1).shuffle(shuffled)
    assert disclosure.release(shuffled).tables == first.tables


@pytest.mark.parametrize(
    ("variables", "words"),
    [(("a", "age", "sex"), "At most two"), (("help_health", "sex"), "not in the fixed set"), ((), "At most two")],
)
def test_no_other_table_is_released(variables: tuple[str, ...], words: str) -> None:
    with pytest.raises(disclosure.DisclosureError, match=words):
        disclosure.release([Counts(group="practitioners", variables=variables, cells={("x",) * len(variables): 100})])


def test_crossed_counts_are_those_counted_by_hand() -> None:
    some = [
        made(f"{number:03}", "young-people", {"help_health": (answer,), "age": (age,)})
        for number, (answer, age) in enumerate(
            [("yes", "11_to_15")] * 40
            + [("no", "11_to_15")] * 20
            + [("no", "16_to_19")] * 30
            + [("dont_know", "16_to_19")] * 7
        )
    ]
    [one] = [
        one for one in counts.fixed_set(snapshot.take(catalogue(), some)) if one.name == "young-people/help_health*age"
    ]
    assert one.cells[LOWER, "11_to_15"] == 20
    assert one.cells[counts.HIGHER, "11_to_15"] == 40
    assert one.cells[LOWER, "16_to_19"] == 30
    assert one.cells[counts.REST, "16_to_19"] == 7
