"""Addresses of styles, scripts, fonts and pictures; each holds the file's hash, so that it may be kept for a year."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import structlog

from app import language as languages
from app.installation import here

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accessibility.pictures import Credit, PictureSet

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


def picture(concept: str) -> str:
    """Return the address of the picture for a concept. Raises what the picture set raises where it has none."""
    return _picture(here().pictures, concept)


def picture_credit() -> Credit:
    """Return whom the pictures are owed to, in the page's language where the set says it in that."""
    return here().pictures.credit_in(languages.current())


def picture_files(shown: PictureSet) -> Iterator[tuple[str, Path]]:
    """Yield each picture's address, as a server sees it, with its file; files that are not there are left out."""
    for one in shown.pictures.values():
        if (path := shown.folder / one.file).is_file():
            yield f"/pictures/{shown.folder.name}/{one.file}", path


@cache
def _picture(shown: PictureSet, concept: str) -> str:
    path = shown.path(concept)
    return f"/pictures/{quote(shown.folder.name)}/{quote(shown.picture(concept).file)}?v={_hash(path)}"


def _hash(path: Path) -> str:
    """Return four letters that are others when the file is: a page with a hundred pictures feels each of them."""
    return base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest())[:4].decode()
