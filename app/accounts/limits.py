"""How often someone may try to sign in: after the first few tries each waits longer, and nobody is locked out.

Tries are counted for an account from one address; for an account from all addresses, more gently; and, for a browser
that the account was signed in with before, apart from both. So a stranger's guesses slow down strangers alone. An
address is only known where requests come straight to us, or through proxies that HEARD_PROXIES counts.
"""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from flask import g, request
from flask_limiter import Limiter

from app.accounts import devices, secret
from app.installation import here
from app.store import sign_in_tries

if TYPE_CHECKING:
    from flask import Response

    from app.store.staff import Account

TRIES_OF_ALL: Final = "200 per 15 minutes"
"""For all accounts together from one address: each costs the work of a password."""

FREE: Final = 10
FREE_FROM_ALL: Final = 60
FREE_CODES: Final = 5
LONGEST: Final = timedelta(minutes=5)
LONGEST_FROM_ALL: Final = timedelta(minutes=1)
LONGEST_CODES: Final = timedelta(minutes=15)


def address() -> str:
    """Return where the request comes from."""
    return request.remote_addr or ""


def tried() -> None:
    """Note that this request costs the work of a password."""
    g.password_tried = True


def costs(_answer: Response) -> bool:
    """Whether the request counts among those of its address: a form without proof, or half empty, costs nothing."""
    return "password_tried" in g


def is_no_stranger() -> bool:
    """Whether somebody was signed in with this browser before: strangers at the same address can't keep them out."""
    return devices.is_somebodys()


def limiter() -> Limiter:
    """Return a new counter of tries, kept in the memory of this process."""
    return Limiter(address, storage_uri="memory://", headers_enabled=False)


def before_password(email: str, account: Account | None) -> timedelta:
    """Count a try; return zero where it may be made, else how long to wait."""
    for name, free, longest in _counts(email, account):
        wait = sign_in_tries.begin(here().database, name, here().clock(), free=free, longest=longest)
        if wait:
            return wait
    return timedelta()


def after_password(email: str, account: Account) -> None:
    """Forget the tries: this one was right."""
    for name, _free, _longest in _counts(email, account):
        sign_in_tries.forget(here().database, name)
    sign_in_tries.forget_old(here().database, here().clock())


def before_code(account: Account) -> timedelta:
    """Count a try of a code, after the password was right; return zero where it may be made, else how long to wait."""
    name = _of_codes(account)
    return sign_in_tries.begin(here().database, name, here().clock(), free=FREE_CODES, longest=LONGEST_CODES)


def after_code(account: Account) -> None:
    """Forget the tries: this one was right."""
    sign_in_tries.forget(here().database, _of_codes(account))


def _counts(email: str, account: Account | None) -> tuple[tuple[bytes, int, timedelta], ...]:
    device = devices.known(account.id) if account else ""
    if device:
        return ((secret.name_of("password", email, "device", device), FREE, LONGEST),)
    return (
        *(
            # Behind a proxy that nobody has told us of, all come from one address: that tells no stranger from another.
            [(secret.name_of("password", email, "address", address()), FREE, LONGEST)]
            if here().settings.proxies or not ip_address(address() or "127.0.0.1").is_loopback
            else []
        ),
        (secret.name_of("password", email, "all"), FREE_FROM_ALL, LONGEST_FROM_ALL),
    )


def _of_codes(account: Account) -> bytes:
    return secret.name_of("code", str(account.id), devices.known(account.id))
