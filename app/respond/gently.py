"""How often somebody may type wrong words: a few times at once, then after short waits, and never by their address.

A browser's own count is kept in its cookie, signed, and on no server. Whoever throws the cookie away meets the count of
the whole inspection, which is kept in the database and shared by all processes.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from flask import request
from itsdangerous import BadSignature

from app import security
from app.installation import here
from app.refusals import refused
from app.store import tries

if TYPE_CHECKING:
    from itsdangerous import URLSafeSerializer
    from werkzeug.wrappers import Response

    from app.store.tries import Kind

COOKIE: Final = "heard_tries"
"""Holds how many wrong words in a row this browser has sent, and when the last were; until the browser is closed."""

AT_ONCE: Final = 5
"""Wrong words that one browser may send without a wait."""

LONGEST_WAIT: Final = timedelta(minutes=5)
FORGOTTEN_AFTER: Final = timedelta(hours=1)


def minutes_to_wait(code: str, kind: Kind) -> int:
    """Count a try at the inspection `code`; return how many minutes it has to wait, 0 where it may be made."""
    now = here().clock()
    number, last = _count()
    until = last + min(timedelta(minutes=number - AT_ONCE + 1), LONGEST_WAIT) if number >= AT_ONCE else now
    if until <= now:
        until = tries.begin(here().database, code, kind, now) or now
    return -(-int((until - now).total_seconds()) // 60)


def right(response: Response, code: str, kind: Kind) -> Response:
    """Leave the try out of every count: its words were right."""
    tries.take_back(here().database, code, kind)
    if COOKIE in request.cookies:
        response.delete_cookie(COOKIE, path=f"/{code}", secure=_secure(), httponly=True, samesite="Lax")
    return response


def wrong(response: Response, code: str) -> Response:
    """Add the try to the browser's own count, and to the log."""
    refused("words")
    counted = _signer().dumps([_count()[0] + 1, int(here().clock().timestamp())])
    response.set_cookie(COOKIE, counted, path=f"/{code}", secure=_secure(), httponly=True, samesite="Lax")
    return response


def _count() -> tuple[int, datetime]:
    never = datetime.min.replace(tzinfo=UTC)
    try:
        number, last = _signer().loads(request.cookies.get(COOKIE, ""))
    except (BadSignature, ValueError, TypeError):
        return 0, never
    then = datetime.fromtimestamp(last, UTC)
    return (number, then) if here().clock() - then < FORGOTTEN_AFTER else (0, never)


def _signer() -> URLSafeSerializer:
    return security.signer("wrong words")


def _secure() -> bool:
    return here().settings.secure_cookies
