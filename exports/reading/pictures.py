"""How large a picture says it is, told by its first bytes alone: a picture that came back is never opened."""

from __future__ import annotations

import struct
from typing import Final

MOST_PIXELS: Final = 150_000_000
"""The largest cameras of phones make 108 million; a picture that claims more is made to fill a memory."""

_FRAMES: Final = frozenset(range(0xFFC0, 0xFFD0)) - {0xFFC4, 0xFFC8, 0xFFCC}
"""The segments of a JPEG that hold the sides of the picture."""


def pixels(start: bytes) -> int:
    """Return width times height as the first 64 kB of a picture say, 0 where they don't."""
    try:
        width, height = _sides(start)
    except struct.error:
        return 0
    return abs(width * height)


def _sides(start: bytes) -> tuple[int, int]:
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return struct.unpack_from(">II", start, 16)
    if start.startswith(b"GIF8"):
        return struct.unpack_from("<HH", start, 6)
    if start.startswith(b"BM"):
        return struct.unpack_from("<ii", start, 18)
    if start.startswith(b"\xff\xd8"):
        return _jpeg(start)
    return 0, 0


def _jpeg(start: bytes) -> tuple[int, int]:
    place = 2
    while True:
        marker, length = struct.unpack_from(">HH", start, place)
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", start, place + 5)
            return width, height
        place += 2 + max(length, 2)
