"""The one place that reads the clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from surveys.inspections import LONDON

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    Clock = Callable[[], datetime]


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


def day(moment: datetime) -> date:
    """Return the day of `moment` in London."""
    return moment.astimezone(LONDON).date()
