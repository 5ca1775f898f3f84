"""Browsers that somebody has signed in with before: their tries are counted apart, so that nobody can lock them out."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from flask import g, request
from itsdangerous import BadSignature

from app import security
from app.installation import here

if TYPE_CHECKING:
    from flask import Response
    from itsdangerous import URLSafeSerializer

COOKIE: Final = "heard-device"
LASTS: Final = timedelta(days=180)
_PATH: Final = "/inspectors"


def known(staff_id: int) -> str:
    """Return this browser's name where the account was signed in with it before; else an empty text."""
    match _read():
        case {"of": of, "name": str() as name} if of == staff_id:
            return name
    return ""


def is_somebodys() -> bool:
    """Whether any account was signed in with this browser before."""
    return isinstance(_read(), dict)


def remember(staff_id: int) -> None:
    """Have the answer to this request tell the browser that the account was signed in with it."""
    g.device = {"of": staff_id, "name": known(staff_id) or secrets.token_hex(16)}


def hand_over(response: Response) -> Response:
    """Put the cookie on the answer where this request signed somebody in. It opens nothing."""
    if "device" in g:
        response.set_cookie(
            COOKIE,
            _serializer().dumps(g.device),
            max_age=LASTS,
            path=_PATH,
            secure=here().settings.secure_cookies,
            httponly=True,
            samesite="Lax",
        )
    return response


def _read() -> Any:  # noqa: ANN401 - whatever was signed; what is not ours is None
    try:
        return _serializer().loads(request.cookies.get(COOKIE, ""))
    except BadSignature:
        return None


def _serializer() -> URLSafeSerializer:
    return security.signer("heard: devices")
