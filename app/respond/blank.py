"""Question pages that hold no answer: the same for everybody who meets the question, so they are written out once."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from flask import request

from app.look import look
from app.respond import forms

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_MOST: Final = 2000
"""Pages kept, of about 10 kB each. Where there are more, all are let go."""

_LONGEST: Final = 200
"""Characters after the address's question mark: with more of them a page is not kept."""

_TOKEN: Final = secrets.token_hex(16)
"""Stands in a page that is kept where each person's form has its own proof."""

_pages: dict[Hashable, bytes] = {}


def written_once(made_of: Hashable, write: Callable[[str], str]) -> bytes:
    """Return the page that `write` makes, given the form's proof.

    It is kept for the next person whose page is made of the same: `made_of`, the address, which its links repeat, and
    the look chosen on the device.
    """
    query = request.query_string
    if len(query) > _LONGEST:
        return write(forms.token()).encode()
    key = (made_of, request.path, query, look().cookie)
    page = _pages.get(key)
    if page is None:
        if len(_pages) >= _MOST:
            _pages.clear()
        page = _pages[key] = write(_TOKEN).encode()
    return page.replace(_TOKEN.encode(), forms.token().encode())
