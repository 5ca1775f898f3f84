"""The codes of the second factor: six digits that a telephone makes each half minute (RFC 6238); recovery codes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

if TYPE_CHECKING:
    from datetime import datetime

ISSUER: Final = "Heard"
DIGITS: Final = 6
STEP_SECONDS: Final = 30
_SECRET_BYTES: Final = 20
_STEPS_OFF: Final = 1
"""By how many half minutes a telephone's clock may be off, before and after."""

RECOVERY_CODES: Final = 10
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that can be taken for another
_GROUPS: Final = 4
_GROUP: Final = 7
"""28 letters of 31 are 138 bits of chance: nobody finds one from its hash, and one round of hashing is enough."""


def new_secret() -> bytes:
    """Return a new secret for a telephone to make codes from."""
    return secrets.token_bytes(_SECRET_BYTES)


def spelled(secret: bytes) -> str:
    """Return a secret in groups of four letters, for typing where no camera is at hand."""
    letters = base64.b32encode(secret).decode()
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def address(secret: bytes, email: str) -> str:
    """Return what the QR code says: the secret, and what the telephone calls it."""
    told = {"secret": base64.b32encode(secret).decode(), "issuer": ISSUER, "digits": DIGITS, "period": STEP_SECONDS}
    return f"otpauth://totp/{ISSUER}:{quote(email)}?{urlencode(told)}"


def code_at(secret: bytes, step: int) -> str:
    """Return the code of a half minute, counted from the beginning of 1970."""
    # SHA-1 is what every telephone's program reckons with; as HMAC it is not broken.
    return TOTP(secret, DIGITS, SHA1(), STEP_SECONDS).generate(step * STEP_SECONDS).decode()  # noqa: S303


def step_of(secret: bytes, typed: str, now: datetime) -> int | None:
    """Return the half minute that a code is of; None where it is not a code of these minutes.

    Each code that could be right is compared in full, so that the time taken says nothing about any.
    """
    digits = "".join(typed.split())
    middle = int(now.timestamp()) // STEP_SECONDS
    found = None
    for step in range(middle - _STEPS_OFF, middle + _STEPS_OFF + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), digits.encode()):
            found = step
    return found


def new_recovery_codes() -> tuple[str, ...]:
    """Return new recovery codes, each good for one sign-in without the telephone."""
    return tuple("-".join(_some() for _ in range(_GROUPS)) for _ in range(RECOVERY_CODES))


def recovery_hash(staff_id: int, typed: str) -> bytes:
    """Return the hash that is kept of a recovery code: made by chance and long, one round is enough."""
    plain = "".join(letter for letter in typed.casefold() if letter.isalnum())
    return hashlib.sha256(f"{staff_id}:{plain}".encode(errors="surrogatepass")).digest()


def _some() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_GROUP))
