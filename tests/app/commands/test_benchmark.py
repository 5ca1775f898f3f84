"""`heard benchmark` moves counts between installations, suppressed at source, and leaves out what must not leave."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from app.commands.main import heard
from app.store import inspections, submissions
from app.store.database import Database
from app.store.keys import Keys
from surveys.inspections import EXAMPLE_AREA, LONDON, local_areas, week_from
from tests.analysis.areas import Truth, area
from tests.app.store.examples import an_inspection

if TYPE_CHECKING:
    from pathlib import Path

    from surveys.inspections import LocalArea

PAST = datetime(2026, 1, 5, 9, 0, tzinfo=LONDON)
FUTURE = datetime(2126, 1, 7, 9, 0, tzinfo=LONDON)
NUMBER = 9


def asked(home: Path, code: str, area_: LocalArea, notified: datetime, people: int, seed: int) -> None:
    """Ask an area: an inspection with its answers."""
    keys, database = Keys(home / "keys", ""), Database(f"sqlite:///{home / 'heard.db'}")
    database.migrate()
    inspections.add(database, keys, replace(an_inspection(code), area=area_, window=week_from(notified)))
    submissions.add_all(database, code, area(seed, people, Truth(everywhere={"help_in_time": 0.8}), between=0.1))
    database.dispose()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an installation that has asked nine areas, one that still answers, and an invented one."""
    home = tmp_path_factory.mktemp("home")
    for place, one in enumerate(local_areas()[:NUMBER]):
        asked(home, f"area-{place}", one, PAST, 60, place)
    asked(home, "still-open", local_areas()[NUMBER], FUTURE, 60, 50)
    asked(home, "invented", EXAMPLE_AREA, PAST, 60, 51)
    return home


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(heard, arguments, env={"HEARD_HOME": str(home)})


@pytest.fixture(scope="module")
def exported(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file of counts."""
    file = tmp_path_factory.mktemp("counts") / "counts.jsonl"
    result = run(home, "benchmark", "export", str(file))
    assert result.exit_code == 0, result.output
    assert f"the counts of {NUMBER} inspections" in result.output
    assert "still-open is not among them: it still takes answers." in result.output
    assert "invented is not among them: its area is invented." in result.output
    return file


def test_only_closed_and_real_areas_are_exported_without_codes_or_ids(exported: Path) -> None:
    text = exported.read_text(encoding="utf-8")
    shapes = [json.loads(line) for line in text.splitlines()]
    assert {shape["area"] for shape in shapes} == {one.gss_code for one in local_areas()[:NUMBER]}
    assert {shape["opened"] for shape in shapes} == {"2026-01-05"}
    assert "area-" not in text
    assert "pa-0" not in text


def test_an_installation_that_takes_them_in_has_expected_ranges(exported: Path, tmp_path: Path) -> None:
    assert "No benchmark yet" in run(tmp_path, "benchmark", "list").output
    result = run(tmp_path, "benchmark", "import", str(exported))
    assert result.exit_code == 0, result.output
    assert len(run(tmp_path, "benchmark", "list").output.splitlines()) == NUMBER
    asked(tmp_path, "new-area", local_areas()[20], PAST, 120, 77)
    out = tmp_path / "lines.json"
    assert run(tmp_path, "analyse", "new-area", "--out", str(out)).exit_code == 0
    shape = json.loads(out.read_text(encoding="utf-8"))
    assert shape["beside"]["areas"] == NUMBER
    assert shape["beside"]["benchmark"] == "expected ranges"
    # Its own counts are kept for those that follow, and are none of what it was laid beside.
    assert len(run(tmp_path, "benchmark", "list").output.splitlines()) == NUMBER + 1


def test_an_area_asked_again_is_laid_beside_its_last_time(exported: Path, tmp_path: Path) -> None:
    run(tmp_path, "benchmark", "import", str(exported))
    later = datetime(2026, 3, 2, 9, 0, tzinfo=LONDON)
    asked(tmp_path, "again", local_areas()[0], later, 150, 5)
    out = tmp_path / "lines.json"
    run(tmp_path, "analyse", "again", "--out", str(out))
    pairs = json.loads(out.read_text(encoding="utf-8"))["side_by_side"]
    assert {pair["first"] for pair in pairs if pair["aspect"] == "last_time"} == {"last time (January 2026)"}


def test_the_same_inspection_analysed_again_changes_nothing(exported: Path, tmp_path: Path) -> None:
    run(tmp_path, "benchmark", "import", str(exported))
    asked(tmp_path, "same", local_areas()[20], PAST, 80, 7)
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    for out in (first, second):
        assert run(tmp_path, "analyse", "same", "--out", str(out)).exit_code == 0
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("content", [b"", b"{}\n", b"\xff\xfe\x00", b'{"heard_benchmark": 1}\n', b"not json\n"])
def test_a_file_that_holds_no_counts_is_refused_in_one_line(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "counts.jsonl"
    file.write_bytes(content)
    result = run(tmp_path, "benchmark", "import", str(file))
    assert result.exit_code == 1
    assert len(result.output.strip().splitlines()) == 1
    assert "No benchmark yet" in run(tmp_path, "benchmark", "list").output


def test_one_bad_line_takes_in_nothing(exported: Path, tmp_path: Path) -> None:
    lines = exported.read_text(encoding="utf-8").splitlines()
    file = tmp_path / "counts.jsonl"
    shape = json.loads(lines[-1])
    file.write_text("\n".join([*lines[:-1], json.dumps(shape | {"area": "E00000001"})]), encoding="utf-8")
    result = run(tmp_path, "benchmark", "import", str(file))
    assert result.exit_code == 1
    assert f"line {NUMBER}: there is no area E00000001" in result.output
    assert "No benchmark yet" in run(tmp_path, "benchmark", "list").output


def test_counts_can_be_deleted(exported: Path, tmp_path: Path) -> None:
    run(tmp_path, "benchmark", "import", str(exported))
    area_ = local_areas()[0].gss_code
    assert run(tmp_path, "benchmark", "forget", area_, "2026-01-05").exit_code == 0
    assert area_ not in run(tmp_path, "benchmark", "list").output
    assert run(tmp_path, "benchmark", "forget", area_, "2026-01-05").exit_code == 1


def test_with_nothing_asked_nothing_is_exported(tmp_path: Path) -> None:
    result = run(tmp_path, "benchmark", "export", str(tmp_path / "counts.jsonl"))
    assert result.exit_code == 1
    assert not (tmp_path / "counts.jsonl").exists()
