"""The voice of Piper: better than eSpeak, without a network, where its program and a voice file are installed."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from accessibility.speech.speaking_process import converse
from accessibility.speech.voice import Line, VoiceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accessibility.speech.voice import Spoken
    from surveys.questionnaire import Language

PROGRAM: Final = Path(__file__).with_name("piper_process.py")
"""Run apart from Heard, since newer versions of Piper have the GPL for their licence."""
PACE: Final = 1.05
PACE_EASY: Final = 1.3
"""How long each sound lasts, 1 being the voice's own pace."""


class Piper:
    """Piper with one voice file, as in en_GB-alba-medium.onnx, which has its .json beside it."""

    name = "piper"

    def __init__(self, voice_file: Path) -> None:
        self._voice_file = voice_file
        if not voice_file.is_file() or not voice_file.with_name(f"{voice_file.name}.json").is_file():
            raise VoiceError(f"Piper needs a voice file and its .json beside it: {voice_file} is not there or lacks it")
        if find_spec("piper") is None:
            raise VoiceError("Piper is not installed. Install piper-tts in Heard's environment, or use another voice.")

    def speaks(self, language: Language) -> bool:
        """Whether the voice file's name begins with the language, as Piper's names do."""
        return self._voice_file.name.partition("_")[0] == Line(words="", language=language).base

    def say(self, lines: Iterable[Line]) -> Iterator[Spoken]:
        """Yield the sound of each line, all spoken by one process. Raises VoiceError."""
        requests = ({"words": line.spoken, "pace": PACE_EASY if line.easy else PACE} for line in lines)
        return converse(PROGRAM, [str(self._voice_file)], requests)
