"""`heard inspections`."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from app.arranging.parts import NotAPartError, parts_of_area
from app.commands.inspections import inspections
from app.store import inspections as store
from app.store import submissions
from app.store.database import Database
from tests.app.store.examples import a_submission

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NOTIFIED = "2026-11-23T09:30"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give Heard an empty folder for its data."""
    monkeypatch.setenv("HEARD_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def database(home: Path) -> Iterator[Database]:
    """Give the database that the commands work on."""
    database = Database(f"sqlite:///{home / 'heard.db'}")
    database.migrate()
    yield database
    database.dispose()


def _run(*arguments: str) -> Result:
    return CliRunner(mix_stderr=False).invoke(inspections, arguments)


def _refusal(*arguments: str) -> str:
    result = _run(*arguments)
    assert result.exit_code != 0
    assert isinstance(result.exception, SystemExit)
    return result.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("area", ["Kent", "kent county council", "E10000016"])
def test_opening_prints_the_new_code_alone_on_its_last_line(database: Database, area: str) -> None:
    result = _run("open", "--area", area, "--notified", _NOTIFIED)
    assert result.exit_code == 0
    code = result.stdout.splitlines()[-1]
    assert re.fullmatch("kent-[0-9]{4}", code)
    assert store.find(database, code).window.opens == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def test_opening_prints_every_address(database: Database) -> None:
    said = _run("open", "--area", "Kent", "--notified", _NOTIFIED, "--code", "kent-1").stdout
    for group in ("young-people", "parents-and-carers", "practitioners"):
        assert f"http://127.0.0.1:8000/kent-1/{group}\n" in said
    token = re.search(r"/partnership/(\S+)\n", said)
    assert token
    assert store.find_by_token(database, token[1]).code == "kent-1"
    assert "Monday 30 November 2026, 09:30" in said


def test_the_parts_of_the_area_are_kept_with_a_code_each(database: Database) -> None:
    parts = ("--part", "East Kent", "--part", "Ynys Môn & Thanet")
    assert _run("open", "--area", "Kent", "--notified", _NOTIFIED, "--code", "kent-1", *parts).exit_code == 0
    assert store.find(database, "kent-1").parts_of_area == (
        ("east_kent", "East Kent"),
        ("ynys_mon_thanet", "Ynys Môn & Thanet"),
    )


@pytest.mark.parametrize("names", [["", "A"], ["a" * 61], ["East", "east"], ["Rather not say"], ["one\x07"]])
def test_a_part_that_would_confuse_is_refused(names: list[str]) -> None:
    with pytest.raises(NotAPartError):
        parts_of_area(names)


def test_a_part_without_latin_letters_has_a_code_too() -> None:
    assert parts_of_area(["東", "南"]) == (("part_1", "東"), ("part_2", "南"))


@pytest.mark.parametrize(
    ("notified", "opens"),
    [
        ("2026-07-06T09:00", datetime(2026, 7, 6, 8, 0, tzinfo=UTC)),
        ("2026-11-23 09:30", datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
        ("2026-11-23T09:30Z", datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
        ("2026-10-25T01:30+01:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T01:30+00:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_time_is_londons_unless_it_says_otherwise(database: Database, notified: str, opens: datetime) -> None:
    assert _run("open", "--area", "Kent", "--notified", notified, "--code", "kent-1").exit_code == 0
    assert store.find(database, "kent-1").window.opens.astimezone(UTC) == opens


@pytest.mark.parametrize(
    ("notified", "said"),
    [
        ("2026-03-29T01:30", "the clocks went forward"),
        ("2026-10-25T01:30", "2026-10-25T01:30+01:00 came first"),
        ("2026-11-23", "has no time"),
        ("next Monday", "not a day and a time"),
        ("2026-02-30T09:00", "not a day and a time"),
        ("9999-12-31T23:59", "year 9999"),
        ("0001-01-01T00:00+14:00", "year 1 "),
        ("", "not a day and a time"),
    ],
)
def test_a_time_that_is_none_is_refused_with_the_cure(home: Path, notified: str, said: str) -> None:
    assert said in _refusal("open", "--area", "Kent", "--notified", notified)
    assert not (home / "keys").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--area", "Atlantis"), "no local area called 'Atlantis'"),
        (("--area", ""), "no local area"),
        (("--area", "Kent", "--code", "Kent 1"), "can't be a code"),
        (("--area", "Kent", "--code", "../kent"), "can't be a code"),
        (("--area", "Kent", "--code", ""), "can't be a code"),
        (("--area", "Kent", "--code", "privacy"), "Heard uses that word itself"),
        (("--area", "Kent", "--part", ""), "1 to 60 letters"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_the_cure_and_leaves_nothing(
    database: Database, home: Path, arguments: tuple[str, ...], said: str
) -> None:
    assert said in _refusal("open", "--notified", _NOTIFIED, *arguments)
    assert store.every(database) == ()
    assert not (home / "keys").exists()


def test_a_code_is_given_once(database: Database) -> None:
    opening = ("open", "--area", "Kent", "--notified", _NOTIFIED, "--code", "kent-1")
    assert _run(*opening).exit_code == 0
    assert _refusal(*opening) == "Error: The code 'kent-1' is taken: choose another."
    assert len(store.every(database)) == 1


def test_the_list_shows_each_inspection_and_how_many_answered(database: Database) -> None:
    assert "no inspections yet" in _run("list").stderr
    _run("open", "--area", "Kent", "--notified", "2026-01-05T09:00", "--code", "kent-1")
    _run("open", "--area", "Kent", "--notified", "2090-01-02T09:00", "--code", "kent-2")
    submissions.add_all(database, "kent-1", [a_submission(), a_submission()])
    later, earlier = _run("list").stdout.splitlines()
    assert later.startswith("kent-2  Kent  Monday 2 January 2090, 09:00 to Monday 9 January 2090, 09:00  not yet")
    assert earlier.endswith("closed  2 answered")


def test_closing_ends_the_week(database: Database) -> None:
    _run("open", "--area", "Kent", "--notified", "2090-01-02T09:00", "--code", "kent-1")
    assert _run("close", "kent-1").stdout.startswith("Kent: closed since ")
    assert store.find(database, "kent-1").window.closes.year < 2090


@pytest.mark.parametrize("code", ["nowhere-1", "", "\udcff", "../x"])
def test_closing_an_unknown_inspection_says_so_in_one_line(database: Database, code: str) -> None:
    result = _run("close", code)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: There is no inspection with the code")
    assert len(result.stderr.splitlines()) == 1
    assert store.every(database) == ()
