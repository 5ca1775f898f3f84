"""Plan figures are read from the department's shapes of file, and what can't be read says where and why."""

from __future__ import annotations

import pytest

from surveys.plan_figures import PlanFigures, PlanFiguresError, merged, read

KENT = "E10000016"
WIDE = f"gss_code,name,ehc_plans,age_under_11,age_11_to_15,need_asd,need_unknown\n{KENT},Kent,300,100,200,90,7\n"
_START = "time_period,geographic_level,new_la_code,la_name"


def long(columns: str, *rows: str) -> bytes:
    return "\n".join((f"{_START},{columns},num_caseload", *rows, "")).encode()


def test_one_row_an_area_is_read() -> None:
    (one,) = read(WIDE.encode(), year=2025)
    assert (one.area, one.year, one.plans) == (KENT, 2025, 300)
    assert one.by == {"age": {"under_11": 100, "11_to_15": 200}, "need": {"asd": 90}}
    assert one.shares("age")["11_to_15"] == pytest.approx(2 / 3)
    assert one.shares("sex") == {}


def test_the_newest_year_of_the_departments_own_file_is_taken() -> None:
    rows = [
        f"{year},Local authority,{KENT},Kent,{age},{kind},{number}"
        for year, age, kind, number in (
            (2023, "Age 11 to 15", "Total", "90"),
            (2024, "Under 5", "Total", "5"),
            (2024, "Age 5 to 10", "Total", "25"),
            (2024, "Age 11 to 15", "Total", "70"),
            (2024, "Age 11 to 15", "EHCP", "70"),
            (2024, "Age 11 to 15", "Statement", "z"),
            (2024, "Total", "Total", "110"),
        )
    ]
    regions = "2024,Regional,E12000008,South East,Total,Total,99999"
    (one,) = read(long("age,ehcp_or_statement", *rows, regions))
    assert (one.year, one.plans) == (2024, 110)
    assert one.by == {"age": {"under_11": 30, "11_to_15": 70}}


def test_kinds_of_setting_are_added_unless_their_total_stands_there() -> None:
    def row(group: str, kind: str, number: int) -> str:
        return f"2024,Local authority,{KENT},Kent,{group},{kind},{number}"

    rows = [row("Special school", "Academy", 10), row("Special school", "Free school", 5)]
    (added,) = read(long("establishment_group,establishment_type", *rows))
    assert added.by == {"learn_where": {"special": 15}}
    (total,) = read(long("establishment_group,establishment_type", *rows, row("Special school", "Total", 16)))
    assert total.by == {"learn_where": {"special": 16}}


def test_a_file_of_characteristics_gives_sex_and_need() -> None:
    rows = [
        f"2024,Local authority,{KENT},Kent,{topic},{kind},{number}"
        for topic, kind, number in (
            ("Gender", "Male", 70),
            ("Gender", "Female", 30),
            ("Ethnicity major", "White", 80),
            ("Primary need", '"Speech, language and communication needs"', 20),
        )
    ]
    (one,) = read(long("breakdown_topic,breakdown", *rows))
    assert one.by == {"sex": {"male": 70, "female": 30}, "need": {"slcn": 20}}


def test_two_files_of_one_year_are_put_together_and_of_two_years_never() -> None:
    first = PlanFigures(area=KENT, year=2025, plans=300, by={"age": {"11_to_15": 300}})
    second = PlanFigures(area=KENT, year=2025, plans=250, by={"need": {"asd": 250}})
    both = merged(first, second)
    assert (both.plans, set(both.by)) == (300, {"age", "need"})
    later = PlanFigures(area=KENT, year=2026, plans=310, by={"need": {"asd": 310}})
    assert merged(both, later) == later
    assert merged(later, both) == later


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no column gss_code"),
        (b"a,b\n1,2\n", "no column gss_code"),
        (WIDE.replace("200", "many").encode(), "Line 2, column age_11_to_15: 'many' is no whole number"),
        (WIDE.replace("200", "-2").encode(), "no whole number"),
        ((WIDE + WIDE.splitlines()[1]).encode(), "stands in line 2 too"),
        (WIDE.replace(KENT, "E00000000").encode(), "no figures of any"),
        (b"gss_code,ehc_plans\n\xff\xfe\n", "not UTF-8"),
        (b"gss_code,ehc_plans\n\x00\n", "holds bytes that no text has"),
        (b'gss_code,ehc_plans\n"E1', "this is no CSV"),
        (f"{_START},num_new_plans\n".encode(), "not of new plans"),
    ],
)
def test_what_is_no_such_file_is_refused_with_the_reason(content: bytes, said: str) -> None:
    with pytest.raises(PlanFiguresError, match=said):
        read(content)
