"""`heard questionnaires check` names every concern with its cure, and fails where there is one."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from app.commands.main import heard
from surveys.definitions import SHIPPED

if TYPE_CHECKING:
    from pathlib import Path

NAME = "young-people.v1.yaml"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copy(SHIPPED / NAME, tmp_path / NAME)
    return tmp_path / NAME


def _check(*arguments: object) -> Result:
    return CliRunner(mix_stderr=False).invoke(heard, ["questionnaires", "check", *map(str, arguments)])


def _change(file: Path, old: str, new: str) -> None:
    words = file.read_text(encoding="utf-8")
    assert old in words
    file.write_text(words.replace(old, new), encoding="utf-8")


def test_the_shipped_questionnaires_pass() -> None:
    result = _check()
    assert (result.exit_code, result.stdout) == (0, "3 files checked. No concern.\n")


def test_a_concern_is_told_in_one_line_with_file_item_language_rule_and_cure(copy: Path) -> None:
    _change(copy, 'en-simple: "Do you get help soon enough?"', 'en-simple: "Do you get help in a timely way?"')
    result = _check(copy)
    assert result.exit_code == 1
    assert result.stdout == (
        "young-people.v1.yaml: help_in_time, label, en-simple: hard_word: “timely” is a hard word. "
        "Say “soon enough”, or say what it means in the next sentence.\n"
        "1 concern in 1 file.\n"
    )


def test_a_bad_file_is_one_line_and_the_others_are_still_checked(copy: Path, tmp_path: Path) -> None:
    broken = tmp_path / "practitioners.v1.yaml"
    broken.write_text("group: [", encoding="utf-8")
    _change(copy, "image: brain", "image: brian")
    result = _check(broken, copy)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("Error: practitioners.v1.yaml: ")
    assert "needs_understood, image: picture_missing" in result.stdout


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    result = _check(tmp_path / "nothing.yaml")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "nothing.yaml" in result.stderr


def test_another_set_of_pictures_can_be_looked_in(tmp_path: Path) -> None:
    (tmp_path / "set.yaml").write_text("name: Ours\ncredit: Us\nlicence: Ours\nlink: none\n", encoding="utf-8")
    (tmp_path / "pictures.csv").write_text("concept,file,shows\near,ear.png,an ear\n", encoding="utf-8")
    result = _check("--pictures", tmp_path)
    assert result.exit_code == 1
    assert "no picture called “doctor” in the set Ours" in result.stdout
    assert "“ear”" not in result.stdout


def test_a_bad_set_of_pictures_is_one_line(tmp_path: Path) -> None:
    result = _check("--pictures", tmp_path / "gone")
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: gone: set.yaml: can't be read: No such file or directory. "
        "A set of pictures is a folder with set.yaml, pictures.csv and the pictures.\n"
    )
