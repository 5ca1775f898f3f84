"""What every response carries for safety's sake, and the key that signs cookies and forms."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask, Response

LARGEST_BODY: Final = 256 * 1024
"""Bytes of a form: three texts of 10,000 characters, four bytes each, written as %XX, and room to spare."""

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
_LOWER: Final = tuple((name.lower(), name, value) for name, value in (HEADERS | _CACHE).items())


def protect(app: Flask) -> None:
    """Put the headers on every response, and keep pages out of every cache unless a view says otherwise."""

    @app.after_request
    def add_headers(response: Response) -> Response:
        set_already = {name.lower() for name, _ in response.headers}
        for lower, name, value in _LOWER:
            if lower not in set_already:
                response.headers.add(name, value)
        return response


def secret_key(home: Path) -> str:
    """Return this installation's own secret, made at the first call in a file that only its owner can read."""
    path = home / "secret.key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        secret = secrets.token_urlsafe(32)
        file.write(secret)
    return secret
