"""The words of a page that can be heard: each passage is marked as the page is written, and looked up by its words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import g, has_request_context, request
from markupsafe import Markup, escape

from app import language as languages
from app.respond import sounds

if TYPE_CHECKING:
    from accessibility.audio import Recording

_PAGES_OF_STAFF: Final = ("/inspectors", "/partnership", "/accounts")


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Words on the page being written, marked with `part`, and their recording; None where there is none."""

    part: str
    words: str
    recording: Recording | None


def aloud(words: str) -> Markup:
    """Return words as a page shows them, marked so that they can be read aloud where the page can be heard."""
    return _marked(words, languages.sentences(words), own=False)


def own_words(words: str) -> Markup:
    """Return what a person typed: no recording has it, and only a voice that is on their own device may read it."""
    return _marked(words, escape(words), own=True)


def sounds_of_page() -> sounds.Sounds | None:
    """Return what can be heard of the passages written so far on this page; None where none was recorded."""
    passages: list[Passage] = g.get("passages", [])
    recordings = [one.recording for one in passages if one.recording is not None]
    if not recordings:
        return None
    written = [
        {"part": one.part} if one.recording is None else sounds.passage(one.part, one.recording) for one in passages
    ]
    return sounds.Sounds(
        passages=json.dumps(written, separators=(",", ":")),
        players=tuple(
            sounds.Player(words=one.words, address=sounds.address(one.recording))
            for one in passages
            if one.recording is not None
        ),
        human=all(one.human for one in recordings),
    )


def recording_of(words: str) -> str:
    """Return the address of the recording of `words`, empty where there is none."""
    found = sounds.library().recording(words, languages.current())
    return "" if found is None else sounds.address(found)


def _marked(words: str, shown: Markup, *, own: bool) -> Markup:
    library = sounds.library() if has_request_context() and not request.path.startswith(_PAGES_OF_STAFF) else None
    if library is None or library.is_empty:
        return shown
    plain = words.striptags() if isinstance(words, Markup) else words
    passages: list[Passage] = g.setdefault("passages", [])
    part = f"page.{len(passages)}"
    recording = None if own else library.recording(plain, languages.current())
    passages.append(Passage(part=part, words=plain, recording=recording))
    return Markup(f'<span data-part="{part}">{shown}</span>')  # noqa: S704 - a number, and words that are safe already
