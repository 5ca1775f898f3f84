"""Joins MP3 recordings frame by frame, without encoding them again: quick, and nothing of the sound is lost.

The layout of frames is that of ISO/IEC 13818-3 (MPEG-2, layer III, one channel), and of the same with half as many
samples a second (called MPEG-2.5), which are what mastering makes.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLES: Final = 576
"""Samples in a frame."""
DELAY: Final = 1105
"""Samples between the beginning of a recording's first frame and that of its sound: the encoder's and the decoder's."""

_HEADER: Final = 4
_SIDE_INFORMATION: Final = 9
"""Bytes after the header of a frame with one channel."""
_KILOBITS: Final = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES: Final = {0xFFF2: (22_050, 24_000, 16_000), 0xFFE2: (11_025, 12_000, 8_000)}
"""Samples a second, by how a frame of MPEG-2 or MPEG-2.5, layer III, begins."""
_MASK: Final = 0xFFFE
_MONO: Final = 0xC0
_CONTENTS: Final = slice(_HEADER + _SIDE_INFORMATION, _HEADER + _SIDE_INFORMATION + 4)
_FRAMES_BYTES_AND_PLACES: Final = 7
_PLACES: Final = 100


class NotMp3Error(ValueError):
    """The content is not the MP3 that mastering makes."""


def frames(content: bytes) -> tuple[bytes, ...]:
    """Return the frames of sound in `content`, without the one that only describes the file. Raises NotMp3Error."""
    found: list[bytes] = []
    at = 0
    while at + _HEADER <= len(content):
        length = _length(content[at : at + _HEADER])
        if at + length > len(content):
            break
        found.append(content[at : at + length])
        at += length
    if found and found[0][_CONTENTS] in {b"Xing", b"Info"}:
        found = found[1:]
    if not found:
        raise NotMp3Error("there is no frame of sound")
    return tuple(found)


def file(sound: Sequence[bytes]) -> bytes:
    """Return the frames as a file that tells a player how long it is and where to find each hundredth of it."""
    header = _describing_header(sound[0][:_HEADER])
    length = _length(header)
    total = length + sum(len(frame) for frame in sound)
    ends, at = [], length
    for frame in sound:
        ends.append(at)
        at += len(frame)
    places = bytes(ends[place * len(sound) // _PLACES] * 256 // total for place in range(_PLACES))
    description = b"Xing" + struct.pack(">III", _FRAMES_BYTES_AND_PLACES, len(sound), total) + places
    return (header + bytes(_SIDE_INFORMATION) + description).ljust(length, b"\0") + b"".join(sound)


def _describing_header(header: bytes) -> bytes:
    """Return a header like `header` whose frame is long enough for the description (32 kilobits a second)."""
    return header[:2] + bytes([_KILOBITS.index(32) << 4 | header[2] & 0b1100]) + header[3:]


def _length(header: bytes) -> int:
    known, rates, channels = _RATES.get(int.from_bytes(header[:2]) & _MASK, ()), header[2], header[3]
    kilobits, rate = rates >> 4, rates >> 2 & 3
    if not 0 < kilobits < len(_KILOBITS) or rate >= len(known):
        raise NotMp3Error("a frame does not begin as it should")
    if channels & _MONO != _MONO:
        raise NotMp3Error("there is more than one channel")
    return 72_000 * _KILOBITS[kilobits] // known[rate] + (rates >> 1 & 1)
