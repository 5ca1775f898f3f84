"""Parts of pages that are the same for everybody: written out once, with what of them can be heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import request
from markupsafe import Markup

from app import language as languages
from app.installation import here
from app.look import look
from app.respond import aloud, sounds
from app.respond.blank import tight
from app.respond.visit import COOKIE

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_MOST: Final = 6000
"""Parts kept, of about 2 kB each. Where there are more, all are let go."""

_LONGEST: Final = 200
"""Characters after the address's question mark: with more of them nothing is kept."""

_parts: dict[Hashable, tuple[str, tuple[aloud.Passage, ...]]] = {}


class Kept:
    """The parts that one page may take or leave."""

    def __init__(self) -> None:
        query = request.query_string
        self._links: Hashable | None = None
        if len(query) <= _LONGEST:
            pictures = here().pictures.folder, look()["pictures"]
            spoken = sounds.library().stamp
            self._links = (query, COOKIE in request.cookies, languages.current(), pictures, spoken)

    def part(self, name: str, made_of: Hashable, write: Callable[[], Markup]) -> Markup:
        """Return what `write` writes, kept for every page on which it is made of the same.

        That is `made_of`, and what links, pictures and sounds on any page are made of: what the address names after
        its question mark, whether there are answers yet, the language, the pictures and the recordings. What a person
        wrote must not be in it. On one page no two parts have the same name.
        """
        if self._links is None:
            return shown_apart(name, write)
        key = (name, made_of, self._links)
        known = _parts.get(key)
        if known is None:
            if len(_parts) >= _MOST:
                _parts.clear()
            markup, passages = aloud.apart(name, write)
            known = _parts[key] = tight(markup), passages
        aloud.add(known[1])
        return Markup(known[0])  # noqa: S704 - `write` says so


def shown_apart(name: str, write: Callable[[], Markup]) -> Markup:
    """Return what `write` writes, whose passages have names that begin with `name`, and keep nothing of it."""
    markup, passages = aloud.apart(name, write)
    aloud.add(passages)
    return Markup(markup)  # noqa: S704 - `write` says so
