"""Holds a .docx that goes out to the rules for Word copies, and to what Word's own accessibility checker looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exports import word_check_forms, word_check_look, word_check_pictures, word_check_structure
from exports.word_opened import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exports.word_faults import Fault

RULES: Final[tuple[Callable[[Document], Iterator[Fault]], ...]] = (
    *word_check_structure.RULES,
    *word_check_pictures.RULES,
    *word_check_look.RULES,
    *word_check_forms.RULES,
)


def faults(content: bytes) -> tuple[Fault, ...]:
    """Return what is wrong with a .docx, none where nothing was found. Raises UnreadableError."""
    document = Document(content)
    return tuple(fault for rule in RULES for fault in rule(document))
