"""What is logged: one JSON object a line on standard error, without anything that a person wrote."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import Final

import structlog

_HOUSE: Final = Path(__file__).parent.parent
_FRAMES: Final = 5


def set_up() -> None:
    """Send every log line of ours to standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=lambda: structlog.WriteLogger(sys.stderr),
    )


def where(error: BaseException) -> list[str]:
    """Return the last places that an error passed, without its message, which may hold a person's words."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(_HOUSE)) if path.is_relative_to(_HOUSE) else path.name
