"""Every command explains itself, and ends a mistake in one line and exit code 1."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from app.commands.main import COMMANDS, heard


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner(mix_stderr=False).invoke(heard, list(words))
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    code, shown, _ = run(command, "--help")
    assert code == 0
    assert shown.startswith(f"Usage: heard {command} ")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["word", "write"], "Missing argument 'CODE'"),
        (["word", "write", "a", "b", "--langage", "en"], "No such option"),
        (["import", "kent-1", "/no/such/file.jsonl"], "does not exist"),
        (["inspections", "open", "--area", "Kent", "--notified", "soon"], "'soon'"),
        (["questionnaires", "check", "/no/such.yaml"], "such.yaml"),
    ],
)
def test_a_wrong_word_ends_in_one_line(words: list[str], says: str) -> None:
    code, shown, error = run(*words)
    assert code == 1
    assert shown == ""
    assert says in error
    assert len(error.strip().splitlines()) == 1


def test_a_setting_that_cannot_be_used_ends_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "http")
    code, _, error = run("inspections", "list")
    assert code == 1
    assert error.startswith("Error: PORT is 'http'")
    assert len(error.strip().splitlines()) == 1
