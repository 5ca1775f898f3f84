"""Question pages that hold no answer: the same for everybody who meets the question, so they are written out once."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Final

from flask import Response, request

from app.compression import Squeezed
from app.look import look
from app.respond import forms
from app.respond.working import back_at_work

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_MOST: Final = 2000
"""Pages kept, of about 10 kB each. Where there are more, all are let go."""

_LONGEST: Final = 200
"""Characters after the address's question mark: with more of them a page is not kept."""

_TOKEN: Final = secrets.token_hex(32)
"""Stands in a page that is kept where each person's form has its own proof, which is as long."""

_BOX: Final = re.compile(r"(<textarea.*?</textarea>)", re.DOTALL)
_BETWEEN_LINES: Final = re.compile(r"\s*\n\s*")

_pages: dict[Hashable, Squeezed] = {}


def page(made_of: Hashable, write: Callable[[str], str]) -> Response:
    """Return `written_once` so that a browser may keep it until its network is back: it holds no answer."""
    response = written_once(made_of, write)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def tight(written: str) -> str:
    """Return what a template wrote without the space that only its own lines need; boxes keep what is in them."""
    pieces = _BOX.split(written)
    pieces[::2] = (_BETWEEN_LINES.sub("\n", one) for one in pieces[::2])
    return "".join(pieces)


def written_once(made_of: Hashable, write: Callable[[str], str]) -> Response:
    """Return the page that `write` makes, given the form's proof.

    It is kept for the next person whose page is made of the same: `made_of`, the address, which its links repeat, and
    the look chosen on the device.
    """
    query = request.query_string
    if len(query) > _LONGEST:
        return Response(write(forms.token()), mimetype="text/html")
    key = (made_of, request.path, query, look().cookie, back_at_work())
    known = _pages.get(key)
    if known is None:
        if len(_pages) >= _MOST:
            _pages.clear()
        known = _pages[key] = Squeezed(tight(write(_TOKEN)).encode(), _TOKEN.encode())
    return known.response(forms.proof().encode())
