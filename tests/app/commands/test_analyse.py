"""`heard analyse` writes each kind of file from what is stored, or one line that says why not."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import docx
import openpyxl
import pyreadstat
import pytest
from click.testing import CliRunner, Result

from app.commands.main import heard
from app.store import inspections, submissions
from app.store.database import Database
from app.store.keys import Keys
from tests.analysis.areas import Truth, area
from tests.app.store.examples import CODE, an_inspection

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder with an inspection and 300 answers, which nothing here changes."""
    home = tmp_path_factory.mktemp("home")
    keys, database = Keys(home / "keys", ""), Database(f"sqlite:///{home / 'heard.db'}")
    database.migrate()
    inspections.add(database, keys, an_inspection())
    submissions.add_all(database, CODE, area(2, 300, Truth(everywhere={"help_in_time": 2.5}), between=0.1))
    database.dispose()
    return home


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(heard, ["analyse", *arguments], env={"HEARD_HOME": str(home)})


def test_each_ending_gives_its_kind_of_file(home: Path, tmp_path: Path) -> None:
    for ending in ("docx", "json", "csv", "xlsx", "sav"):
        result = run(home, CODE, "--out", str(tmp_path / f"out.{ending}"))
        assert result.exit_code == 0, result.output
    shape = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert sum(shape["responses"].values()) == 300
    assert shape["lines"][0]["constructs"] == ["help_in_time"]
    assert any("Help often does not come" in p.text for p in docx.Document(str(tmp_path / "out.docx")).paragraphs)
    number = len(list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig"))))) - 1
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["Answers"].max_row - 1 == number
    assert len(pyreadstat.read_sav(str(tmp_path / "out.sav"))[0]) == number
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"out.{e}" for e in ("csv", "docx", "json", "sav", "xlsx")
    ]


def test_without_a_file_the_lines_are_listed(home: Path) -> None:
    result = run(home, CODE)
    assert result.exit_code == 0
    assert " 1. Help often does not come soon enough" in result.output
    assert "No benchmark yet" in result.output


def test_an_unknown_ending_is_refused_in_one_line(home: Path, tmp_path: Path) -> None:
    result = run(home, CODE, "--out", str(tmp_path / "lines.pdf"))
    assert result.exit_code == 1
    assert ".docx" in result.output
    assert len(result.output.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_an_unknown_inspection_is_refused_in_one_line(home: Path) -> None:
    result = run(home, "no-such-code")
    assert result.exit_code == 1
    assert len(result.output.strip().splitlines()) == 1


def test_a_folder_that_is_not_there_is_said_in_one_line(home: Path, tmp_path: Path) -> None:
    result = run(home, CODE, "--out", str(tmp_path / "missing" / "lines.json"))
    assert result.exit_code == 1
    assert len(result.output.strip().splitlines()) == 1
