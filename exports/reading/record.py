"""A copy that was read, as plain JSON: what `heard word read --json` prints, and what a reading process hands back."""

from __future__ import annotations

from typing import Any

from exports.copies.marks import Reference, references
from exports.reading.doubts import Doubt, Reason, Spot
from exports.reading.filled import FilledCopy


class NoRecordError(ValueError):
    """This is not what a copy that was read looks like."""


def record(copy: FilledCopy) -> dict[str, Any]:
    """Return the copy as a record. Fields are only ever added to it."""
    return {
        "reference": str(copy.reference),
        "questionnaire": copy.group,
        "version": copy.version,
        "language": copy.language,
        "answers": {item: list(given) for item, given in copy.raw.items()},
        "doubts": [_doubt(doubt) for doubt in copy.doubts],
    }


def of_record(kept: dict[str, Any]) -> FilledCopy:
    """Return the copy that a record was made of. Raises NoRecordError."""
    try:
        return FilledCopy(
            reference=_reference(kept["reference"]),
            raw={str(item): tuple(map(str, given)) for item, given in kept["answers"].items()},
            doubts=tuple(_of_doubt(doubt) for doubt in kept["doubts"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NoRecordError(f"not a record of a copy: {error}") from None


def _doubt(doubt: Doubt) -> dict[str, Any]:
    spot = doubt.spot or Spot()
    return {
        "item": doubt.item,
        "reason": doubt.reason.value,
        "shown": doubt.shown,
        "read": list(doubt.read),
        "paragraph": spot.paragraph,
        "bookmark": spot.bookmark,
    }


def _of_doubt(kept: dict[str, Any]) -> Doubt:
    paragraph, bookmark = kept["paragraph"], str(kept["bookmark"])
    spot = Spot(paragraph=None if paragraph is None else int(paragraph), bookmark=bookmark)
    return Doubt(
        item=None if kept["item"] is None else str(kept["item"]),
        reason=Reason(kept["reason"]),
        shown=str(kept["shown"]),
        read=tuple(map(str, kept["read"])),
        spot=None if spot == Spot() else spot,
    )


def _reference(words: str) -> Reference:
    found = references(words)
    if len(found) != 1:
        raise NoRecordError("not a form's reference")
    return found[0]
