"""Cautions say who answered, who is missing and what can't be said."""

from __future__ import annotations

from dataclasses import replace

from analysis import enquiry, snapshot
from analysis.lines import Caution, Kind, Summary
from surveys.definitions import catalogue
from surveys.submissions import AnsweredBy, Submission
from tests.analysis.areas import made


def summary(submissions: list[Submission]) -> Summary:
    return enquiry.propose(snapshot.take(catalogue(), submissions))


def told(submissions: list[Submission]) -> dict[str, Caution]:
    return {caution.id: caution for caution in summary(submissions).cautions}


def families(number: int, **codes: tuple[str, ...]) -> list[Submission]:
    return [made(f"p{place:03}", "parents-and-carers", codes) for place in range(number)]


def test_a_group_that_nobody_answered_for_is_named() -> None:
    known = told(families(20))
    assert "No practitioners answered" in known["nobody-practitioners"].text
    assert known["small-parents-and-carers"].figure == "20"


def test_missing_special_schools_are_a_caution_and_a_line() -> None:
    found = summary(families(100, learn_where=("mainstream",)))
    caution = next(one for one in found.cautions if one.id == "missing-learn_where-special")
    assert caution.prominent
    assert caution.figure == "0"
    (line,) = [one for one in found.lines if one.kind is Kind.CAUTION]
    assert line.subgroup is not None
    assert line.subgroup.code == "special"


def test_no_caution_shows_a_cell_of_one_to_nine_in_its_text() -> None:
    some = [*families(97, learn_where=("mainstream",)), made("z", "parents-and-carers", {"learn_where": ("special",)})]
    caution = told(some)["missing-learn_where-special"]
    assert caution.text.startswith("Fewer than 10 of the 98")
    assert ": under 10% here." in caution.text


def test_where_as_many_answered_as_expected_nobody_is_missing() -> None:
    some = [*families(70, learn_where=("mainstream",))]
    some += [made(f"s{number}", "parents-and-carers", {"learn_where": ("special",)}) for number in range(30)]
    assert "missing-learn_where-special" not in told(some)


def test_help_is_said_as_shares_of_those_who_said() -> None:
    some = [
        replace(made(f"{number:02}", "young-people", {}), answered_by=by)
        for number, by in enumerate([AnsweredBy.SELF] * 10 + [AnsweredBy.WITH_HELP] * 6 + [AnsweredBy.ON_BEHALF] * 4)
    ]
    assert (
        "50% of children and young people who said so answered on their own, 30% with help" in told(some)["helped"].text
    )


def test_straight_lines_and_repeated_texts_are_told() -> None:
    codes = {item.name: ("always",) for item in catalogue()["parents-and-carers", 1].items if item.construct}
    text = "Please bring back the play scheme in the summer holidays for all of our children."
    some = [made(f"{number:02}", "parents-and-carers", codes, better=text) for number in range(20)]
    known = told(some)
    assert known["straight-parents-and-carers"].text.startswith("100% of parents and carers gave the same answer")
    assert known["same_texts"].text.startswith("20 comments")


def test_copied_answers_are_counted_and_kept() -> None:
    scale = ("always", "most_of_the_time", "sometimes", "never")
    names = [item.name for item in catalogue()["parents-and-carers", 1].items if item.construct]
    codes = {name: (scale[place % 4],) for place, name in enumerate(names) if name != "right_place"}
    some = [made(f"{number:02}", "parents-and-carers", codes) for number in range(15)]
    found = summary(some)
    assert "14 submissions" in next(one.text for one in found.cautions if one.id.startswith("same_answers"))
    assert found.responses["parents-and-carers"] == 15
