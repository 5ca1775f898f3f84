"""The pack of an inspection as a file that is made once, in a process of its own, so that no page waits for it."""

from __future__ import annotations

import fcntl
import hashlib
import multiprocessing
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from app import papers
from app.installation import installation as opened
from app.store import inspections

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.config import Settings
    from app.installation import Installation
    from surveys.inspections import Inspection

FOLDER: Final = "packs"
_STEP: Final = 0.2
_KEPT_DIGITS: Final = 16


class NoPackError(RuntimeError):
    """The pack could not be made; the message says why."""


def ready(installation: Installation, inspection: Inspection, *, seconds: float) -> Path | None:
    """Return the pack's file, or None where it is not made within `seconds`: then it is being made.

    Raises NoPackError where it could not be made; whoever asks again has it tried again.
    """
    path = _path(installation, inspection)
    waited = 0.0
    begun = False
    while not path.is_file():
        failed = path.with_suffix(".failed")
        if begun and failed.is_file():
            reason = failed.read_text(encoding="utf-8")
            failed.unlink(missing_ok=True)
            raise NoPackError(reason)
        if not begun and not _is_making(path):
            failed.unlink(missing_ok=True)
            _begin(installation.settings, inspection.code, path)
        begun = True
        if waited >= seconds:
            return None
        time.sleep(_STEP)
        waited += _STEP
    return path


def make(settings: Settings, code: str, path: Path) -> None:
    """Make the pack, unless another process makes it already. This is what the process of its own runs."""
    with _making(path) as alone:
        if not alone or path.is_file():
            return
        try:
            from exports import pack

            installation = opened(settings)
            order = papers.order(installation, inspections.find(installation.database, code))
            made = pack.build(order)
            for old in path.parent.glob(f"{code}.*.zip"):
                old.unlink(missing_ok=True)
            aside = path.with_suffix(".aside")
            aside.write_bytes(made.content)
            aside.replace(path)
        except Exception as error:
            path.with_suffix(".failed").write_text(" ".join(str(error).split()), encoding="utf-8")
            raise


def _begin(settings: Settings, code: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    making = multiprocessing.get_context("spawn").Process(target=make, args=(settings, code, path), daemon=False)
    making.start()


def _path(installation: Installation, inspection: Inspection) -> Path:
    """Return where the pack is kept: by another name as soon as anything in it would be different."""
    order = papers.order(installation, inspection)
    said = (
        inspection,
        order.send_to,
        order.start,
        order.pictures.folder,
        *order.questionnaires,
        papers.stamp(installation),
    )
    digest = hashlib.sha256(repr(said).encode()).hexdigest()[:_KEPT_DIGITS]
    return installation.settings.home / FOLDER / f"{inspection.code}.{digest}.zip"


def _is_making(path: Path) -> bool:
    if not path.parent.is_dir():
        return False
    with _making(path) as alone:
        return not alone


@contextmanager
def _making(path: Path) -> Iterator[bool]:
    """Hold the lock of the file that is made; False where somebody else holds it. It ends with its process."""
    handle = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(handle)
