"""What reading a Word copy is not sure of: each doubt names the question, the reason, the words, and their place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from exports.copies.wording import reading


class Reason(StrEnum):
    """Why a person must look; the words for each stand in copies/wording.yaml."""

    TWO_TICKS = "two_ticks"
    UNCLEAR = "unclear"
    TWICE = "twice"
    MISSING = "missing"
    OUTSIDE = "outside"
    EMPHASISED = "emphasised"
    DELETED = "deleted"
    NOT_ASKED = "not_asked"
    TOO_LONG = "too_long"
    NO_SUCH_PLACE = "no_such_place"
    PICTURE = "picture"
    OBJECT = "object"


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where in the document to look: a paragraph of the body, counted from 0, and the bookmark nearest to it."""

    paragraph: int | None = None
    bookmark: str = ""


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Something a person must settle. `item` is the question it stands at, None where it stands at none.

    `shown` is what stands there, word for word; `read` is the answer that it most likely means, codes or one text, and
    empty where nothing can be said.
    """

    item: str | None
    reason: Reason
    shown: str = ""
    read: tuple[str, ...] = ()
    spot: Spot | None = None

    def __str__(self) -> str:
        """Say it in one line."""
        where = f"{self.item}: " if self.item else ""
        words = f": {self.shown!r}" if self.shown else ""
        return f"{where}{reading().doubts[self.reason]}{words}"
