"""What of a question can be heard: which part of which recording, for the page's own buttons and for plain controls."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from flask import g

from accessibility.audio import MANIFEST, RECORDED, Recordings, made_from, script
from app.installation import here

if TYPE_CHECKING:
    from pathlib import Path

    from accessibility.audio import Passage, Recording
    from surveys.questionnaire import Item, Language

_MOST: Final = 5000
"""Words that are kept at hand with their recording, or that they have none: more than all pages have."""


@dataclass(frozen=True, kw_only=True)
class Player:
    """A plain control for someone without JavaScript: what it plays, in words, and its address."""

    words: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Sounds:
    """All that can be heard of a question."""

    passages: str
    """As JSON: for each part its recording's address, where in it the part lies, and when its words begin."""
    players: tuple[Player, ...]
    human: bool
    """Whether only people speak; otherwise the page says that the voice is a computer's."""


def sounds(item: Item, language: Language) -> Sounds | None:
    """Return what can be heard of `item`, None where nothing was recorded.

    The recording of the whole item serves, one file for all parts; a person's own recording that is not in it yet comes
    before it.
    """
    return library().sounds(item, language)


def library() -> Library:
    """Return what can be heard in this installation; a request looks at the folder once, however much it shows."""
    if "library" not in g:
        folder = here().settings.audio
        stamp = tuple(_changed(path) for path in _watched(folder))
        known = _libraries.get(folder)
        if known is None or known.stamp != stamp:
            known = _libraries[folder] = Library(folder, stamp)
        g.library = known
    found: Library = g.library
    return found


class Library:
    """What can be heard, worked out once for as long as the folder of recordings stays as it is."""

    def __init__(self, folder: Path, stamp: tuple[int, ...]) -> None:
        self.stamp = stamp
        """Another one whenever what can be heard has changed."""
        self._recordings = Recordings(folder)
        self._known: dict[tuple[object, ...], Sounds | None] = {}
        self._words: dict[tuple[str, Language], Recording | None] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all can be heard."""
        return not any(self.stamp)

    def recording(self, words: str, language: Language) -> Recording | None:
        """Return the recording of `words`, or None."""
        if (words, language) not in self._words:
            found = self._recordings.find(words, language)
            if len(self._words) >= _MOST:
                return found
            self._words[words, language] = found
        return self._words[words, language]

    def sounds(self, item: Item, language: Language) -> Sounds | None:
        """Return what can be heard of `item`."""
        spoken = (item.label, item.hint, *(option.label for option in item.options))
        key = (language, item.codes, *(part and part.in_language(language) for part in spoken))
        if key not in self._known:
            self._known[key] = _sounds(self._recordings, item, language)
        return self._known[key]


def _sounds(recordings: Recordings, item: Item, language: Language) -> Sounds | None:
    whole = recordings.whole(item, language)
    segments = script(item, language)
    found = {segment.part: recordings.find(segment.words, language) for segment in segments}
    newest = whole is not None and whole.source == made_from(one.version if one else "" for one in found.values())
    within = {passage.part: passage for passage in whole.passages} if whole else {}
    passages: list[dict[str, object]] = []
    players: list[Player] = []
    used: set[bool] = set()
    for segment in segments:
        own = None if newest else found[segment.part]
        if own is not None and (own.human or whole is None or segment.part not in within):
            passages.append(passage(segment.part, own))
            players.append(Player(words=segment.words, address=address(own)))
            used.add(own.human)
        elif whole is not None and segment.part in within:
            passages.append(passage(segment.part, whole, within[segment.part]))
            used.add(whole.human)
    if not passages:
        return None
    if whole is not None and len(players) < len(passages):
        players.insert(0, Player(words="", address=address(whole)))
    written = json.dumps(passages, separators=(",", ":"))
    return Sounds(passages=written, players=tuple(players), human=used == {True})


def address(recording: Recording) -> str:
    """Return the address of a recording; a new sound has a new one, so that it may be kept for ever."""
    return f"/audio/{recording.name}?v={recording.version}"


def passage(part: str, recording: Recording, within: Passage | None = None) -> dict[str, object]:
    """Return where the page's script finds one part: in `recording`, and there `within` a passage or all of it."""
    place: dict[str, object] = {"part": part, "address": address(recording)}
    if within is None:
        return {**place, "start": 0, "starts": recording.starts}
    return {**place, "start": within.start, "end": within.end, "starts": within.starts}


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@cache
def _watched(folder: Path) -> tuple[Path, ...]:
    return folder / MANIFEST, folder / RECORDED


_libraries: dict[Path, Library] = {}
