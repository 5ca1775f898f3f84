"""How many children and young people of each area have an education, health and care plan, as the department counts."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from surveys.inspections import EXAMPLE_AREA, local_areas

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class PlanFiguresError(ValueError):
    """The file can't be read as plan figures; the message says where, what is wrong, and how to put it right."""


@dataclass(frozen=True, kw_only=True)
class PlanFigures:
    """One area's plans in January of a year, in all and by what the department breaks them down by."""

    area: str
    """The area's GSS code."""
    year: int | None
    plans: int
    by: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """For an item of the questionnaires (age, sex, need, learn_where), how many plans each of its codes has."""

    def shares(self, item: str) -> Mapping[str, float]:
        """Return each code's share of the plans that the item is known of; nothing where it is known of none."""
        counts = self.by.get(item, {})
        total = sum(counts.values())
        return {code: number / total for code, number in counts.items()} if total else {}


def read(content: bytes, *, year: int | None = None) -> tuple[PlanFigures, ...]:
    """Return the figures of every area in a CSV file, by GSS code. Raises PlanFiguresError.

    Two shapes are known: one row an area, with columns such as `need_asd`; and the department's own files of plans by
    one breakdown, with a row for each area, year and category, of which the newest year of each area is taken. Areas
    that are not among the 153 (regions, England, areas before a reorganisation) are passed over.
    """
    rows = csv.DictReader(io.StringIO(_text(content), newline=""), strict=True)
    try:
        columns = [name.strip().casefold() for name in rows.fieldnames or ()]
        rows.fieldnames = columns
        if "gss_code" in columns:
            found = list(_wide(rows, columns, year))
        elif "new_la_code" in columns:
            found = list(_long(rows, columns))
        else:
            raise PlanFiguresError(
                "There is no column gss_code or new_la_code in the first line. Give the department's CSV file of "
                "education, health and care plans as it was downloaded, or one with a row for each area."
            )
    except csv.Error as error:
        raise PlanFiguresError(f"Line {rows.line_num}: this is no CSV ({error}). Save the file as CSV again.") from None
    if not found:
        raise PlanFiguresError("The file holds no figures of any of England's 153 local areas.")
    return tuple(sorted(found, key=lambda one: one.area))


def merged(older: PlanFigures, newer: PlanFigures) -> PlanFigures:
    """Add what is newer to what was known, since the department publishes each breakdown as a file of its own.

    Figures of two years are never mixed: those of the later one stand alone.
    """
    if older.year is not None and newer.year is not None and older.year != newer.year:
        return newer if newer.year > older.year else older
    year = newer.year if newer.year is not None else older.year
    return replace(newer, year=year, plans=max(older.plans, newer.plans), by={**older.by, **newer.by})


_NOT_KNOWN: Final = frozenset({"", "z", "x", "c", "k", ":", "low", ".."})
"""What the department writes where there is no figure."""


