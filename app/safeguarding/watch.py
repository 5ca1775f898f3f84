"""The thread beside the web pages that sends what mail is due: at once where something was raised, else each minute."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING, Final

import structlog

from app import logs
from app.safeguarding import telling
from app.store.database import UnavailableError

if TYPE_CHECKING:
    from flask import Flask

    from app.installation import Installation

EXTENSION: Final = "heard_watch"
EVERY: Final = 60.0
"""Seconds: how often it looks by itself, since another process may have taken the answers."""

_log = structlog.get_logger()


class Watch:
    """Sends what is due in a thread of its own, so that nobody who answers waits for a mail server."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._awake = Event()
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="safeguarding", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def wake(self) -> None:
        """Look now: something was raised."""
        self._awake.set()

    def stop(self) -> None:
        """End the thread, after a mail that is being sent."""
        self._stopping.set()
        self._awake.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            told = 0
            try:
                told = telling.tell(self._installation)
            except UnavailableError:
                _log.warning("safeguarding_not_told")
            except Exception as error:  # noqa: BLE001 - the thread must outlive whatever goes wrong once
                _log.error("safeguarding_failed", kind=type(error).__name__, where=logs.where(error))
            if told:
                self._stopping.wait(EVERY)  # what a flood of answers raises goes in one mail a minute, not in hundreds
            self._awake.wait(EVERY)
            self._awake.clear()


def wake(app: Flask) -> None:
    """Wake the watch of an application that has one."""
    watch: Watch | None = app.extensions.get(EXTENSION)
    if watch is not None:
        watch.wake()
