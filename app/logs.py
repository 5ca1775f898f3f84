"""What is logged: one JSON object a line on standard error, without anything that a person wrote."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TextIO, cast

import structlog

_HOUSE: Final = Path(__file__).parent.parent
_FRAMES: Final = 5


SERVER: Final[dict[str, Any]] = {
    "formatters": {"json": {"()": "app.logs.AsJson"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}},
    "loggers": {"_granian": {"handlers": ["lines"], "level": "INFO", "propagate": False}},
}
"""How the web server writes its own lines; it logs no request."""


class AsJson(logging.Formatter):
    """Writes a line of a library as our own lines are written."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; of an error, its kind and places without its message."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
        shape: dict[str, object] = {"event": "server", "words": record.getMessage(), "level": record.levelname.lower()}
        if record.exc_info and (error := record.exc_info[1]):
            shape |= {"kind": type(error).__name__, "where": where(error)}
        return json.dumps({**shape, "timestamp": moment})


class _Lines:
    """Standard error, where a line that can't be written, as on a full disk, keeps no page from being shown."""

    def write(self, words: str) -> None:
        with suppress(OSError):
            sys.stderr.write(words)

    def flush(self) -> None:
        with suppress(OSError):
            sys.stderr.flush()


def set_up() -> None:
    """Send every log line of ours to standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=lambda: structlog.WriteLogger(cast("TextIO", _Lines())),
    )


def failed(error: BaseException) -> None:
    """Log that a page failed and where, without the error's message or the page's address."""
    structlog.get_logger().error("page_failed", kind=type(error).__name__, where=where(error))


def where(error: BaseException) -> list[str]:
    """Return the last places that an error passed, without its message, which may hold a person's words."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(_HOUSE)) if path.is_relative_to(_HOUSE) else path.name
