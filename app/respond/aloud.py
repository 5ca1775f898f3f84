"""The words of a page that can be heard: each passage is marked as the page is written, and looked up by its words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from flask import current_app, g, has_request_context, request
from markupsafe import Markup, escape

from app import language as languages
from app.respond import sounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from accessibility.audio import Recording
    from surveys.questionnaire import Language

_PAGES_OF_STAFF: Final = ("/inspectors", "/partnership", "/accounts")


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Words on the page being written, marked with `part`, and their recording; None where there is none."""

    part: str
    words: str
    recording: Recording | None

    @cached_property
    def written(self) -> str:
        """Where it is heard, as JSON for the page's script."""
        found = {"part": self.part} if self.recording is None else sounds.passage(self.part, self.recording)
        return json.dumps(found, separators=(",", ":"))


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
    return sounds.Sounds(
        passages=f"[{','.join(one.written for one in passages)}]",
        players=tuple(
            sounds.Player(words=one.words, address=sounds.address(one.recording))
            for one in passages
            if one.recording is not None
        ),
        human=all(one.human for one in recordings),
    )


def as_data(passages: Iterable[Passage]) -> list[dict[str, object]]:
    """Return passages as the page's script is told of them."""
    return [
        {"part": one.part} if one.recording is None else sounds.passage(one.part, one.recording) for one in passages
    ]


def apart(name: str, write: Callable[[], str]) -> tuple[str, tuple[Passage, ...]]:
    """Return what `write` writes, and its passages, whose names begin with `name`, apart from those of the page."""
    around = g.get("passages"), g.get("named")
    g.passages, g.named = [], name
    try:
        written = write()
        return written, tuple(g.passages)
    finally:
        g.passages, g.named = around[0] or [], around[1]


def add(passages: Sequence[Passage]) -> None:
    """Say that these passages, which were written apart, come next on the page."""
    if passages:
        g.setdefault("passages", []).extend(passages)


def controls(players: Iterable[sounds.Player]) -> Markup:
    """Return the plain controls that a page without scripts shows, one below the other."""
    language = languages.current()
    shown = (_control(language, number, one.words, one.address) for number, one in enumerate(players, 1))
    return Markup("".join(shown))  # noqa: S704 - each of them is


@lru_cache(maxsize=8192)
def _control(_language: Language, number: int, words: str, address: str) -> Markup:
    macros: Any = current_app.jinja_env.get_template("respond/sound.html").module
    markup: Markup = macros.control(number, words, address)
    return markup


def recording_of(words: str) -> str:
    """Return the address of the recording of `words`, empty where there is none."""
    found = sounds.library().recording(_plain(words), languages.current())
    return "" if found is None else sounds.address(found)


def library_of_page() -> sounds.Library | None:
    """Return what can be heard on this page; None where nothing was recorded, and for people at work."""
    if not has_request_context() or request.path.startswith(_PAGES_OF_STAFF):
        return None
    library = sounds.library()
    return None if library.is_empty else library


def _plain(words: str) -> str:
    return words.striptags() if isinstance(words, Markup) else words


def _marked(words: str, shown: Markup, *, own: bool) -> Markup:
    library = library_of_page()
    if library is None:
        return shown
    plain = _plain(words)
    passages: list[Passage] = g.setdefault("passages", [])
    part = f"{g.get('named') or 'page'}.{len(passages)}"
    if own:
        passages.append(Passage(part=part, words=plain, recording=None))
    else:
        passages.append(_passage(library, part, plain, languages.current()))
    return Markup(f'<span data-part="{part}">{shown}</span>')  # noqa: S704 - a number, and words that are safe already


@lru_cache(maxsize=8192)
def _passage(library: sounds.Library, part: str, words: str, language: Language) -> Passage:
    """Return one value for all pages that have these words in this place, which spares writing out when they begin."""
    return Passage(part=part, words=words, recording=library.recording(words, language))
