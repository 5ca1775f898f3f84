"""`heard comments code` gives back each text with what it holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from app.commands.main import heard

if TYPE_CHECKING:
    from pathlib import Path

ONE = {
    "id": "c1",
    "group": "parents-and-carers",
    "prompt": "better",
    "text": "The taxi is late and Mrs Tolland pushes him. Ring 07700 900123.",
}


def run(path: Path, *lines: str) -> Result:
    path.write_text("\n".join(lines), encoding="utf-8")
    return CliRunner().invoke(heard, ["comments", "code", str(path)])


def test_a_text_comes_back_with_themes_personal_data_and_safeguarding(tmp_path: Path) -> None:
    result = run(tmp_path / "in.jsonl", json.dumps(ONE), "", json.dumps(ONE | {"id": "c2", "text": "👍"}))
    assert result.exit_code == 0, result.output
    first, second = (json.loads(line) for line in result.output.splitlines())
    assert {key: first[key] for key in ONE} == ONE
    assert {"id": "transport", "valence": "concern"}.items() <= first["themes"][0].items()
    assert first["personal_data"] == [
        {"text": "Mrs Tolland", "type": "person"},
        {"text": "07700 900123", "type": "phone"},
    ]
    assert first["safeguarding"] in {"none", "concern"}
    assert first["redacted"] == "The taxi is late and [name] pushes him. Ring [phone number]."
    assert (second["id"], second["themes"], second["personal_data"], second["safeguarding"]) == ("c2", [], [], "none")


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '"text"',
        json.dumps({"text": 5}),
        json.dumps(ONE | {"group": "teachers"}),
        json.dumps(ONE | {"prompt": ["better"]}),
        json.dumps(ONE | {"text": "x" * 10_001}),
        json.dumps(ONE | {"text": "half a character: \ud800"}),
        json.dumps(ONE | {"id": float("nan")}),
        '{"id": ' + "9" * 5_000 + "}",
    ],
)
def test_a_line_that_is_no_comment_is_refused_with_its_number_and_nothing_is_coded(tmp_path: Path, line: str) -> None:
    result = run(tmp_path / "in.jsonl", json.dumps(ONE), line)
    assert result.exit_code == 1
    assert "line 2" in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_an_empty_file_gives_nothing(tmp_path: Path) -> None:
    result = run(tmp_path / "in.jsonl", "")
    assert (result.exit_code, result.output) == (0, "")
