"""What every response carries for safety's sake, and the key that signs cookies and forms."""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit, urlunsplit

from flask import current_app, g
from itsdangerous import URLSafeSerializer

from app import compression
from app.config import SettingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from flask import Flask, Response

LARGEST_BODY: Final = 256 * 1024
"""Bytes of a form: three texts of 10,000 characters, four bytes each, written as %XX, and room to spare."""

_SECRET_BYTES: Final = 32
_OURS: Final = re.compile(r"/[a-z0-9?]")
"""How an address begins that names no host."""

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

_CACHE: Final = {"Cache-Control": "private, no-store"}
_EVERYWHERE: Final = tuple((name.lower(), (name, value)) for name, value in (HEADERS | _CACHE).items())


def protect(app: Flask) -> None:
    """Put the headers on every response, and keep pages out of every cache unless a view says otherwise."""
    compression.set_up(app)
    app.wsgi_app = _Headed(app.wsgi_app)  # type: ignore[method-assign]

    @app.after_request
    def stay_here(response: Response) -> Response:
        location = response.headers.get("Location")
        if location is not None and location != g.get("leads_away"):  # the organisation's sign-in, which we chose
            response.headers["Location"] = _on_this_site(location)
        return response


class _Headed:
    """The application, with the headers on each of its responses: put there as they are, they need no checking."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""

        def start(status: str, headers: list[tuple[str, str]], *failed: Any) -> Callable[[bytes], object]:  # noqa: ANN401
            there = {name.lower() for name, _ in headers}
            headers = [*headers, *(header for lower, header in _EVERYWHERE if lower not in there)]
            return start_response(status, headers, *failed)

        return self._application(environ, start)


def _on_this_site(location: str) -> str:
    """Return where a redirect leads as a path alone.

    Werkzeug writes out the host that the request named, which anybody can set, and http where a proxy speaks https.
    """
    if _OURS.match(location):
        return location
    parts = urlsplit(location)
    return urlunsplit(("", "", f"/{parts.path.lstrip('/')}", parts.query, parts.fragment))


def signer(purpose: str) -> URLSafeSerializer:
    """Return what signs things that we hand out for `purpose`, and knows them again. Needs an application."""
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=purpose, signer_kwargs={"digest_method": sha256})


def secret_key(home: Path) -> str:
    """Return this installation's own secret, made at the first call in a file that only its owner can read.

    Raises SettingError where the file holds none.
    """
    path = home / "secret.key"
    if not path.exists():
        # Written aside: of two processes that start at once, the second must never read a file that is still empty.
        handle, aside = tempfile.mkstemp(dir=home, prefix=".secret.")
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(_SECRET_BYTES))
            with suppress(FileExistsError):
                os.link(aside, path)
        finally:
            Path(aside).unlink()
    secret = path.read_text(encoding="ascii", errors="replace").strip()
    if len(secret) < _SECRET_BYTES:
        message = f"The file {path} holds no secret. Delete it, and a new one is made; who is signed in signs in again."
        raise SettingError(message)
    return secret
