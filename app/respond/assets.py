"""Addresses of styles, scripts, fonts and pictures; each holds the file's hash, so that it may be kept for a year."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

import structlog

from accessibility import pictures

BUILT: Final = Path(__file__).parent.parent / "static" / "built"

_log = structlog.get_logger()


@cache
def asset(name: str) -> str:
    """Return the address of a built file. One that was not built is logged, and its page does without it."""
    path = BUILT / name
    if not path.is_file():
        _log.warning("asset_not_built", name=name, cure="make install")
        return f"/static/{name}"
    return f"/static/{name}?v={_hash(path)}"


@cache
def picture(concept: str) -> str:
    """Return the address of the picture for a concept. Raises what the picture set raises where it has none."""
    path = pictures.default().path(concept)
    return f"/pictures/{path.parent.parent.name}/{path.name}?v={_hash(path)}"


@cache
def picture_credit() -> str:
    """Return whom the pictures are owed to."""
    return pictures.default().credit


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]
