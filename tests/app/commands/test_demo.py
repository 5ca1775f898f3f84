"""`heard demo` prints where to look, and keeps out of installations in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from app import config
from app import installation as installations
from app.commands.main import heard
from app.store import inspections
from surveys.inspections import Inspection, local_area, week_from
from tests.app.staffed import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """Give the settings of an installation with an inspection of its own."""
    environment = {"HEARD_HOME": str(tmp_path), "HEARD_SECRET_KEY": "only a test" * 3}
    made = installations.installation(config.settings(environment))
    kent = Inspection(code="kent-1000", area=local_area("Kent"), window=week_from(NOW))
    inspections.add(made.database, made.keys, kent)
    return environment


def _run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(heard, ["demo", *arguments], env=environment)


def test_where_real_inspections_are_kept_it_fails_in_one_line(home: dict[str, str]) -> None:
    result = _run(home)
    assert result.exit_code == 1
    assert result.output.startswith("Error: This installation holds inspections of its own")
    assert result.output.count("\n") == 1


def test_it_can_be_told_to_pass_over_an_installation_in_use(home: dict[str, str]) -> None:
    result = _run(home, "--unless-in-use")
    assert (result.exit_code, result.output.count("\n")) == (0, 1)
    assert "no demonstration was put in" in result.output


def test_twice_it_prints_the_same_addresses(tmp_path: Path) -> None:
    environment = {"HEARD_HOME": str(tmp_path), "HEARD_SECRET_KEY": "only a test" * 3, "PORT": "8123"}
    first, second = (_run(environment) for _ in range(2))
    assert first.exit_code == 0, first.output
    assert first.output == second.output
    for address in (
        "/open-demo/young-people\n",
        "/open-demo/parents-and-carers\n",
        "/open-demo/practitioners\n",
        "/partnership/",
        "/inspectors/closed-demo/lines\n",
    ):
        assert f"http://127.0.0.1:8123{address}" in first.output
    assert "http://127.0.0.1:8123/inspectors/closed-demo/safeguarding\n" in first.output
    assert "signs in as safeguarding@example.org with the same password.\n" in first.output
    assert "Sign in as inspector@example.org with the password " in first.output


def test_a_key_that_was_left_behind_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir(mode=0o700)
    (tmp_path / "keys" / "open-demo.key").write_bytes(b"of another database")
    result = _run({"HEARD_HOME": str(tmp_path), "HEARD_SECRET_KEY": "only a test" * 3})
    assert result.exit_code == 1
    assert result.output.startswith("Error: There is a key for 'open-demo' already")
    assert len(result.output.splitlines()) == 1
