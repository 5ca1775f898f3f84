"""Settings come from the environment, once, with an error that says which and how."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.config import ROWS, SettingError, settings


def test_nothing_set_gives_a_working_installation_in_one_folder() -> None:
    given = settings({})
    assert given.home == Path("instance").absolute()
    assert given.port == 8000
    assert given.database == f"sqlite:///{given.home}/heard.db"
    assert given.keys == given.home / "keys"
    assert given.audio == given.home / "audio"
    assert given.public_address == "http://127.0.0.1:8000"


def test_no_secret_has_a_default() -> None:
    secrets = [row for row in ROWS if row.field in {"secret_key", "key_wrapping_key"}]
    assert len(secrets) == 2
    assert all(not row.default for row in secrets)


def test_what_is_set_counts(tmp_path: Path) -> None:
    given = settings(
        {
            "HEARD_HOME": str(tmp_path),
            "PORT": "8080",
            "HEARD_DATABASE_URL": "postgresql+psycopg://heard@db/heard",
            "HEARD_KEYS": str(tmp_path / "elsewhere"),
            "HEARD_PUBLIC_ADDRESS": "https://heard.example/",
            "HEARD_SECURE_COOKIES": "yes",
        }
    )
    assert (given.home, given.port, given.keys) == (tmp_path, 8080, tmp_path / "elsewhere")
    assert given.database == "postgresql+psycopg://heard@db/heard"
    assert given.public_address == "https://heard.example"
    assert given.secure_cookies


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("PORT", "²"),
        ("HEARD_WORKERS", "many"),
        ("HEARD_SECURE_COOKIES", "maybe"),
        ("HEARD_PUBLIC_ADDRESS", "heard.example"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"{variable} is ") as caught:
        settings({variable: value})
    assert "must" in str(caught.value)


def test_a_secret_that_is_too_short_is_refused() -> None:
    with pytest.raises(SettingError, match="must have 32 characters or more") as caught:
        settings({"HEARD_SECRET_KEY": "abc" * 10})
    assert "abc" not in str(caught.value)
    assert settings({"HEARD_SECRET_KEY": "abcd" * 8}).secret_key == "abcd" * 8


def test_every_setting_says_what_it_is_for() -> None:
    assert all(row.help.endswith(".") for row in ROWS)
    assert len({row.variable for row in ROWS}) == len(ROWS)
