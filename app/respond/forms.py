"""Whether a form came from our own page. One that can't show it is never acted on, and never loses what was typed."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import TYPE_CHECKING, Final

from flask import current_app, g, request

from app.compression import keep_out
from app.installation import here
from app.refusals import refused

if TYPE_CHECKING:
    from flask import Response

COOKIE: Final = "heard_form"
"""Holds a word of chance until the browser is closed; a form of ours carries what our secret makes of it."""

_CHANCE_BYTES: Final = 16
_WORD: Final = re.compile(r"[A-Za-z0-9_-]{22}")


def token() -> str:
    """Return what a form of ours carries, and keep it out of what is compressed."""
    return keep_out(proof())


def proof() -> str:
    """Return what a form of ours carries, and see that this browser holds the word that it is made from."""
    word = request.cookies.get(COOKIE, "")
    if not _WORD.fullmatch(word):
        if "form_word" not in g:
            g.form_word = secrets.token_urlsafe(_CHANCE_BYTES)
        word = g.form_word
    return _made_from(word)


def genuine() -> bool:
    """Whether the form that was sent carries what we gave this browser."""
    word = request.cookies.get(COOKIE, "")
    given = request.form.get("csrf_token", "")
    if _WORD.fullmatch(word) and hmac.compare_digest(_made_from(word).encode(), given.encode()):
        return True
    refused("form")
    return False


def hand_over(response: Response) -> Response:
    """Give the browser the word of chance that the page's form was made from, where it had none."""
    if "form_word" in g:
        secure = here().settings.secure_cookies
        response.set_cookie(COOKIE, g.form_word, secure=secure, httponly=True, samesite="Lax")
    return response


def _made_from(word: str) -> str:
    secret: str = current_app.config["SECRET_KEY"]
    return hmac.digest(secret.encode(), f"form {word}".encode(), hashlib.sha256).hex()
