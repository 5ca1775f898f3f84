"""Where to get help now, as it stands at the end of every page: its words, and what can be heard of them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from flask import render_template
from markupsafe import Markup

from app import language as languages
from app.respond import aloud

if TYPE_CHECKING:
    from app.respond.aloud import Passage
    from app.respond.sounds import Library, Sounds
    from surveys.questionnaire import Language

PART: Final = "help"
"""What the names of these passages begin with, on every page the same: they are written once."""


@dataclass(frozen=True, kw_only=True)
class Helplines:
    """The words, and their passages; none of them has a recording where nothing can be heard."""

    words: Markup
    passages: tuple[Passage, ...]

    @property
    def can_be_heard(self) -> bool:
        """Whether any of it was recorded."""
        return any(one.recording is not None for one in self.passages)


def helplines() -> Helplines:
    """Return where to get help now, in the page's language; written out once for each language."""
    return _helplines(languages.current(), aloud.library_of_page())


def words() -> Markup:
    """Return what the page shows of it."""
    return helplines().words


def with_help(heard: Sounds | None) -> Sounds | None:
    """Return what can be heard of a page with what can be heard of the helplines at its end."""
    return _with_help(heard, helplines()) if heard else None


def told() -> tuple[tuple[str, str], ...]:
    """Return what can be heard of the helplines as the page with all questions tells it: as one more question."""
    heard = [one for one in helplines().passages if one.recording is not None]
    data = [{**one, "part": str(one["part"]).removeprefix(f"{PART}.")} for one in aloud.as_data(heard)]
    return ((PART, json.dumps(data)),) if data else ()


@lru_cache(maxsize=16)
def _helplines(_language: Language, _library: Library | None) -> Helplines:
    written, passages = aloud.apart(PART, lambda: render_template("information/helplines.html"))
    return Helplines(words=Markup(written), passages=passages)  # noqa: S704 - our own template


@lru_cache(maxsize=4096)
def _with_help(heard: Sounds, helped: Helplines) -> Sounds:
    if not helped.can_be_heard:
        return heard
    written = json.dumps(aloud.as_data(helped.passages), separators=(",", ":"))
    recordings = [one.recording for one in helped.passages if one.recording is not None]
    human = heard.human and all(one.human for one in recordings)
    return replace(heard, passages=f"{heard.passages[:-1]},{written[1:]}", human=human)
