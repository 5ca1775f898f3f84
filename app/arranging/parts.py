"""The parts of an area that a person can choose from, as somebody types their names."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from surveys.strict_yaml import LONGEST_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST: Final = 60


class NotAPartError(ValueError):
    """A part's name can't be used; the message says why."""


def parts_of_area(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return a code and the name of each part of the area. Raises NotAPartError."""
    parts: dict[str, str] = {}
    for given in names:
        name = " ".join(given.split())
        if not name or len(name) > _LONGEST or not name.isprintable():
            raise NotAPartError(f"A part's name has 1 to {_LONGEST} letters: {given[:_LONGEST]!r}.")
        plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
        code = "_".join(re.findall("[a-z0-9]+", plain))[:LONGEST_NAME].strip("_") or f"part_{len(parts) + 1}"
        if code in parts or code == "rather_not_say":
            raise NotAPartError(f"The part {name!r} can't be told from another choice: give it another name.")
        parts[code] = name
    return tuple(parts.items())
