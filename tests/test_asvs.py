"""The table of OWASP ASVS says what is so: its tests and files exist, nothing is left out, and its sums are right."""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

HOUSE: Final = Path(__file__).parent.parent
TABLE: Final = HOUSE / "docs" / "asvs.md"
MET: Final = "met"
STATUSES: Final = (MET, "met, no test", "not applicable", "open")
LEVELS: Final = {"1": 70, "2": 183}
"""How many requirements version 5.0.0 has at level 1, and how many level 2 adds."""
MOST_WORDS: Final = 15

_NUMBER: Final = re.compile(r"\| V\d+\.\d+\.\d+ \|")
_TEST: Final = re.compile(r"`(tests/[\w/.-]+\.py)::(\w+)`")
_FILE: Final = re.compile(r"`((?:accessibility|analysis|app|docs|exports|requirements|surveys)/[\w/.-]*)`")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One requirement."""

    chapter: str
    number: str
    level: str
    asks: str
    stands: str
    how: str


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def _rows() -> list[Row]:
    rows, chapter = [], ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            chapter = line.removeprefix("## ")
        elif _NUMBER.match(line):
            number, level, asks, stands, how = _cells(line)
            rows.append(Row(chapter=chapter, number=number, level=level, asks=asks, stands=stands, how=how))
    return rows


def _sums() -> dict[str, list[int]]:
    """Return the sums at the top, by chapter."""
    text = TABLE.read_text(encoding="utf-8").split("## Sums")[1].split("\n## ")[0]
    lines = [_cells(line.replace("**", "")) for line in text.splitlines() if line.startswith("| ")]
    return {name: [int(number) for number in numbers] for name, *numbers in lines if numbers[0].isdigit()}


@cache
def _tests_in(file: str) -> frozenset[str]:
    path = HOUSE / file
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_requirement_of_levels_1_and_2_stands_there_once() -> None:
    rows = _rows()
    assert [number for number, times in Counter(row.number for row in rows).items() if times > 1] == []
    assert Counter(row.level for row in rows) == LEVELS
    assert [row.number for row in rows if row.number.split(".")[0] != row.chapter.split()[0]] == []


def test_each_row_is_short_and_stands_in_one_of_four_ways() -> None:
    rows = _rows()
    assert [row.number for row in rows if row.stands not in STATUSES] == []
    assert [row.number for row in rows if not row.how or not 0 < len(row.asks.split()) <= MOST_WORDS] == []


def test_every_test_and_file_that_is_named_exists() -> None:
    rows = _rows()
    gone = [
        (row.number, file, name) for row in rows for file, name in _TEST.findall(row.how) if name not in _tests_in(file)
    ]
    assert gone == [], "name the test that took its place, or say that there is none"
    assert [(row.number, file) for row in rows for file in _FILE.findall(row.how) if not (HOUSE / file).exists()] == []


def test_what_is_met_names_a_test_and_nothing_else_does() -> None:
    assert [row.number for row in _rows() if (row.stands == MET) != bool(_TEST.search(row.how))] == []


def test_the_sums_are_those_of_the_rows() -> None:
    counted = Counter((row.chapter, row.stands) for row in _rows())
    chapters = list(dict.fromkeys(row.chapter for row in _rows()))
    expected = {chapter: [counted[chapter, one] for one in STATUSES] for chapter in chapters}
    expected = {chapter: [*numbers, sum(numbers)] for chapter, numbers in expected.items()}
    expected["All"] = [sum(column) for column in zip(*expected.values(), strict=True)]
    assert _sums() == expected
