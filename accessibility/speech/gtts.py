"""The voice of gTTS, which sends the words of the questions, and nothing else, to Google and needs the internet."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from accessibility.speech.mastering import decoded
from accessibility.speech.voice import Line, VoiceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accessibility.speech.voice import Spoken
    from surveys.questionnaire import Language

_TIMEOUT = 20.0
"""Seconds to wait for one answer."""


class Gtts:
    """gTTS with a British voice for English."""

    name = "gtts"

    def speaks(self, language: Language) -> bool:
        """Whether gTTS lists this language."""
        from gtts.lang import tts_langs

        return Line(words="", language=language).base in tts_langs()

    def say(self, lines: Iterable[Line]) -> Iterator[Spoken]:
        """Yield the sound of each line, asking for one at a time. Raises VoiceError."""
        return (self._one(line) for line in lines)

    def _one(self, line: Line) -> Spoken:
        from gtts import gTTS, gTTSError
        from requests import RequestException

        content = io.BytesIO()
        try:
            gTTS(
                line.spoken, lang=line.base, tld="co.uk", slow=line.easy, lang_check=False, timeout=_TIMEOUT
            ).write_to_fp(content)
        except (gTTSError, RequestException, OSError, AssertionError) as error:
            raise VoiceError(f"gTTS needs the internet and did not get the sound: {_cause(error)}") from None
        if not content.getvalue():
            raise VoiceError(f"gTTS gave nothing for {line.words[:60]!r}")
        return decoded(content.getvalue(), f"what gTTS gave for {line.words[:60]!r}")


def _cause(error: Exception) -> str:
    words = " ".join(str(error).split())
    return words[:200] or type(error).__name__
