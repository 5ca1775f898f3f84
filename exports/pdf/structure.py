"""Walks the structure of a tagged PDF: its elements, what stands below each, and what is on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Pdf


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
