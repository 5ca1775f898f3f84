"""Whether those who read what people write are at work now, for the words beside each box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.installation import here
from app.safeguarding import hours

if TYPE_CHECKING:
    from datetime import datetime


def back_at_work() -> datetime | None:
    """Return when they are at work again; None while they are."""
    now = here().clock()
    return None if hours.at_work(now) else hours.next_begin(now)
