"""Released tables of every question by group, as CSV, as an Excel workbook and for SPSS, each with its codebook."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analysis.counts import HIGHER
from analysis.intervals import wilson
from analysis.snapshot import Column
from surveys.constructs import constructs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.disclosure import Release, Released
    from analysis.snapshot import Flags, Snapshot

_LIST: Final = "HeardTable"
_WIDTHS: Final = (20, 20, 60, 20, 20, 20, 36, 16, 20, 36, 9, 8, 8, 8, 8, 8)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One answer to one question by one group, or by those of it who gave one answer to another. None is hidden."""

    group: str
    item: str
    question: str
    construct: str
    criterion: str
    answer: str
    answer_label: str
    by: str
    by_answer: str
    by_label: str
    on_scale: str
    """`yes` for an answer that counts in the base, `no` for one that says nothing, or for no answer."""
    count: int | None
    base: int | None
    share: int | None
    low: int | None
    high: int | None


CODEBOOK: Final = {
    "group": "Whose questionnaire it is",
    "item": "The question's name in the questionnaire; everyone for all who answered",
    "question": "The question as it was asked",
    "construct": "What the question measures, where it measures one",
    "criterion": "The inspection criterion of what it measures",
    "answer": "The answer's code; no_answer where the question was skipped; lower and higher for the halves of a scale",
    "answer_label": "The answer in words",
    "by": "The other question, of whose answers only one is counted; empty where everybody is",
    "by_answer": "That answer's code",
    "by_label": "That answer in words",
    "on_scale": "Whether the answer counts in the base",
    "count": "People who gave the answer, to the nearest 5; empty where it would point to few people",
    "base": "People who gave an answer that counts, to the nearest 5; empty under 10",
    "share": "Count of base, in whole per cent; empty where the count or the base is",
    "low": "Lower end of the share's 95% interval (Wilson), in whole per cent",
    "high": "Upper end of the share's 95% interval (Wilson), in whole per cent",
}


def rows(released: Release, snapshot: Snapshot) -> tuple[Row, ...]:
    """Return what was released, one row for each cell. The snapshot gives the words of questions and answers alone.

    Shares and their intervals are made from the rounded counts, so that they tell no more than these do.
    """
    return tuple(row for one in released.tables.values() for row in _of_table(one, snapshot))


def write_csv(released: Release, snapshot: Snapshot) -> bytes:
    """Return the tables as CSV in UTF-8 with a mark that Excel knows it by. No cell can start a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    names = [field.name for field in fields(Row)]
    writer.writerow(names)
    for row in rows(released, snapshot):
        writer.writerow([harmless(getattr(row, name)) for name in names])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def write_xlsx(released: Release, snapshot: Snapshot) -> bytes:
    """Return the tables as an Excel workbook: a real table, and a sheet that says what each column is."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.table import Table as ExcelTable
    from openpyxl.worksheet.table import TableStyleInfo

    workbook = Workbook()
    workbook.properties.title, workbook.properties.creator = "Answers by question and group", "Heard"
    answers, codebook = workbook.active, workbook.create_sheet("Codebook")
    answers.title = "Answers"
    content = [(field.name, [getattr(row, field.name) for row in rows(released, snapshot)]) for field in fields(Row)]
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
    for letter, width in zip("ABCDEFGHIJKLMNOP", _WIDTHS, strict=True):
        answers.column_dimensions[letter].width = width
    codebook.column_dimensions["A"].width, codebook.column_dimensions["B"].width = 18, 80
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def write_sav(released: Release, snapshot: Snapshot) -> bytes:
    """Return the tables for SPSS, with a label for each variable."""
    import pandas as pd
    import pyreadstat

    names = [field.name for field in fields(Row)]
    numbers = {"count", "base", "share", "low", "high"}
    content = rows(released, snapshot)
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


def _of_table(one: Released, snapshot: Snapshot) -> Iterator[Row]:
    group, _, variables = one.name.partition("/")
    item, _, by = variables.partition("*")
    asked, other = _asked(snapshot, group, item), _asked(snapshot, group, by)
    measured = constructs().get(getattr(asked, "construct", None) or "")
    for key, count in one.cells.items():
        of = key[1:]
        on_scale = bool(by) or _counts(asked, key[0])
        base = one.bases.get(of) if on_scale else None
        share, low, high = _share(count, base)
        yield Row(
            group=group,
            item=item,
            question=asked.question if asked else "",
            construct=measured.id if measured else "",
            criterion=measured.criterion if measured else "",
            answer=key[0],
            answer_label=_half(asked, key[0]) if by else _label(asked, key[0]),
            by=by,
            by_answer=of[0] if of else "",
            by_label=_label(other, of[0]) if of else "",
            on_scale="yes" if on_scale else "no",
            count=count,
            base=base,
            share=share,
            low=low,
            high=high,
        )


def _asked(snapshot: Snapshot, group: str, item: str) -> Column | Flags | None:
    table = snapshot.tables[group]
    return table.columns.get(item) or table.flags.get(item)


def _counts(asked: Column | Flags | None, code: str) -> bool:
    return asked is not None and code in asked.codes and not asked.missing[asked.codes.index(code)]


def _label(asked: Column | Flags | None, code: str) -> str:
    if asked is None:
        return "Everyone"
    return asked.labels[asked.codes.index(code)] if code in asked.codes else "No answer"


def _half(asked: Column | Flags | None, half: str) -> str:
    if not isinstance(asked, Column):
        return ""
    middle = asked.scale // 2
    labels = asked.labels[:middle] if half == HIGHER else asked.labels[middle : asked.scale]
    return " or ".join(labels)


def _share(count: int | None, base: int | None) -> tuple[int | None, int | None, int | None]:
    if count is None or not base:
        return None, None, None
    ends = wilson(min(count, base), base)
    share, low, high = (int(end * 100 + 0.5) for end in (min(1.0, count / base), float(ends[0]), float(ends[1])))
    return share, low, high


def harmless(value: str | int | None) -> str | int | None:
    """Return what a spreadsheet can't take for a formula."""
    if isinstance(value, str) and value.lstrip()[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{value}"
    return value
