"""A person's own recordings, which come before every computer's voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accessibility import audio
from accessibility.speech.mastering import decoded
from accessibility.speech.voice import VoiceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from accessibility.speech.voice import Line, Spoken
    from surveys.questionnaire import Language


class Recorded:
    """The recordings in a folder's `recorded`, each under the name that `heard audio list` prints for its words."""

    name = audio.RECORDED

    def __init__(self, folder: Path) -> None:
        self._paths = audio.own_recordings(folder)

    def path(self, line: Line) -> Path | None:
        """Return the file with the recording of this line, or None."""
        return self._paths.get(audio.file_name(line.words, line.language).removesuffix(".mp3"))

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every file found, by name."""
        return tuple(sorted(self._paths.values()))

    def speaks(self, language: Language) -> bool:  # noqa: ARG002 - a person can record any language
        """Whether there may be recordings in this language: always."""
        return True

    def say(self, lines: Iterable[Line]) -> Iterator[Spoken]:
        """Yield the sound of each line. Raises VoiceError for one that is not recorded or not sound."""
        for line in lines:
            path = self.path(line)
            if path is None:
                raise VoiceError(f"nobody has recorded {line.words[:60]!r}")
            yield decoded(path.read_bytes(), str(path))
