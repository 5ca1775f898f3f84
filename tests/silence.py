"""Recordings without a sound, so that a bench or a test meets pages as they are where they can be heard."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from accessibility.audio import (
    MANIFEST,
    Passage,
    Recording,
    file_name,
    made_from,
    script,
    scripts,
    to_facts,
    version,
    whole_name,
)
from app import create_app
from app.respond.spoken import spoken
from app.store import inspections
from surveys import definitions
from surveys.questionnaire import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from accessibility.audio import Segment
    from app.installation import Installation

WORDS_A_SECOND = 2.5
"""How fast words are read."""
BETWEEN = 0.7
"""Seconds of silence between two parts."""


def lay(installation: Installation) -> None:
    """List a recording of every question and of every passage of the pages, as `heard audio build` lists them.

    The pages are as they would be with a voice; the files themselves, which no bench fetches, are not there.
    """
    folder = installation.settings.audio
    every = list(inspections.every(installation.database))
    shipped = definitions.catalogue().values()
    questionnaires = [*shipped, *(one.tailor(asked) for one in every for asked in shipped)]
    lines = [(language, segment.words) for _, _, language, segment in scripts(questionnaires)]
    lines.extend(spoken(create_app(installation), every))
    recordings = [_recording(folder, file_name(words, language), words) for language, words in lines]
    for asked in questionnaires:
        for language in asked.wordings_in:
            for item in asked.items:
                segments = script(item, language)
                passages = tuple(_passages(segments))
                source = made_from(_version(file_name(one.words, language)) for one in segments)
                name = whole_name(segments, plain(language))
                recordings.append(_recording(folder, name, "", passages, source))
    folder.mkdir(parents=True, exist_ok=True)
    facts = {one.path.stem: to_facts(one) for one in recordings}
    (folder / MANIFEST).write_text(json.dumps(facts), encoding="utf-8")


def _recording(folder: Path, name: str, words: str, passages: tuple[Passage, ...] = (), source: str = "") -> Recording:
    return Recording(
        path=folder / name,
        name=name,
        version=_version(name),
        voice="silence",
        human=False,
        seconds=len(words.split()) / WORDS_A_SECOND,
        starts=_starts(words, 0.0),
        passages=passages,
        source=source,
    )


def _passages(segments: Iterable[Segment]) -> Iterator[Passage]:
    """Yield where each part lies, one after the other; no two last the same, as with a voice."""
    at = 0.0
    for one in segments:
        lasts = len(one.words.split()) / WORDS_A_SECOND + int(_version(one.words), 16) % 100 / 100
        yield Passage(part=one.part, start=round(at, 2), end=round(at + lasts, 2), starts=_starts(one.words, at))
        at += lasts + BETWEEN


def _version(of: str) -> str:
    return version(of.encode())


def _starts(words: str, first: float) -> tuple[float, ...]:
    return tuple(round(first + number / WORDS_A_SECOND, 2) for number in range(len(words.split())))
