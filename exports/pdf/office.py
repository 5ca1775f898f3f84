"""Runs LibreOffice, which sets Word documents as PDF: it is not always there, and then that is said."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PROGRAMS: Final = ("soffice", "libreoffice")
SECONDS: Final = 240
"""After so long LibreOffice hangs: it takes about a second for a copy."""

_ASKED: Final = {
    "PDFUACompliance": "true",
    "UseTaggedPDF": "true",
    "ExportBookmarks": "true",
    "UseLosslessCompression": "true",
    "ReduceImageResolution": "false",  # a QR code made coarser is a QR code that fewer cameras read
}
_FILTER: Final = "pdf:writer_pdf_Export:" + json.dumps(
    {name: {"type": "boolean", "value": value} for name, value in _ASKED.items()}
)


class NoOfficeError(RuntimeError):
    """There is no LibreOffice on this machine, or it failed; the message says which, and what to do."""


def available() -> bool:
    """Whether there is a LibreOffice on this machine."""
    return _program() is not None


def converted(documents: Mapping[str, bytes], *, side_by_side: int = 2) -> dict[str, bytes]:
    """Return each .docx as a tagged PDF, by the same names. Raises NoOfficeError.

    All go through one LibreOffice, or through `side_by_side` of them, each with a profile of its own, since starting
    one takes as long as two copies.
    """
    program = _program()
    if program is None:
        raise NoOfficeError("LibreOffice is not on this machine: install it (libreoffice-writer) to make PDFs.")
    names = list(documents)
    shares = [share for share in (names[start::side_by_side] for start in range(side_by_side)) if share]
    with ThreadPoolExecutor(max_workers=max(len(shares), 1)) as runs:
        made = list(runs.map(lambda share: _run(program, {name: documents[name] for name in share}), shares))
    found = {name: content for part in made for name, content in part.items()}
    return {name: found[name] for name in names}


def _program() -> str | None:
    return next((found for found in map(shutil.which, PROGRAMS) if found), None)


def _run(program: str, documents: Mapping[str, bytes]) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory(prefix="heard-pdf-") as name:
        folder = Path(name)
        files = [folder / f"{number}.docx" for number in range(len(documents))]
        for file, content in zip(files, documents.values(), strict=True):
            file.write_bytes(content)
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", _FILTER, "--outdir", str(folder), *map(str, files)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=SECONDS, stdin=subprocess.DEVNULL)
            return {
                document: file.with_suffix(".pdf").read_bytes() for document, file in zip(documents, files, strict=True)
            }
        except subprocess.TimeoutExpired:
            message = f"LibreOffice did not finish in {SECONDS} seconds: make fewer PDFs at once, or try again."
        except (subprocess.CalledProcessError, OSError):
            message = "LibreOffice could not make the PDF: try again, or open the Word copy in it and export it there."
    raise NoOfficeError(message)
