"""Passwords: what one must be, and the hash that is kept of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from flask import current_app
from flask_security import hash_password, verify_password

if TYPE_CHECKING:
    from app.store.staff import Account

SHORTEST: Final = 12
LONGEST: Final = 200


class WeakPasswordError(ValueError):
    """The password would be guessed; the message says what a good one is."""


def hashed(password: str, email: str) -> str:
    """Return the hash to keep of a new password. Needs an application; raises WeakPasswordError."""
    name = email.partition("@")[0].casefold()
    if not SHORTEST <= len(password) <= LONGEST:
        message = f"A password has {SHORTEST} to {LONGEST} characters. Three or four words make a good one."
        raise WeakPasswordError(message)
    if len(set(password.casefold())) < SHORTEST // 2 or (name and name in password.casefold()):
        message = "This password is easy to guess. Take three or four words that don't belong together."
        raise WeakPasswordError(message)
    return hash_password(_composed(password))


def fits(account: Account | None, password: str) -> bool:
    """Say whether this is the account's password; as slow where there is no account, so that the time tells nothing."""
    known = account.password_hash if account else _of_nobody()
    return verify_password(_composed(password[:LONGEST]), known) and account is not None and account.active


def _composed(password: str) -> str:
    composed: str = current_app.extensions["security"].password_util.normalize(password)
    return composed


@cache
def _of_nobody() -> str:
    return hash_password("no account has this password")
