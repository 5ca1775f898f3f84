"""What of a question can be heard: which part of which recording, for the page's own buttons and for plain controls."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from accessibility.audio import MANIFEST, RECORDED, Recordings, script
from app.installation import here

if TYPE_CHECKING:
    from pathlib import Path

    from accessibility.audio import Passage, Recording
    from surveys.questionnaire import Item, Language


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

    The recording of the whole item serves, one file for all parts; a person's own recording of a part comes before it.
    """
    return _library(here().settings.audio).sounds(item, language)


class _Library:
    """What can be heard of each question, worked out once for as long as the folder of recordings stays as it is."""

    def __init__(self, folder: Path) -> None:
        self._recordings = Recordings(folder)
        self._watched = (folder / MANIFEST, folder / RECORDED)
        self._known: dict[tuple[object, ...], Sounds | None] = {}
        self._stamp: tuple[int, ...] = ()

    def sounds(self, item: Item, language: Language) -> Sounds | None:
        stamp = tuple(_changed(path) for path in self._watched)
        if stamp != self._stamp:
            self._known, self._stamp = {}, stamp
        spoken = (item.label, item.hint, *(option.label for option in item.options))
        key = (language, item.codes, *(part and part.in_language(language) for part in spoken))
        if key not in self._known:
            self._known[key] = _sounds(self._recordings, item, language)
        return self._known[key]


def _sounds(recordings: Recordings, item: Item, language: Language) -> Sounds | None:
    whole = recordings.whole(item, language)
    within = {passage.part: passage for passage in whole.passages} if whole else {}
    passages: list[dict[str, object]] = []
    players: list[Player] = []
    used: set[bool] = set()
    for segment in script(item, language):
        own = recordings.find(segment.words, language)
        if own is not None and (own.human or whole is None or segment.part not in within):
            passages.append(_passage(segment.part, own, None))
            players.append(Player(words=segment.words, address=address(own)))
            used.add(own.human)
        elif whole is not None and segment.part in within:
            passages.append(_passage(segment.part, whole, within[segment.part]))
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


def _passage(part: str, recording: Recording, within: Passage | None) -> dict[str, object]:
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
def _library(folder: Path) -> _Library:
    return _Library(folder)
