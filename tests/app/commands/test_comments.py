"""`heard comments code` gives back each text with what it holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

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
    assert (first["language"], second["language"]) == ("en", "en")
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


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give a data folder with an inspection and some answers, people writing of buses."""
    keys, database = Keys(tmp_path / "keys", ""), Database(f"sqlite:///{tmp_path / 'heard.db'}")
    database.migrate()
    inspections.add(database, keys, an_inspection())
    submissions.add_all(database, CODE, area(2, 40, Truth(), texts={"better": ("The bus is late again", "All fine")}))
    database.dispose()
    return tmp_path


def learn(home: Path, *lines: str) -> Result:
    (home / "confirmed.jsonl").write_text("\n".join(lines), encoding="utf-8")
    arguments = ["comments", "learn", CODE, str(home / "confirmed.jsonl")]
    return CliRunner().invoke(heard, arguments, env={"HEARD_HOME": str(home)})


CONFIRMED = [
    json.dumps(ONE | {"text": f"The zimbot {word} again", "themes": [{"id": "transport", "valence": "concern"}]})
    for word in ("failed", "broke", "stalled", "leaked", "froze", "smoked", "died", "squeaked", "jammed", "stopped")
] + [json.dumps(ONE | {"text": f"A nice {word}", "themes": []}) for word in ("day", "tea", "cake", "hat", "cat",
     "dog", "bun", "pie", "song", "walk")]  # fmt: skip


def test_what_inspectors_confirm_is_learned_and_measured_and_told_beside_counts(home: Path) -> None:
    result = learn(home, *CONFIRMED)
    assert result.exit_code == 0, result.output
    assert "Measured on 20 confirmed comments" in result.output
    assert any(line.split()[0] == "transport" for line in result.output.splitlines() if line.strip())
    made = CliRunner().invoke(heard, ["analyse", CODE, "--out", str(home / "out.json")], env={"HEARD_HOME": str(home)})
    assert made.exit_code == 0, made.output
    told = [caution["text"] for caution in json.loads((home / "out.json").read_text(encoding="utf-8"))["cautions"]]
    assert any("Inspectors confirmed the themes of 20 comments" in text for text in told)


@pytest.mark.parametrize(
    "lines",
    [
        CONFIRMED[:5],
        [*CONFIRMED, json.dumps(ONE)],
        [*CONFIRMED, json.dumps(ONE | {"themes": [{"id": "weather"}]})],
        [*CONFIRMED, "{"],
    ],
    ids=["too few", "no themes", "an unknown theme", "no JSON"],
)
def test_nothing_is_learned_from_what_can_not_be_read(home: Path, lines: list[str]) -> None:
    result = learn(home, *lines)
    assert result.exit_code == 1
    assert "Nothing was" in result.output


def test_an_unknown_inspection_learns_nothing(home: Path) -> None:
    result = CliRunner().invoke(
        heard, ["comments", "learn", "nowhere-1", str(home / "heard.db")], env={"HEARD_HOME": str(home)}
    )
    assert result.exit_code == 1
