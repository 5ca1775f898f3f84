"""Passwords are long enough, not easy to guess, and kept as argon2id hashes alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.accounts import passwords
from app.accounts.passwords import WeakPasswordError
from app.store import staff

if TYPE_CHECKING:
    from flask import Flask


def test_what_is_kept_is_an_argon2id_hash(app: Flask) -> None:
    with app.app_context():
        hashed = passwords.hashed("three good words", "sam@example.org")
    assert hashed.startswith("$argon2id$")
    assert "three good words" not in hashed


@pytest.mark.parametrize(
    "weak",
    [
        *("", "short words", "x" * 201, "aaaaaaaaaaaaaaaa", "abababababababab", "my name is samantha"),
        *("passwordpassword", "Password12345", "qwertyuiop12", "letmeinletmein", "1q2w3e4r5t6y", "iloveyou12345"),
        *("ofsted inspector", "inspection2026!", "HeardHeardHeard1", "send2026send2026"),
    ],
)
def test_a_password_that_would_be_guessed_is_refused(app: Flask, weak: str) -> None:
    with app.app_context(), pytest.raises(WeakPasswordError, match="words"):
        passwords.hashed(weak, "samantha@example.org")


@pytest.mark.parametrize("email", ["a@example.org", "o.k@example.org"])
def test_a_short_name_in_an_address_forbids_no_words(app: Flask, email: str) -> None:
    with app.app_context():
        assert passwords.hashed("okra violet kettle", email)


def test_the_longest_password_is_reckoned_at_once(app: Flask) -> None:
    words = "plain violet kettle and the river bank "
    with app.app_context():
        assert passwords.hashed((words * 6)[: passwords.LONGEST], "sam@example.org")


def test_a_password_fits_its_own_account_however_its_letters_are_composed(app: Flask) -> None:
    account = staff.find(app.extensions["heard"].database, "inspector@example.org")
    assert account is not None
    with app.app_context():
        staff.set_password(
            app.extensions["heard"].database, account.email, passwords.hashed("caf\u00e9 violet kettle", account.email)
        )
        account = staff.find(app.extensions["heard"].database, account.email)
        assert passwords.fits(account, "cafe\u0301 violet kettle")
        assert not passwords.fits(account, "cafe violet kettle")
        assert not passwords.fits(None, "no account has this password")
