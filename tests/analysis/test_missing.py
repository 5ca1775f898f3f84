"""Who is missing is judged by the area's own plans where they are known, and told by setting, need, age and place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analysis import enquiry, snapshot
from analysis.beside import NOTHING, Beside
from analysis.lines import Kind, Summary
from surveys.definitions import catalogue
from surveys.plan_figures import PlanFigures
from surveys.questionnaire import ENGLISH
from tests.analysis.areas import made
from tests.analysis.test_enquiry import INSPECTION as AN_INSPECTION

if TYPE_CHECKING:
    from surveys.submissions import Submission

PARTS = ("North", "South", "Harbour")
INSPECTION = replace(AN_INSPECTION, parts_of_area=tuple((name.casefold(), name) for name in PARTS))
FIGURES = PlanFigures(
    area="E10000016",
    year=2025,
    plans=1000,
    by={"need": {"asd": 300, "hi": 200, "mld": 500}, "age": {"under_11": 500, "11_to_15": 100, "16_to_19": 400}},
)


def families(number: int, **codes: tuple[str, ...]) -> list[Submission]:
    label = "-".join(code for given in codes.values() for code in given)
    return [made(f"{label}{place:03}", "parents-and-carers", codes) for place in range(number)]


def summary(people: list[Submission], beside: Beside = NOTHING) -> Summary:
    asked = {key: INSPECTION.tailor(one) for key, one in catalogue().items()}
    return enquiry.propose(snapshot.take(asked, people), beside=beside)


def text(found: Summary, id_: str) -> str:
    return next(one.text for one in found.cautions if one.id == id_)


def lines(found: Summary) -> dict[str, str]:
    return {
        f"{line.subgroup.item}-{line.subgroup.code}": line.title
        for line in found.lines
        if line.kind is Kind.CAUTION and line.subgroup
    }


def test_the_areas_own_plans_say_who_should_have_answered() -> None:
    people = families(100, need=("asd",))
    assert "In England it is 21%" in text(summary(people), "missing-need-slcn")
    own = summary(people, Beside(figures=FIGURES))
    assert "In this area it is 20% of those with a plan" in text(own, "missing-need-hi")
    assert "missing-need-slcn" not in {one.id for one in own.cautions}


def test_no_answers_are_a_line_of_their_own_and_each_question_has_one() -> None:
    people = [*families(80, learn_where=("mainstream",), need=("asd",)), *families(20, learn_where=("college",))]
    found = lines(summary(people))
    assert found["learn_where-special"] == "No answers came from or about special schools"
    assert len(found) == 2
    assert {key.split("-")[0] for key in found} == {"learn_where", "need"}


def test_ages_are_compared_among_those_from_eleven_on() -> None:
    people = families(100, age=("11_to_15",))
    assert "In this area it is 80% of those from 11 to 25" in text(
        summary(people, Beside(figures=FIGURES)), "missing-age-16_to_19"
    )


def codes_of_parts() -> dict[str, str]:
    item = INSPECTION.tailor(catalogue()["parents-and-carers", 1]).item("part_of_area")
    return {option.label.in_language(ENGLISH): option.code for option in item.options}


def test_a_part_of_the_area_that_hardly_answered_is_told_without_a_figure_nobody_has() -> None:
    code = codes_of_parts()
    people = [
        *families(60, part_of_area=(code["North"],)),
        *families(40, part_of_area=(code["South"],)),
        *families(3, part_of_area=(code["Harbour"],)),
    ]
    found = summary(people)
    told = text(found, f"missing-part_of_area-{code['Harbour']}")
    assert told.startswith("Fewer than 10 of the 103 answers that say where they live are from Harbour")
    assert "not known here" in told
    assert lines(found)[f"part_of_area-{code['Harbour']}"] == "Hardly anyone answered from Harbour"


def test_parts_that_answered_alike_are_not_told() -> None:
    code = codes_of_parts()
    people = [one for name in PARTS for one in families(40, part_of_area=(code[name],))]
    assert not [one for one in summary(people).cautions if one.id.startswith("missing-part_of_area")]


@pytest.mark.parametrize("number", [0, 1, 9])
def test_a_number_under_ten_is_not_in_the_words(number: int) -> None:
    people = [*families(100, need=("asd",)), *families(number, need=("slcn",))]
    told = text(summary(people), "missing-need-slcn")
    assert told.startswith(f"Fewer than 10 of the {100 + number}")
