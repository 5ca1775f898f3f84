"""Sees to it that no draft outlasts the time in which it can be sent, and no copy of what was sent its hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import structlog
from flask import request

from app.installation import here
from app.store import drafts, keepsakes, tries
from app.store.database import UnavailableError

if TYPE_CHECKING:
    from flask import Flask

    from app.installation import Installation

EVERY: Final = timedelta(minutes=10)
"""How often each process looks, at most: that long after the week and its hour a draft may stand."""

_log = structlog.get_logger()


def set_up(app: Flask) -> None:
    """Look for drafts that are over now and then, before a page is shown: no other process has to be kept running."""
    due = datetime.min.replace(tzinfo=UTC)

    @app.before_request
    def sweep_when_due() -> None:
        nonlocal due
        if request.endpoint == "health.alive":  # it answers also while the database does not
            return
        now = here().clock()
        if now < due:
            return
        due = now + EVERY
        try:
            sweep(here())
        except UnavailableError:
            _log.warning("drafts_not_swept")


def sweep(installation: Installation) -> None:
    """Destroy the drafts that can't be sent any more, and copies whose hour is over. Raises UnavailableError."""
    database, now = installation.database, installation.clock()
    if destroyed := drafts.destroy_expired(database, now):
        _log.info("drafts_destroyed", number=destroyed)
    if destroyed := keepsakes.destroy_expired(database, now):
        _log.info("copies_destroyed", number=destroyed)
    tries.forget_old(database, now)
