"""`heard plan-figures` takes in what the department publishes, whole or not at all, and analyse uses it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from app.commands.main import heard
from surveys.inspections import local_area
from tests.app.commands.test_benchmark import PAST, asked

if TYPE_CHECKING:
    from pathlib import Path

AGES = """time_period,geographic_level,new_la_code,la_name,age,ehcp_or_statement,num_caseload
2025,Local authority,E10000016,Kent,Age 11 to 15,Total,7000
2025,Local authority,E10000016,Kent,Age 16 to 19,Total,4000
2025,Local authority,E10000016,Kent,Total,Total,20000
"""
SEXES = """time_period,geographic_level,new_la_code,la_name,breakdown_topic,breakdown,num_caseload
2025,Local authority,E10000016,Kent,Gender,Male,14000
2025,Local authority,E10000016,Kent,Gender,Female,6000
"""


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(heard, arguments, env={"HEARD_HOME": str(home)})


def written(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_several_files_are_put_together_and_shown(tmp_path: Path) -> None:
    files = [written(tmp_path, "ages.csv", AGES), written(tmp_path, "sexes.csv", SEXES)]
    result = run(tmp_path, "plan-figures", "import", *files)
    assert result.exit_code == 0, result.output
    shown = run(tmp_path, "plan-figures", "show", "Kent").output
    assert "Kent: 20,000 plans, January 2025" in shown
    assert "sex: female 6,000, male 14,000" in shown or "sex: male 14,000, female 6,000" in shown
    assert "11_to_15 7,000" in shown


def test_a_later_file_adds_to_what_is_known(tmp_path: Path) -> None:
    for name, text in (("ages.csv", AGES), ("sexes.csv", SEXES)):
        assert run(tmp_path, "plan-figures", "import", written(tmp_path, name, text)).exit_code == 0
    shown = run(tmp_path, "plan-figures", "show", "E10000016").output
    assert "age:" in shown
    assert "sex:" in shown


def test_one_bad_file_takes_in_nothing(tmp_path: Path) -> None:
    files = [written(tmp_path, "ages.csv", AGES), written(tmp_path, "bad.csv", SEXES.replace("6000", "some"))]
    result = run(tmp_path, "plan-figures", "import", *files)
    assert result.exit_code == 1
    assert "bad.csv: Line 3, column num_caseload: 'some'" in result.output
    assert len(result.output.strip().splitlines()) == 1
    assert run(tmp_path, "plan-figures", "show", "Kent").exit_code == 1


def test_an_area_that_does_not_exist_is_said_in_one_line(tmp_path: Path) -> None:
    result = run(tmp_path, "plan-figures", "show", "Nowhere")
    assert result.exit_code == 1
    assert len(result.output.strip().splitlines()) == 1


def test_lines_are_weighted_once_the_figures_are_there(tmp_path: Path) -> None:
    asked(tmp_path, "kent-4827", local_area("Kent"), PAST, 220, 2)
    out = tmp_path / "lines.json"
    run(tmp_path, "analyse", "kent-4827", "--out", str(out))
    plain = json.loads(out.read_text(encoding="utf-8"))
    assert "not_weighted" in {one["id"] for one in plain["cautions"]}
    run(tmp_path, "plan-figures", "import", written(tmp_path, "sexes.csv", SEXES))
    run(tmp_path, "analyse", "kent-4827", "--out", str(out))
    shape = json.loads(out.read_text(encoding="utf-8"))
    assert shape["beside"]["plans"].startswith("the area's 20,000 education, health and care plans in January 2025")
    assert "weighted" in {one["id"] for one in shape["cautions"]}
    assert all(
        line["sensitivity"]["weighted"] is not None
        for line in shape["lines"]
        if line["sensitivity"] and line["group"] != "practitioners"
    )
