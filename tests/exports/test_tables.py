"""Tables give every count once, hide what would point to few people, and can't run a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pyreadstat
import pytest

from analysis import snapshot
from exports import tables
from surveys.definitions import catalogue
from tests.analysis.areas import area, made

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.snapshot import Snapshot


@pytest.fixture(scope="module")
def taken() -> Snapshot:
    """Give the snapshot of an invented area."""
    return snapshot.take(catalogue(), area(9, 400))


def test_counts_shares_and_bases_are_those_counted_by_hand() -> None:
    answers = ["always"] * 20 + ["never"] * 20 + ["dont_know"] * 10
    some = [made(f"{number:02}", "practitioners", {"help_health": (code,)}) for number, code in enumerate(answers)] + [
        made("z", "practitioners", {})
    ] * 1
    found = {row.answer: row for row in tables.rows(snapshot.take(catalogue(), some)) if row.item == "help_health"}
    assert (found["always"].count, found["always"].base, found["always"].share) == (20, 40, 50)
    assert (found["always"].low, found["always"].high) == (35, 65)
    assert (found["always"].construct, found["always"].criterion) == ("help_health", "right_help")
    assert found["dont_know"].base is None
    assert found["dont_know"].on_scale == "no"


def test_a_base_under_ten_is_not_shown() -> None:
    some = [
        made(f"{number:02}", "practitioners", {"help_health": ("never",)} if number < 9 else {}) for number in range(30)
    ]
    found = {row.answer: row for row in tables.rows(snapshot.take(catalogue(), some)) if row.item == "help_health"}
    assert (found["never"].count, found["never"].base, found["never"].share) == (None, None, None)


def test_a_group_of_under_ten_has_no_rows() -> None:
    some = [made(f"{number:02}", "practitioners", {"help_health": ("never",)}) for number in range(9)]
    assert tables.rows(snapshot.take(catalogue(), some)) == ()


def test_no_cell_of_one_to_four_is_shown_and_none_can_be_worked_out_alone(taken: Snapshot) -> None:
    by_item: dict[tuple[str, str], list[tables.Row]] = {}
    for row in tables.rows(taken):
        assert row.count is None or row.count == 0 or row.count >= 5
        by_item.setdefault((row.group, row.item), []).append(row)
    for (_, item), rows in by_item.items():
        hidden = [row for row in rows if row.count is None]
        shown = [row for row in rows if row.count]
        if item != "need" and shown:
            assert len(hidden) != 1


def test_the_csv_reads_back(taken: Snapshot) -> None:
    content = tables.write_csv(taken)
    read = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(read) == len(tables.rows(taken))
    assert {row["group"] for row in read} == {"young-people", "parents-and-carers", "practitioners"}


def test_the_workbook_holds_a_real_table_and_a_codebook(taken: Snapshot) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(tables.write_xlsx(taken)))
    assert workbook.sheetnames == ["Answers", "Codebook"]
    assert list(workbook["Answers"].tables) == ["HeardTable"]
    assert workbook["Answers"].max_row == len(tables.rows(taken)) + 1
    assert [cell.value for cell in workbook["Codebook"]["A"]][1:] == list(tables.CODEBOOK)


def test_spss_reads_the_tables_with_their_labels(taken: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "t.sav").write_bytes(tables.write_sav(taken))
    read, about = pyreadstat.read_sav(str(tmp_path / "t.sav"))
    assert len(read) == len(tables.rows(taken))
    assert about.column_names_to_labels == tables.CODEBOOK


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+1", "-2", "@SUM(A1)", " =1"])
def test_an_areas_own_words_can_not_become_a_formula(taken: Snapshot, words: str) -> None:
    group = taken.tables["young-people"]
    column = group.columns["sex"]
    odd = replace(column, labels=(words, *column.labels[1:]))
    changed = replace(taken, tables={"young-people": replace(group, columns={**group.columns, "sex": odd})})
    assert f"'{words}" in tables.write_csv(changed).decode("utf-8-sig")
    workbook = openpyxl.load_workbook(io.BytesIO(tables.write_xlsx(changed)))
    values = [cell for row in workbook["Answers"].iter_rows() for cell in row if isinstance(cell.value, str)]
    assert all(cell.data_type == "s" for cell in values)
    assert any(cell.value == f"'{words}" for cell in values)


def test_an_empty_inspection_gives_tables_without_rows() -> None:
    empty = snapshot.take(catalogue(), [])
    assert tables.write_csv(empty).decode("utf-8-sig").splitlines() == [",".join(tables.CODEBOOK)]
    assert openpyxl.load_workbook(io.BytesIO(tables.write_xlsx(empty)))["Answers"].max_row == 1
    assert tables.write_sav(empty)
