"""`heard import` and `heard shred`."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from app import clock
from app.commands.submissions import import_, shred
from app.store import inspections, submissions
from app.store.database import Database
from app.store.keys import Keys
from surveys.submissions import AnsweredBy, Mode, Submission
from tests.app.store.examples import CODE, an_inspection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give Heard an empty folder for its data."""
    monkeypatch.setenv("HEARD_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def keys(home: Path) -> Keys:
    """Give the keys that the commands work with."""
    return Keys(home / "keys", "")


@pytest.fixture
def database(home: Path, keys: Keys) -> Iterator[Database]:
    """Give the database that the commands work on, with an inspection of Kent."""
    database = Database(f"sqlite:///{home / 'heard.db'}")
    database.migrate()
    inspections.add(database, keys, an_inspection())
    yield database
    database.dispose()


@pytest.fixture
def stored(database: Database, keys: Keys) -> _Stored:
    """Give what is stored, opened."""
    return _Stored(database, keys)


class _Stored:
    def __init__(self, database: Database, keys: Keys) -> None:
        self.database, self._keys = database, keys

    def __call__(self) -> list[Submission]:
        return list(submissions.opened(self.database, self._keys, CODE))


def _line(**changed: Any) -> str:  # noqa: ANN401 - any JSON
    shape = {
        "questionnaire": "young-people",
        "language": "en-simple",
        "mode": "import",
        "answered_by": "with_help",
        "helper": "parent",
        "channel": "school",
        "day": "2026-11-24",
        "answers": {"help_in_time": ["sometimes"], "better": ["Shorter waits"]},
    }
    return json.dumps(shape | changed)


def _import(content: bytes | str, *options: str) -> Result:
    return CliRunner(mix_stderr=False).invoke(import_, [CODE, "-", *options], input=content)


def test_a_file_of_json_lines_is_stored(stored: _Stored, tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text(f"{_line(id='1')}\n\n{_line(id='2')}", encoding="utf-8")
    result = CliRunner(mix_stderr=False).invoke(import_, [CODE, str(file)])
    assert (result.exit_code, result.stdout, result.stderr) == (0, "Stored 2.\n", "")
    first, _ = stored()
    assert (first.id, first.mode, first.answered_by, first.helper) == ("1", Mode.IMPORT, AnsweredBy.WITH_HELP, "parent")
    assert first.codes("help_in_time") == ("sometimes",)
    assert first.text("better") == "Shorter waits"


def test_windows_files_with_a_byte_order_mark_are_read(stored: _Stored) -> None:
    assert _import(b"\xef\xbb\xbf" + f"{_line()}\r\n{_line()}\r\n".encode()).stdout == "Stored 2.\n"
    assert len(stored()) == 2


def test_an_empty_file_stores_nothing(stored: _Stored) -> None:
    assert _import("\n \n").stdout == "Stored 0.\n"
    assert stored() == []


_BAD: list[tuple[str | bytes, str]] = [
    ("{", "this is not JSON"),
    ("[]", "one object"),
    ("null", "one object"),
    (_line(questionnaire="teachers"), "'questionnaire' is 'teachers'"),
    (_line(version=99), "'version' 99"),
    (_line(answers={"no_such_item": ["yes"]}), "no_such_item: this questionnaire has no such item"),
    (_line(answers={"help_in_time": ["perhaps"]}), "help_in_time: no such option: 'perhaps'"),
    (_line(answers={"help_in_time": "yes"}), "must be a list of texts"),
    (_line(answers={"better": ["x" * 10_001]}), "longer than 10000 characters"),
    (_line(answers={"part_of_area": ["atlantis"]}), "part_of_area: no such option: 'atlantis'"),
    (_line(day="24/11/2026"), "'day' is '24/11/2026'"),
    (_line(day="2999-01-01"), "the day 2999-01-01 is still to come"),
    (_line(name="Sam"), "unknown key 'name'"),
    (b'{"questionnaire": "\xff"}', "this is not UTF-8 (byte 20)"),
    ("[" * 100_000, "nested too deeply"),
    ("x" * 1_100_000, "the line is longer than 1,048,576 bytes"),
]


@pytest.mark.parametrize(("bad", "reason"), _BAD, ids=[reason for _, reason in _BAD])
def test_a_bad_line_is_refused_with_its_number_and_nothing_is_stored(
    stored: _Stored, bad: str | bytes, reason: str
) -> None:
    bad = bad if isinstance(bad, bytes) else bad.encode()
    result = _import(_line().encode() + b"\n" + bad + b"\n" + _line().encode())
    refusal, total = result.stderr.splitlines()
    assert result.exit_code == 1
    assert refusal.startswith("line 2: ")
    assert reason in refusal
    assert len(refusal) < 400
    assert total == "Error: 1 line was refused, so nothing was stored."
    assert stored() == []


def test_the_good_lines_can_be_kept(stored: _Stored) -> None:
    result = _import("\n".join([_line(), "{", _line(), "x" * 1_100_000, _line()]), "--keep-good")
    assert result.exit_code == 0
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == ["line 2", "line 4"]
    assert result.stdout == "Stored 3. 2 lines were refused.\n"
    assert len(stored()) == 3


def test_at_most_20_reasons_are_printed_and_the_total(stored: _Stored) -> None:
    result = _import("{\n" * 57)
    assert len(result.stderr.splitlines()) == 21
    assert result.stderr.splitlines()[-1] == "Error: 57 lines were refused, so nothing was stored."
    assert stored() == []


def test_the_areas_own_parts_can_be_chosen(stored: _Stored) -> None:
    assert _import(_line(answers={"part_of_area": ["thanet"]})).exit_code == 0
    assert stored()[0].codes("part_of_area") == ("thanet",)


def test_the_same_file_is_not_stored_twice(stored: _Stored) -> None:
    content = f"{_line(id='1')}\n{_line(id='2')}\n"
    assert _import(content).exit_code == 0
    again = _import(content)
    assert again.exit_code == 1
    assert again.stderr.splitlines()[0] == "line 1: a submission with the id '1' is stored already"
    assert _import(content + _line(id="3"), "--keep-good").stdout == "Stored 1. 2 lines were refused.\n"
    assert [one.id for one in stored()] == ["1", "2", "3"]


def test_an_id_that_stands_twice_in_the_file_is_refused(stored: _Stored) -> None:
    result = _import(f"{_line(id='1')}\n{_line(id='1')}")
    assert result.stderr.splitlines()[0] == "line 2: the id '1' stands in line 1 too"
    assert stored() == []


def test_paper_that_came_after_the_week_is_taken_in_but_not_from_the_future(stored: _Stored) -> None:
    start = clock.now() - timedelta(days=20)
    code = "kent-past"
    inspections.add(stored.database, stored._keys, an_inspection(code, notified=start))
    today = clock.day(clock.now())
    for day, exit_code in ((today, 0), (today + timedelta(days=2), 1)):
        result = CliRunner(mix_stderr=False).invoke(import_, [code, "-"], input=_line(day=day.isoformat()))
        assert result.exit_code == exit_code


def test_days_before_the_week_are_stored_with_a_question(stored: _Stored) -> None:
    result = _import(_line(day="2026-11-01"))
    assert result.stdout == "Stored 1.\n"
    assert result.stderr == "1 of these have a day before the surveys opened: is that right?\n"
    assert len(stored()) == 1


@pytest.mark.parametrize("command", [import_, shred])
def test_an_unknown_inspection_is_named_in_one_line(stored: _Stored, command: Any) -> None:  # noqa: ANN401 - a command
    arguments = ["nowhere-1", "-"] if command is import_ else ["nowhere-1", "--yes"]
    result = CliRunner(mix_stderr=False).invoke(command, arguments, input=_line())
    assert result.exit_code == 1
    assert result.stderr == "Error: There is no inspection with the code 'nowhere-1'.\n"
    assert stored() == []


def test_a_missing_file_or_a_folder_is_refused(stored: _Stored, tmp_path: Path) -> None:
    for path in (tmp_path / "none.jsonl", tmp_path):
        result = CliRunner(mix_stderr=False).invoke(import_, [CODE, str(path)])
        assert result.exit_code != 0
        assert "FILE" in result.stderr.splitlines()[-1]
    assert stored() == []


def test_shredding_destroys_key_and_answers_for_ever(database: Database, keys: Keys) -> None:
    _import(_line())
    result = CliRunner(mix_stderr=False).invoke(shred, [CODE, "--yes"])
    assert result.stdout == f"Destroyed the key of {CODE} and 1 submissions.\n"
    assert not keys.holds(CODE)
    assert inspections.every(database) == ()
    again = CliRunner(mix_stderr=False).invoke(shred, [CODE, "--yes"])
    assert again.exit_code == 1
    assert "was shredded" in again.stderr
    assert "was shredded" in _import(_line()).stderr


def test_shredding_asks_for_the_code_first(stored: _Stored, keys: Keys) -> None:
    _import(_line())
    for typed in ("", "\n", "y\n", "yes\n", "kent-4828\n"):
        assert CliRunner(mix_stderr=False).invoke(shred, [CODE], input=typed).exit_code == 1
        assert len(stored()) == 1
    assert CliRunner(mix_stderr=False).invoke(shred, [CODE], input=f"{CODE}\n").exit_code == 0
    assert not keys.holds(CODE)
