"""Holds a .docx that goes out to the rules for Word copies, and to what Word's own accessibility checker looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exports.checking import forms, look, pictures, structure
from exports.checking.opened import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exports.checking.faults import Fault

RULES: Final[tuple[Callable[[Document], Iterator[Fault]], ...]] = (
    *structure.RULES,
    *pictures.RULES,
    *look.RULES,
    *forms.RULES,
)


def faults(content: bytes) -> tuple[Fault, ...]:
    """Return what is wrong with a .docx, none where nothing was found. Raises UnreadableError."""
    document = Document(content)
    return tuple(fault for rule in RULES for fault in rule(document))
