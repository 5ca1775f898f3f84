"""Files that hold a secret: written whole and once, readable by their owner alone, overwritten when they go."""

from __future__ import annotations

import fcntl
import os
import secrets
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from app.store.wrapping import WrappingKeyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FOR_OTHERS: Final = 0o077


def write_once(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read and that is whole from its first moment; FileExistsError if it is."""
    aside = _aside(path, content)
    try:
        os.link(aside, path)
    finally:
        aside.unlink()
    keep_folder(path.parent)


def replace(path: Path, content: bytes) -> None:
    """Put `content` in the place of the file, which is the old or the new one at every moment."""
    _aside(path, content).replace(path)
    keep_folder(path.parent)


def read_own(path: Path) -> str:
    """Return the words in a file that nobody but its owner may read. Raises FileNotFoundError, WrappingKeyError."""
    if path.stat().st_mode & _FOR_OTHERS:
        raise WrappingKeyError(f"The file {path} can be read by others than its owner: chmod 600 it.")
    return path.read_text(encoding="ascii", errors="replace")


def destroy(path: Path) -> None:
    """Overwrite and delete the file; nothing is done where there is none."""
    with suppress(FileNotFoundError):
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        keep_folder(path.parent)


def take_place(path: Path, following: Path | None) -> None:
    """Destroy the file; `following` takes its place in the same moment, so that a reader finds one of the two."""
    former = path.with_name(f".{path.name}.former")
    destroy(former)  # of a time that was cut short
    with suppress(FileNotFoundError):
        os.link(path, former)
    if following is not None:
        following.replace(path)
    else:
        path.unlink(missing_ok=True)
    keep_folder(path.parent)
    destroy(former)


def keep_folder(folder: Path) -> None:
    """See that a change of names in `folder` outlasts a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other processes from making or rotating keys in `folder`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _aside(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return aside
