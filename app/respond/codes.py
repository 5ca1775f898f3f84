"""Finds an inspection by the code that a person typed from a poster, forgiving how it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.store import inspections

if TYPE_CHECKING:
    from app.store.database import Database
    from surveys.inspections import Inspection

LONGEST: Final = 80
"""Characters of what was typed that are looked at; no code comes near it."""

_ALIKE: Final = str.maketrans({"o": "0", "l": "1", "i": "1"})
"""Letters that are read off a poster as digits, and digits as letters."""


def find(database: Database, typed: str) -> Inspection:
    """Return the inspection whose code was typed, whatever its capitals, spaces, hyphens, o for 0 and l or i for 1.

    Raises NoSuchInspectionError where there is none, or where two codes differ in nothing else.
    """
    wanted = squeezed(typed[:LONGEST])
    found = [one for one in inspections.every(database) if wanted and squeezed(one.code) == wanted]
    if len(found) != 1:
        return inspections.find(database, " ".join(typed[:LONGEST].split()))
    return found[0]


def squeezed(code: str) -> str:
    """Return the letters and digits of a code alone, in one case, with those that look alike made one."""
    return "".join(character for character in code.casefold() if character.isalnum()).translate(_ALIKE)
