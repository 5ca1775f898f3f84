"""`heard staff` makes accounts, lets them into inspections, gives new passwords, and refuses in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from app.commands.main import heard
from app.store import staff
from app.store.staff import Role
from tests.app.staffed import OPEN, PASSWORD, Clock, an_installation

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from app.installation import Installation

EMAIL = "sam@example.org"


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """Give an installation with inspections and no accounts."""
    return an_installation(tmp_path, Clock())


def _run(installation: Installation, *arguments: str, typed: str = f"{PASSWORD}\n") -> Result:
    environment = {"HEARD_HOME": str(installation.settings.home), "HEARD_SECRET_KEY": "only a test" * 3}
    return CliRunner().invoke(heard, ["staff", *arguments], input=typed, env=environment)


def _add(installation: Installation, *more: str, email: str = EMAIL, typed: str = f"{PASSWORD}\n") -> Result:
    return _run(installation, "add", email, "--name", "Sam  Green", "--password-stdin", *more, typed=typed)


def test_an_account_is_made_with_its_role_and_inspections(installation: Installation) -> None:
    result = _add(installation, "--role", "lead_inspector", "--inspection", OPEN)
    assert result.exit_code == 0, result.output
    account = staff.find(installation.database, EMAIL)
    assert account is not None
    assert (account.name, account.role, set(account.inspections)) == ("Sam Green", Role.LEAD_INSPECTOR, {OPEN})
    assert PASSWORD not in result.output


def test_a_password_is_asked_for_twice_and_not_shown(installation: Installation) -> None:
    result = _run(installation, "add", EMAIL, "--name", "Sam", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert result.exit_code == 0, result.output
    assert PASSWORD not in result.output


@pytest.mark.parametrize(
    ("email", "more", "typed", "says"),
    [
        ("sam", (), PASSWORD, "is no email address"),
        ("sam@localhost", (), PASSWORD, "is no email address"),
        ("sam@exa mple.org", (), PASSWORD, "is no email address"),
        ("x" * 260 + "@example.org", (), PASSWORD, "is no email address"),
        (EMAIL, ("--inspection", "york-0000"), PASSWORD, "no inspection with the code 'york-0000'"),
        (EMAIL, (), "short", "12 to 200 characters"),
        (EMAIL, (), "", "12 to 200 characters"),
        (EMAIL, (), "sam sam sam sam", "easy to guess"),
        (EMAIL, ("--name", " "), PASSWORD, "A name has 1 to 200"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    installation: Installation, email: str, more: tuple[str, ...], typed: str, says: str
) -> None:
    result = _add(installation, *more, email=email, typed=typed)
    assert result.exit_code == 1
    assert says in result.output
    assert result.output.count("\n") == 1
    assert staff.every(installation.database) == ()


def test_an_address_has_one_account(installation: Installation) -> None:
    _add(installation)
    result = _add(installation, email="SAM@example.org")
    assert result.exit_code == 1
    assert "already" in result.output


def test_people_join_inspections_later(installation: Installation) -> None:
    _add(installation)
    assert _run(installation, "join", EMAIL, OPEN).exit_code == 0
    account = staff.find(installation.database, EMAIL)
    assert account is not None
    assert account.inspections == {OPEN}
    assert _run(installation, "join", "ada@example.org", OPEN).exit_code == 1
    assert _run(installation, "join", EMAIL, "york-0000").exit_code == 1


def test_a_new_password_takes_the_place_of_the_old_one(installation: Installation) -> None:
    _add(installation)
    before = staff.find(installation.database, EMAIL)
    result = _run(installation, "password", EMAIL, "--password-stdin", typed="another three words\n")
    after = staff.find(installation.database, EMAIL)
    assert result.exit_code == 0, result.output
    assert before is not None
    assert after is not None
    assert before.password_hash != after.password_hash
    assert before.session_token != after.session_token
    assert _run(installation, "password", "ada@example.org", "--password-stdin").exit_code == 1


@pytest.mark.parametrize("words", [("join", "sam\udcff@example.org", OPEN), ("password", "\udcff", "--password-stdin")])
def test_bytes_that_are_no_letters_are_no_address(installation: Installation, words: tuple[str, ...]) -> None:
    result = _run(installation, *words)
    assert result.exit_code == 1
    assert "is no email address" in result.output
    assert result.output.count("\n") == 1
