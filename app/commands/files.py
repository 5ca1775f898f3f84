"""Writes the file that a command was asked for: whole or not at all, and never in the place of what is no file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Final

import click

PRIVATE: Final = 0o600
"""For what holds answers: its owner alone may read it."""
PUBLIC: Final = 0o644
"""For what goes out to everybody."""


def put(out: Path, content: bytes, *, mode: int = PRIVATE) -> None:
    """Write aside, then rename, so that a file that was there is never left half written. Raises ClickException.

    What is there and is no file (a device, a pipe) is written to as it is: renaming would put a file in its place.
    """
    try:
        if out.exists() and not out.is_file():
            with out.open("wb") as there:
                there.write(content)
            return
        _replace(out.resolve(), content, mode)
    except OSError as error:
        raise click.ClickException(f"{out} can't be written: {_why(out, error)}") from None


def _replace(out: Path, content: bytes, mode: int) -> None:
    handle, aside = tempfile.mkstemp(dir=out.parent, prefix=".heard.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(aside).chmod(mode)
        Path(aside).replace(out)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _why(out: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"there is no folder {out.parent}. Make it first, or write somewhere else."
    if isinstance(error, IsADirectoryError):
        return "it is a folder. Give the name of a file in it."
    return f"{(error.strerror or 'it failed').lower()}."
