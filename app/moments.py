"""Moments as a person types them: without a zone they are London's, and what the clocks make unclear is asked again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from surveys.inspections import LONDON

_FORM: Final = "Give a day and a time, as in 2026-11-23T09:30."
_YEARS: Final = range(2020, 2100)


class NotAMomentError(ValueError):
    """What was typed is no moment, or could be two; the message says what to type."""


def moment(typed: str) -> datetime:
    """Return the moment that was typed in ISO 8601, with its zone. Raises NotAMomentError."""
    try:
        read = datetime.fromisoformat(typed.strip())
    except ValueError:
        raise NotAMomentError(f"{typed[:40]!r} is not a day and a time. {_FORM}") from None
    if "T" not in typed.upper() and ":" not in typed:
        raise NotAMomentError(f"{typed[:40]!r} has no time. {_FORM}")
    if read.year not in _YEARS:
        raise NotAMomentError(f"the year {read.year} is not from {_YEARS.start} to {_YEARS.stop - 1}. {_FORM}")
    if read.tzinfo is not None:
        return read
    local = read.replace(tzinfo=LONDON)
    if local.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != read:
        raise NotAMomentError(
            f"there was no {read:%H:%M} in London on {read:%Y-%m-%d}: the clocks went forward. "
            "Give a time an hour later."
        )
    if local.replace(fold=1).utcoffset() != local.utcoffset():
        raise NotAMomentError(
            f"there were two {read:%H:%M} in London on {read:%Y-%m-%d}: the clocks went back. "
            f"Say which: {read:%Y-%m-%dT%H:%M}+01:00 came first, {read:%Y-%m-%dT%H:%M}+00:00 second."
        )
    return local
