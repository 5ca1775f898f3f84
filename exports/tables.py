"""Frequency tables of every question by group, as CSV, as an Excel workbook and for SPSS, each with its codebook."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analysis.frame import SMALLEST_BASE, tally
from analysis.intervals import wilson
from analysis.snapshot import FACTS
from surveys.constructs import constructs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.snapshot import Column, Flags, Snapshot, Table

SMALLEST_CELL: Final = 5
"""People below which a cell, unless it is empty, is not shown."""

_LIST: Final = "HeardTable"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One answer to one question by one group. What would point to few people is None."""

    group: str
    item: str
    question: str
    construct: str
    criterion: str
    answer: str
    answer_label: str
    on_scale: str
    """`yes` for an answer that counts in the base, `no` for one that says nothing, or for no answer."""
    count: int | None
    base: int | None
    share: int | None
    low: int | None
    high: int | None


CODEBOOK: Final = {
    "group": "Whose questionnaire it is",
    "item": "The question's name in the questionnaire",
    "question": "The question as it was asked",
    "construct": "What the question measures, where it measures one",
    "criterion": "The inspection criterion of what it measures",
    "answer": "The answer's code; no_answer where the question was skipped",
    "answer_label": "The answer in words",
    "on_scale": "Whether the answer counts in the base",
    "count": "People who gave the answer; empty where few people did",
    "base": "People who gave an answer that counts; empty under 10",
    "share": "Count of base, in whole per cent; empty where the count or the base is",
    "low": "Lower end of the share's 95% interval (Wilson), in whole per cent",
    "high": "Upper end of the share's 95% interval (Wilson), in whole per cent",
}


def rows(snapshot: Snapshot) -> tuple[Row, ...]:
    """Return the tables, one row for each group, question and answer, in the questionnaires' order.

    Nothing is shown of a group of under 10. Bases under 10 and cells of 1 to 4 are left out, with the next smallest
    cell of the same question, so that a hidden one can't be worked out from the base.
    """
    return tuple(row for table in snapshot.tables.values() for row in _of_group(table))


def write_csv(snapshot: Snapshot) -> bytes:
    """Return the tables as CSV in UTF-8 with a mark that Excel knows it by. No cell can start a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    names = [field.name for field in fields(Row)]
    writer.writerow(names)
    for row in rows(snapshot):
        writer.writerow([harmless(getattr(row, name)) for name in names])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def write_xlsx(snapshot: Snapshot) -> bytes:
    """Return the tables as an Excel workbook: a real table, and a sheet that says what each column is."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.table import Table as ExcelTable
    from openpyxl.worksheet.table import TableStyleInfo

    workbook = Workbook()
    workbook.properties.title, workbook.properties.creator = "Answers by question and group", "Heard"
    answers, codebook = workbook.active, workbook.create_sheet("Codebook")
    answers.title = "Answers"
    content = [(field.name, [getattr(row, field.name) for row in rows(snapshot)]) for field in fields(Row)]
    answers.append([name for name, _ in content])
    for values in zip(*(column for _, column in content), strict=True):
        answers.append([harmless(value) for value in values])
    codebook.append(["column", "meaning"])
    for name, meaning in CODEBOOK.items():
        codebook.append([name, meaning])
    for sheet, name in ((answers, _LIST), (codebook, "Codebook")):
        sheet.freeze_panes = "A2"
        listed = ExcelTable(displayName=name, ref=sheet.dimensions)
        listed.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
        if sheet.max_row > 1:
            sheet.add_table(listed)
        for cell in sheet[1]:
            cell.font, cell.alignment = Font(bold=True), Alignment(vertical="top")
    for letter, width in zip("ABCDEFGHIJKLM", (20, 20, 60, 20, 20, 20, 36, 9, 8, 8, 8, 8, 8), strict=True):
        answers.column_dimensions[letter].width = width
    codebook.column_dimensions["A"].width, codebook.column_dimensions["B"].width = 18, 80
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def write_sav(snapshot: Snapshot) -> bytes:
    """Return the tables for SPSS, with a label for each variable."""
    import pandas as pd
    import pyreadstat

    names = [field.name for field in fields(Row)]
    numbers = {"count", "base", "share", "low", "high"}
    content = rows(snapshot)
    table = pd.DataFrame(
        {
            name: pd.Series([getattr(row, name) for row in content], dtype="float64" if name in numbers else "object")
            for name in names
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tables.sav"
        pyreadstat.write_sav(table, str(path), file_label="Heard", column_labels=dict(CODEBOOK))
        return path.read_bytes()


def _of_group(table: Table) -> Iterator[Row]:
    for column in table.columns.values():
        if column.name not in FACTS:
            yield from _of_choice(table.group, column)
    for flags in table.flags.values():
        yield from _of_choices(table.group, flags)


def _of_choice(group: str, column: Column) -> Iterator[Row]:
    if len(column.values) < SMALLEST_BASE:
        return
    skipped, *counts = (int(number) for number in tally(column))
    base = sum(counts[: column.scale])
    shown = _shown([*counts, skipped])
    for place, number in enumerate(shown[:-1]):
        counts_in = place < column.scale
        yield _row(group, column, place, number, base if counts_in else None, on_scale=counts_in)
    yield _row(group, column, None, shown[-1], None, on_scale=False)


def _of_choices(group: str, flags: Flags) -> Iterator[Row]:
    if len(flags.chosen) < SMALLEST_BASE:
        return
    said = int(flags.chosen.any(axis=1).sum())
    shown = _shown([int(flags.chosen[:, place].sum()) for place in range(len(flags.codes))], several=True)
    for place, number in enumerate(shown):
        yield _row(group, flags, place, number, said, on_scale=True)


def _shown(counts: Sequence[int], *, several: bool = False) -> list[int | None]:
    """Hide cells of 1 to 4, and the next smallest where one hidden cell could be worked out from the others."""
    hidden = {place for place, number in enumerate(counts) if 0 < number < SMALLEST_CELL}
    if len(hidden) == 1 and not several:
        left = [place for place in range(len(counts)) if place not in hidden and counts[place] > 0]
        hidden |= set(sorted(left, key=lambda place: counts[place])[:1])
    return [None if place in hidden else number for place, number in enumerate(counts)]


def _row(
    group: str, asked: Column | Flags, place: int | None, number: int | None, base: int | None, *, on_scale: bool
) -> Row:
    measured = constructs().get(getattr(asked, "construct", None) or "")
    enough = base is not None and base >= SMALLEST_BASE
    share = low = high = None
    if base is not None and enough and number is not None:
        ends = wilson(number, base)
        share, low, high = (int(end * 100 + 0.5) for end in (number / base, float(ends[0]), float(ends[1])))
    return Row(
        group=group,
        item=asked.name,
        question=asked.question,
        construct=measured.id if measured else "",
        criterion=measured.criterion if measured else "",
        answer="no_answer" if place is None else asked.codes[place],
        answer_label="No answer" if place is None else asked.labels[place],
        on_scale="yes" if on_scale else "no",
        count=number if enough or base is None else None,
        base=base if enough else None,
        share=share,
        low=low,
        high=high,
    )


def harmless(value: str | int | None) -> str | int | None:
    """Return what a spreadsheet can't take for a formula."""
    if isinstance(value, str) and value.lstrip()[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{value}"
    return value
