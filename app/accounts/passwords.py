"""Passwords: what one must be, and the hash that is kept of it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from flask import current_app
from flask_security import hash_password, verify_password

if TYPE_CHECKING:
    from app.store.staff import Account

SHORTEST: Final = 12
LONGEST: Final = 200

_GUESSES: Final = 10**10
"""What zxcvbn reckons that a password must withstand at the least: its highest level, "very unguessable"."""
_LOOKED_AT: Final = 72
"""How many characters zxcvbn looks at: the time it takes grows faster than their number."""
_OF_THIS_WORK: Final = (
    *("heard", "ofsted", "cqc", "inspection", "inspector", "survey", "area", "council", "partnership"),
    *("send", "sen", "ehcp", "safeguarding", "children", "education", "health", "care"),
)
"""Words that whoever guesses a password of this product would try first."""
_PART_OF_A_NAME: Final = 4
"""From so many letters a part of the e-mail address in a password is no accident."""


class WeakPasswordError(ValueError):
    """The password would be guessed; the message says what a good one is."""


def hashed(password: str, email: str) -> str:
    """Return the hash to keep of a new password. Needs an application; raises WeakPasswordError."""
    if not SHORTEST <= len(password) <= LONGEST:
        message = f"A password has {SHORTEST} to {LONGEST} characters. Three or four words make a good one."
        raise WeakPasswordError(message)
    if _would_be_guessed(password, email):
        message = "This password is easy to guess. Take three or four words that don't belong together."
        raise WeakPasswordError(message)
    return hash_password(_composed(password))


def fits(account: Account | None, password: str) -> bool:
    """Say whether this is the account's password; as slow where there is no account, so that the time tells nothing."""
    known = account.password_hash if account else _of_nobody()
    return verify_password(_composed(password[:LONGEST]), known) and account is not None and account.active


def _would_be_guessed(password: str, email: str) -> bool:
    """Say whether it holds the person's name, or gives way to lists of leaked passwords, words, names and rows of keys.

    How many guesses it takes is reckoned by zxcvbn (Wheeler, 2016, USENIX Security).
    """
    from zxcvbn import zxcvbn  # its lists take a tenth of a second to read, and most commands set no password

    name = re.split(r"[\W\d_]+", email.partition("@")[0].casefold())
    if any(len(part) >= _PART_OF_A_NAME and part in password.casefold() for part in name):
        return True
    reckoned = zxcvbn(password[:_LOOKED_AT], user_inputs=[*name, *_OF_THIS_WORK])
    return int(reckoned["guesses"]) < _GUESSES


def _composed(password: str) -> str:
    composed: str = current_app.extensions["security"].password_util.normalize(password)
    return composed


@cache
def _of_nobody() -> str:
    return hash_password("no account has this password")
