"""What every PDF that leaves needs beyond what LibreOffice writes: a sound structure, and no date of its own making."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    _without_empty(made.Root.StructTreeRoot)
    numbers = [int(number) for number in list(made.Root.StructTreeRoot.ParentTree.Nums)[::2]]
    made.Root.StructTreeRoot.ParentTreeNextKey = max(numbers, default=-1) + 1


def saved(made: Pdf) -> bytes:
    """Return the file: the same bytes for the same content."""
    content = io.BytesIO()
    made.save(content, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return content.getvalue()


def elements(made: Pdf) -> Iterator[Object]:
    """Yield every element of the structure in reading order."""
    waiting = children(made.Root.StructTreeRoot)[::-1]
    while waiting:
        element = waiting.pop()
        if is_element(element):
            yield element
            waiting.extend(children(element)[::-1])


def children(element: Object) -> list[Object]:
    """Return what stands below an element of the structure: elements, references, numbers of marked content."""
    below = element.get("/K")
    if below is None:
        return []
    return list(below) if isinstance(below, Array) else [below]


def is_element(thing: object) -> bool:
    """Whether something in the structure is an element of it, not a number or a reference."""
    return isinstance(thing, Dictionary) and "/S" in thing


def is_same(one: object, other: object) -> bool:
    """Whether two parts of the structure are the same object."""
    return isinstance(one, pikepdf.Object) and isinstance(other, pikepdf.Object) and one.objgen == other.objgen


def parents_of(made: Pdf, page: Object) -> Object:
    """Return, for a page, the list of the elements that its marked contents belong to."""
    numbers = made.Root.StructTreeRoot.ParentTree.Nums
    for place in range(0, len(numbers), 2):
        if int(numbers[place]) == int(page.StructParents):
            return numbers[place + 1]
    message = "the page is not in the structure"
    raise LookupError(message)


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
