"""Reads a whole question in one recording, small enough for a phone with little data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from accessibility import audio
from accessibility.speech import mastering, mp3
from accessibility.speech.voice import Spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LARGEST: Final = 40_000
"""Bytes that the recording of a whole question may have."""
PART_KILOBITS: Final = 16
"""Kilobits a second of each part by itself."""

_SMALL_RATE: Final = 11_025
"""Samples a second where room is short: at under 16 kilobits a second, speech keeps more of itself than with more."""
_KILOBITS: Final = (16, 14, 12, 10, 9, 8, mastering.CONSTANT)
"""Kilobits a second to try, until the question fits."""
_BYTES_AT_LEAST: Final = 138
"""Bytes a second for each kilobit a second, measured on the shipped questions: what is sure not to fit is not tried."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One segment's own recording."""

    part: str
    content: bytes
    seconds: float
    starts: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A whole question's recording."""

    content: bytes
    seconds: float
    passages: tuple[audio.Passage, ...]


def whole(parts: Sequence[Part]) -> Whole:
    """Return the parts one after another, as good as fits into LARGEST; larger where even the smallest does not fit."""
    made = _joined(parts)
    for smaller in _smaller(parts):
        if len(made.content) <= LARGEST:
            break
        made = smaller
    return made


def _joined(parts: Sequence[Part]) -> Whole:
    """Return the parts' own frames one after another, with silence between them: time to think."""
    frames: list[bytes] = []
    begins = []
    for part in parts:
        begins.append(len(frames) * mp3.SAMPLES / mastering.RATE)
        frames += mp3.frames(part.content)
        frames += _silence(0.7 if _is_asked(part) else 0.45)
    return _whole(parts, begins, frames, mastering.RATE)


def _smaller(parts: Sequence[Part]) -> Iterator[Whole]:
    """Yield the parts encoded again, each time smaller, with less silence between them."""
    sound: list[np.ndarray[tuple[int, ...], np.dtype[np.float32]]] = []
    begins = []
    length = 0
    for part in parts:
        samples = mastering.decoded(part.content, part.part).samples
        silence = mastering.silence(0.5 if _is_asked(part) else 0.2).samples
        begins.append(length / mastering.RATE)
        sound += [samples, silence]
        length += len(samples) + len(silence)
    spoken = mastering.at_rate(Spoken(samples=np.concatenate(sound), rate=mastering.RATE), _SMALL_RATE)
    for kilobits in _KILOBITS:
        if length / mastering.RATE * kilobits * _BYTES_AT_LEAST > LARGEST:
            continue
        frames = mp3.frames(mastering.encoded(spoken, kilobits=kilobits))
        yield _whole(parts, begins, frames, _SMALL_RATE)


def _whole(parts: Sequence[Part], begins: Sequence[float], frames: Sequence[bytes], rate: int) -> Whole:
    delay = mp3.DELAY / rate
    return Whole(
        content=mp3.file(frames),
        seconds=round(len(frames) * mp3.SAMPLES / rate, 3),
        passages=tuple(
            audio.Passage(
                part=part.part,
                start=round(begin + delay, 3),
                end=round(begin + delay + part.seconds, 3),
                starts=tuple(round(begin + delay + start, 3) for start in part.starts),
            )
            for part, begin in zip(parts, begins, strict=True)
        ),
    )


@cache
def _silence(seconds: float) -> tuple[bytes, ...]:
    return mp3.frames(mastering.encoded(mastering.silence(seconds), kilobits=mastering.CONSTANT))


def _is_asked(part: Part) -> bool:
    return part.part in {audio.LABEL, audio.HINT}
