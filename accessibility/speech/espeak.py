"""The voice of eSpeak NG: always there, needs no network, and knows when each word begins."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import espeakng_loader

from accessibility.speech.speaking_process import converse
from accessibility.speech.voice import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accessibility.speech.voice import Spoken
    from surveys.questionnaire import Language

PROGRAM: Final = Path(__file__).with_name("espeak_process.py")
"""Run apart from Heard, since eSpeak NG's licence is the GPL."""
WORDS_A_MINUTE: Final = 165
WORDS_A_MINUTE_EASY: Final = 135

_BRITISH: Final = {"en": "en-gb-x-rp"}
"""eSpeak refuses plain `en-gb` and keeps the voice it had; this is its British voice."""


class Espeak:
    """eSpeak NG, from the library that comes with `espeakng-loader`."""

    name = "espeak"

    def speaks(self, language: Language) -> bool:
        """Whether eSpeak has a voice for this language."""
        return _voice(Line(words="", language=language)) in _voices()

    def say(self, lines: Iterable[Line]) -> Iterator[Spoken]:
        """Yield the sound of each line, all spoken by one process. Raises VoiceError."""
        paths = [espeakng_loader.get_library_path(), espeakng_loader.get_data_path()]
        requests = (
            {
                "words": line.spoken.replace("’", "'"),
                "voice": _voice(line),
                "speed": WORDS_A_MINUTE_EASY if line.easy else WORDS_A_MINUTE,
            }
            for line in lines
        )
        return converse(PROGRAM, paths, requests)


def _voice(line: Line) -> str:
    return _BRITISH.get(line.base, line.base)


@cache
def _voices() -> frozenset[str]:
    names: set[str] = set()
    for path in (Path(espeakng_loader.get_data_path()) / "lang").rglob("*"):
        if path.is_file():
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            names.update(line.split()[1].lower() for line in lines if line.startswith("language ") and line.split()[1:])
    return frozenset(names)
