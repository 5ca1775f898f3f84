"""Tables give every count once, hide what would point to few people, and can't run a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pyreadstat
import pytest

from analysis import counts, disclosure, snapshot
from exports import tables
from surveys.definitions import catalogue
from tests.analysis.areas import area, made

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.disclosure import Release
    from analysis.snapshot import Snapshot
    from surveys.submissions import Submission


@pytest.fixture(scope="module")
def taken() -> Snapshot:
    """Give the snapshot of an invented area."""
    return snapshot.take(catalogue(), area(9, 1200))


@pytest.fixture(scope="module")
def out(taken: Snapshot) -> Release:
    """Give what of it may leave the team."""
    return disclosure.release(counts.fixed_set(taken))


def released(some: list[Submission]) -> tuple[tables.Row, ...]:
    """Return the rows of these answers."""
    taken = snapshot.take(catalogue(), some)
    return tables.rows(disclosure.release(counts.fixed_set(taken)), taken)


def test_counts_shares_and_bases_are_those_counted_by_hand() -> None:
    answers = ["always"] * 30 + ["never"] * 20 + ["dont_know"] * 10
    some = [made(f"{number:02}", "practitioners", {"help_health": (code,)}) for number, code in enumerate(answers)]
    found = {row.answer: row for row in released(some) if row.item == "help_health" and not row.by}
    assert (found["always"].count, found["always"].base, found["always"].share) == (30, 50, 60)
    assert (found["always"].low, found["always"].high) == (46, 72)
    assert (found["always"].construct, found["always"].criterion) == ("help_health", "right_help")
    assert found["dont_know"].base is None
    assert found["dont_know"].on_scale == "no"


def test_a_base_under_ten_is_not_shown() -> None:
    some = [
        made(f"{number:02}", "practitioners", {"help_health": ("never",)} if number < 9 else {}) for number in range(60)
    ]
    found = {row.answer: row for row in released(some) if row.item == "help_health" and not row.by}
    assert (found["never"].count, found["never"].base, found["never"].share) == (None, None, None)


def test_a_group_of_under_ten_has_no_rows() -> None:
    assert released([made(f"{one:02}", "practitioners", {"help_health": ("never",)}) for one in range(9)]) == ()


def test_a_construct_is_shown_by_subgroup_in_halves_of_its_scale(taken: Snapshot, out: Release) -> None:
    crossed = [row for row in tables.rows(out, taken) if row.by == "age" and row.group == "young-people"]
    assert {row.answer for row in crossed} == {"higher", "lower"}
    health = next(row for row in crossed if row.item == "help_health" and row.answer == "lower")
    assert health.answer_label
    assert "11 to 15" in {row.by_label for row in crossed}
    assert all(row.construct for row in crossed)


def test_every_row_was_released(taken: Snapshot, out: Release) -> None:
    rows = tables.rows(out, taken)
    assert len(rows) == sum(len(one.cells) for one in out.tables.values())
    for row in rows:
        assert row.count is None or (row.count % 5 == 0)
        assert row.share is None or (row.count is not None and row.base is not None and row.base >= 10)


def test_the_csv_reads_back(taken: Snapshot, out: Release) -> None:
    content = tables.write_csv(out, taken)
    read = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(read) == len(tables.rows(out, taken))
    assert {row["group"] for row in read} == {"young-people", "parents-and-carers", "practitioners"}


def test_the_workbook_holds_a_real_table_and_a_codebook(taken: Snapshot, out: Release) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(tables.write_xlsx(out, taken)))
    assert workbook.sheetnames == ["Answers", "Codebook"]
    assert list(workbook["Answers"].tables) == ["HeardTable"]
    assert workbook["Answers"].max_row == len(tables.rows(out, taken)) + 1
    assert [cell.value for cell in workbook["Codebook"]["A"]][1:] == list(tables.CODEBOOK)


def test_spss_reads_the_tables_with_their_labels(taken: Snapshot, out: Release, tmp_path: Path) -> None:
    (tmp_path / "t.sav").write_bytes(tables.write_sav(out, taken))
    read, about = pyreadstat.read_sav(str(tmp_path / "t.sav"))
    assert len(read) == len(tables.rows(out, taken))
    assert about.column_names_to_labels == tables.CODEBOOK


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+1", "-2", "@SUM(A1)", " =1"])
def test_an_areas_own_words_can_not_become_a_formula(taken: Snapshot, out: Release, words: str) -> None:
    group = taken.tables["young-people"]
    column = group.columns["sex"]
    odd = replace(column, labels=(words, *column.labels[1:]))
    changed = replace(
        taken, tables={**taken.tables, "young-people": replace(group, columns={**group.columns, "sex": odd})}
    )
    assert f"'{words}" in tables.write_csv(out, changed).decode("utf-8-sig")
    workbook = openpyxl.load_workbook(io.BytesIO(tables.write_xlsx(out, changed)))
    values = [cell for row in workbook["Answers"].iter_rows() for cell in row if isinstance(cell.value, str)]
    assert all(cell.data_type == "s" for cell in values)
    assert any(cell.value == f"'{words}" for cell in values)


def test_an_empty_inspection_gives_tables_without_rows() -> None:
    empty = snapshot.take(catalogue(), [])
    nothing = disclosure.release(counts.fixed_set(empty))
    assert tables.write_csv(nothing, empty).decode("utf-8-sig").splitlines() == [",".join(tables.CODEBOOK)]
    assert openpyxl.load_workbook(io.BytesIO(tables.write_xlsx(nothing, empty)))["Answers"].max_row == 1
    assert tables.write_sav(nothing, empty)
