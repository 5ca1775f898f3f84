"""The package of a .docx: the same bytes whenever it is written, and a written one with some of its parts exchanged."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""The oldest moment that a zip can name."""

_STAMP: Final = b"\x00\x00\x21\x00"
"""That moment as a zip writes it: two bytes of time, two of date."""
_IN_ENTRY, _IN_LIST, _LIST_ENTRY = 10, 12, 46


def steady(content: bytes) -> bytes:
    """Return a zip with the moment of each of its parts set to one that never changes."""
    changed = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        entries, at = package.infolist(), package.start_dir
    for entry in entries:
        start = entry.header_offset + _IN_ENTRY
        changed[start : start + len(_STAMP)] = _STAMP
        changed[at + _IN_LIST : at + _IN_LIST + len(_STAMP)] = _STAMP
        more = (int.from_bytes(changed[at + place : at + place + 2], "little") for place in (28, 30, 32))
        at += _LIST_ENTRY + sum(more)
    return bytes(changed)


def exchanged(content: bytes, exchange: Callable[[str, bytes], bytes]) -> bytes:
    """Return a package with each part as `exchange` gives it back."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            part = exchange(entry.filename, old.read(entry.filename))
            packing = zipfile.ZIP_STORED if entry.filename.endswith(".png") else entry.compress_type
            new.writestr(zipfile.ZipInfo(entry.filename, MOMENT), part, packing)
    return made.getvalue()
