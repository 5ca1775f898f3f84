"""Seconds of CPU for a Word copy out and in, for each questionnaire and language."""

from __future__ import annotations

import io
import time
import zipfile
from functools import partial
from typing import TYPE_CHECKING

from accessibility import pictures
from exports import word
from surveys.definitions import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
LIMIT = 1.0
"""Seconds that making one copy may take."""


def main() -> None:
    """Print the figures."""
    shown = pictures.default()
    for (group, version), questionnaire in sorted(catalogue().items()):
        for language in questionnaire.languages:
            reference = f"kent-4827/{group}/v{version}/{language}"
            address = f"https://heard.example/kent-4827/{group}"
            out, copy = _seconds(partial(word.write, questionnaire, language, reference, shown, address))
            back, _ = _seconds(partial(_read, copy))
            print(f"{group} {language}: out {out:.2f} s, in {back:.2f} s of CPU; {len(copy) / 1000:.0f} kB, ", end="")
            print(f"{out / LIMIT:.2f} of the limit, {_parts(copy)} parts")


def _seconds(work: Callable[[], bytes]) -> tuple[float, bytes]:
    made = work()  # the pictures are drawn once
    before = time.process_time()
    for _ in range(ROUNDS):
        made = work()
    return (time.process_time() - before) / ROUNDS, made


def _read(copy: bytes) -> bytes:
    word.read(copy, "copy.docx", catalogue())
    return copy


def _parts(copy: bytes) -> int:
    return len(zipfile.ZipFile(io.BytesIO(copy)).namelist())


if __name__ == "__main__":
    main()
