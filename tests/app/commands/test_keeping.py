"""`heard backup`, `heard restore`, `heard purge` and `heard keys`, as they are called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from app.commands.backup import backup, restore
from app.commands.keys import keys as keys_command
from app.commands.purge import purge
from app.store import inspections, submissions
from app.store.database import Database
from app.store.keys import Keys, NoKeyError
from tests.app.store.examples import CODE, a_submission, an_inspection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import click

PAST = replace(an_inspection("past-1"), answers_kept_until=date(2020, 1, 1))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give Heard an empty folder for its data."""
    monkeypatch.setenv("HEARD_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def database(home: Path) -> Iterator[Database]:
    """Give a database with an inspection that is over and one that is not."""
    made, keys = Database(f"sqlite:///{home / 'heard.db'}"), Keys(home / "keys")
    made.migrate()
    for one in (replace(an_inspection(), answers_kept_until=date(2999, 1, 1)), PAST):
        inspections.add(made, keys, one)
        submissions.add(made, one.code, a_submission(), receipt="r")
    yield made
    made.dispose()


def _run(command: click.Command, *words: str) -> Result:
    return CliRunner().invoke(command, list(words))


def test_purge_destroys_what_may_not_be_kept_any_longer_and_nothing_else(database: Database, home: Path) -> None:
    assert "past-1" in _run(purge, "--dry-run").output
    assert len(inspections.every(database)) == 2
    wrapping = (home / "keys" / "wrapping.key").read_bytes()
    done = _run(purge)
    assert done.exit_code == 0, done.output
    assert "past-1: destroyed its keys and 1 submissions." in done.output
    assert [one.code for one in inspections.every(database)] == [CODE]
    assert len(list(submissions.opened(database, Keys(home / "keys"), CODE))) == 1
    assert (home / "keys" / "wrapping.key").read_bytes() != wrapping
    assert "No inspection" in _run(purge).output


def test_a_backup_put_back_opens_and_what_ended_since_does_not(
    database: Database, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _run(backup, str(tmp_path / "heard.backup"))
    assert made.exit_code == 0, made.output
    assert "6 wrapped keys" in made.output
    assert len(inspections.every(database)) == 2
    monkeypatch.setenv("HEARD_HOME", str(tmp_path / "there"))
    (tmp_path / "there" / "keys").mkdir(parents=True)
    (tmp_path / "there" / "keys" / "wrapping.key").write_bytes((home / "keys" / "wrapping.key").read_bytes())
    (tmp_path / "there" / "keys" / "wrapping.key").chmod(0o600)
    back = _run(restore, str(tmp_path / "heard.backup"))
    assert back.exit_code == 0, back.output
    assert "past-1: its retention has ended since" in back.output
    there, keys = Database(f"sqlite:///{tmp_path / 'there' / 'heard.db'}"), Keys(tmp_path / "there" / "keys")
    assert len(list(submissions.opened(there, keys, CODE))) == 1
    with pytest.raises(NoKeyError):
        keys.private("past-1")
    there.dispose()
    again = _run(restore, str(tmp_path / "heard.backup"))
    assert again.exit_code == 1
    assert "holds inspections" in again.output


def test_keys_are_listed_and_rotated(database: Database, home: Path) -> None:
    listed = _run(keys_command, "list").output.splitlines()
    assert f"{CODE}  safeguarding  can be used" in listed
    assert len(listed) == 6
    assert "Wrapped 6 private keys anew" in _run(keys_command, "rotate").output
    assert len(list(submissions.opened(database, Keys(home / "keys"), CODE))) == 1
