"""What every PDF that leaves needs beyond what LibreOffice writes: a sound structure, and no date of its own making."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Array, Name

from exports.pdf.figures import put_in
from exports.pdf.structure import children, is_element

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_DATES: Final = re.compile(rb"\s*<xmp:(CreateDate|ModifyDate|MetadataDate)>[^<]*</xmp:\1>")


def tidied(content: bytes) -> bytes:
    """Return a PDF that LibreOffice made without what differs from run to run, its structure put right."""
    with pikepdf.open(io.BytesIO(content)) as made:
        tidy(made)
        return saved(made)


def tidy(made: Pdf) -> None:
    """Take out dates and empty parts of the structure, and say where the next part of the structure goes."""
    for date in ("/CreationDate", "/ModDate"):
        if date in made.docinfo:
            del made.docinfo[date]
    words = made.Root.Metadata.read_bytes()
    made.Root.Metadata.write(_DATES.sub(b"", words))
    put_in(made)
    _without_empty(made.Root.StructTreeRoot)
    numbers = [int(number) for number in list(made.Root.StructTreeRoot.ParentTree.Nums)[::2]]
    made.Root.StructTreeRoot.ParentTreeNextKey = max(numbers, default=-1) + 1


def saved(made: Pdf) -> bytes:
    """Return the file: the same bytes for the same content."""
    content = io.BytesIO()
    made.save(content, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return content.getvalue()


def _without_empty(element: Object) -> None:
    """Take out elements that hold nothing: LibreOffice leaves one for each decorative picture."""
    below = children(element)
    kept = []
    for child in below:
        if is_element(child):
            _without_empty(child)
            if child.get("/K") is None and child.get("/S") == Name.Figure:
                continue
        kept.append(child)
    if len(kept) != len(below):
        if kept:
            element.K = Array(kept)
        else:
            del element["/K"]
