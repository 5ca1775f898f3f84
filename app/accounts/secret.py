"""Keys for what accounts keep and hand out, each for one purpose, all from the installation's secret."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from flask import current_app

from app.store.locking import lock, unlock

_LOCKS: Final = b"heard: second factors"
_COUNTS: Final = b"heard: who tries to sign in"


def locked(content: bytes, *, staff_id: int) -> bytes:
    """Return a telephone's secret as it is kept: a copy of the database alone can't open it."""
    return lock(_key(_LOCKS), content, place=f"second factor of {staff_id}")


def unlocked(content: bytes, *, staff_id: int) -> bytes | None:
    """Return what was locked for this account; None where it was not, or the installation's secret is another one."""
    return unlock(_key(_LOCKS), content, place=f"second factor of {staff_id}")


def name_of(*parts: str) -> bytes:
    """Return a name for counting by, that tells neither an email address nor where somebody is."""
    return hmac.digest(_key(_COUNTS), "\n".join(parts).encode(errors="surrogatepass"), "sha256")


def _key(purpose: bytes) -> bytes:
    secret = current_app.config["SECRET_KEY"]
    return hmac.digest(secret.encode() if isinstance(secret, str) else secret, purpose, hashlib.sha256)
