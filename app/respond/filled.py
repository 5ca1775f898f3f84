"""What stands in a question's form, and what somebody wrote in one that can't be taken any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from surveys import definitions
from surveys.answers import clean
from surveys.questionnaire import GROUPS, ItemKind

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


def written() -> tuple[str, ...]:
    """Return the texts that stand in the form that was sent, whichever page of questions it came from."""
    address = request.view_args or {}
    if address.get("group") not in GROUPS:
        return ()
    texts = [item.name for item in definitions.newest(address["group"]).items if item.kind is ItemKind.TEXT]
    fields = ["answer"] if address.get("name") in texts else [f"answer-{name}" for name in texts]
    try:
        return tuple(words for field in fields for words in map(clean, request.form.getlist(field)) if words)
    except RequestEntityTooLarge:
        return ()