@cache
def _names() -> Mapping[str, Any]:
    words = Path(__file__).with_name("plan_figures.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(words)
    return content


@cache
def _areas() -> frozenset[str]:
    return frozenset(area.gss_code for area in (*local_areas(), EXAMPLE_AREA))


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanFiguresError(f"This is not UTF-8 (byte {error.start + 1}). Save the file as CSV UTF-8.") from None
    if "\0" in text:
        raise PlanFiguresError("This is no CSV: it holds bytes that no text has. Save the file as CSV UTF-8.")
    return text


def _wide(rows: csv.DictReader[str], columns: Iterable[str], year: int | None) -> Iterator[PlanFigures]:
    known: dict[str, tuple[str, str]] = {}
    for column in columns:
        prefix, _, code = column.partition("_")
        item = _names()["prefixes"].get(prefix)
        if item and code != "unknown":
            known[column] = item, code
    seen: dict[str, int] = {}
    for row in rows:
        area = (row["gss_code"] or "").strip().upper()
        if area not in _areas():
            continue
        if area in seen:
            raise PlanFiguresError(f"Line {rows.line_num}: {area} stands in line {seen[area]} too. Keep one of them.")
        seen[area] = rows.line_num
        by: dict[str, dict[str, int]] = {}
        for column, (item, code) in known.items():
            number = _number(row[column], rows.line_num, column)
            if number is not None:
                by.setdefault(item, {})[code] = number
        stated = _number(row.get("ehc_plans"), rows.line_num, "ehc_plans") if "ehc_plans" in columns else None
        plans = max((sum(counts.values()) for counts in by.values()), default=0) if stated is None else stated
        if plans:
            yield PlanFigures(area=area, year=year, plans=plans, by=by)


def _long(rows: csv.DictReader[str], columns: list[str]) -> Iterator[PlanFigures]:
    wanted = [name for name in ("num_caseload", "num_plans", "number_of_plans") if name in columns]
    filters = [name for name in _names()["filters"] if name in columns]
    if not wanted or not filters or "time_period" not in columns:
        raise PlanFiguresError(
            "This file has a row for each area and category, but not the columns time_period, num_caseload and one of "
            f"{', '.join(_names()['filters'])}. Download the file of the caseload, not of new plans."
        )
    counts: dict[str, dict[int, dict[tuple[str, str, str], int]]] = {}
    for row in rows:
        area = (row["new_la_code"] or "").strip().upper()
        if area not in _areas() or (row.get("ehcp_or_statement") or "Total").strip().casefold() != "total":
            continue
        period = _number(row["time_period"], rows.line_num, "time_period")
        number = _number(row[wanted[0]], rows.line_num, wanted[0])
        if period is None or number is None:
            continue
        for name in filters:
            category = _category(name, (row[name] or "").strip())
            kind = (row.get("establishment_type") or "").strip() if name == "establishment_group" else ""
            if category is not None:
                places = counts.setdefault(area, {}).setdefault(period, {})
                key = (*category, (row[name] or "") + "/" + kind)
                places[key] = number
    for area, periods in counts.items():
        newest = max(periods)
        by = _added(periods[newest])
        plans = by.pop("", {}).get("", 0) or max(sum(codes.values()) for codes in by.values())
        yield PlanFigures(area=area, year=newest, plans=plans, by=by)


def _added(cells: Mapping[tuple[str, str, str], int]) -> dict[str, dict[str, int]]:
    """Add up what belongs to one code; where a total stands among the kinds of a group, it alone counts."""
    totals = {key.rpartition("/")[0] for _, _, key in cells if key.casefold().endswith("/total")}
    by: dict[str, dict[str, int]] = {}
    for (item, code, key), number in cells.items():
        group, _, kind = key.rpartition("/")
        if kind and group in totals and kind.casefold() != "total":
            continue
        codes = by.setdefault(item, {})
        codes[code] = max(codes.get(code, 0), number) if not item else codes.get(code, 0) + number
    return by


def _category(name: str, words: str) -> tuple[str, str] | None:
    """Return the item and code that the words mean; empty ones for the total, None for what is not asked."""
    if words.casefold() == "total":
        return "", ""
    item = _names()["filters"][name]
    plain = words.casefold().removeprefix("age ")
    for known, codes in _names()["categories"].items():
        if item in {known, "any"} and plain in codes:
            return known, codes[plain]
    return None


def _number(words: str | None, line: int, column: str) -> int | None:
    plain = (words or "").strip().replace(",", "")
    if plain.casefold() in _NOT_KNOWN:
        return None
    if not plain.isascii() or not plain.isdigit() or len(plain) > _MOST_DIGITS:
        raise PlanFiguresError(
            f"Line {line}, column {column}: {plain[:20]!r} is no whole number. Leave it empty where there is no figure."
        )
    return int(plain)


_MOST_DIGITS: Final = 9
