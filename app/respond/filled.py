"""What stands in a question's form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveys.answers import clean
from surveys.questionnaire import ItemKind

if TYPE_CHECKING:
    from surveys.questionnaire import Item


@dataclass(frozen=True, kw_only=True)
class Filled:
    """The codes chosen, or the text."""

    codes: frozenset[str] = frozenset()
    text: str = ""

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.codes or self.text)


def filled(item: Item, values: list[str]) -> Filled:
    """Return what stands in the form for `item` where `values` were given."""
    if item.kind is ItemKind.TEXT:
        return Filled(text=clean("\n".join(values)))
    return Filled(codes=frozenset(values))
