"""How often someone may try to sign in."""

from __future__ import annotations

from typing import Final

from flask import request
from flask_limiter import Limiter

TRIES: Final = "10 per 15 minutes"
"""For one account from one address. Tries from elsewhere don't count, so nobody can lock a person out from afar."""
TRIES_OF_ALL: Final = "100 per 15 minutes"
"""For all accounts together from one address."""


def address() -> str:
    """Return where the request comes from."""
    return request.remote_addr or ""


def account_and_address() -> str:
    """Return what is typed as an email address, with where it comes from."""
    return f"{request.form.get('email', '').strip().casefold()[:254]} {address()}"


def limiter() -> Limiter:
    """Return a new counter of tries, kept in the memory of this process."""
    return Limiter(address, storage_uri="memory://", headers_enabled=False)
