"""How far someone has come, and where they go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from surveys import routing
from surveys.submissions import WHO_HELPED

if TYPE_CHECKING:
    from app.respond.visit import Visit
    from surveys.questionnaire import Item

ABOUT_YOU: Final = "about_you"
"""The section that can be skipped as a whole."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Question `number` of `total`, counted along the route that the answers so far lay out."""

    number: int
    total: int


def progress(visit: Visit, item: Item) -> Progress:
    """Count the questions up to `item`, which applies, and in all; a note counts with the question that follows it."""
    before = total = 0
    for one in visit.route:
        if one is item:
            before = total
        total += one.asks
    return Progress(number=min(before + 1, total), total=total)


def is_helped(visit: Visit, item: Item) -> bool:
    """Whether the page shows helpers where to read how to help: where they say who they are, and just after."""
    before = routing.previous(visit.questionnaire, visit.answers, item.name)
    return item.name == WHO_HELPED or (before is not None and before.name == WHO_HELPED)


def can_skip_section(visit: Visit, item: Item) -> bool:
    """Whether the page offers to skip the rest of the section at once."""
    return visit.questionnaire.section_of(item.name).name == ABOUT_YOU


def newly_applies(visit: Visit, applied: frozenset[str]) -> Item | None:
    """Return the first item that a change has brought and that was never met, None where there is none.

    Someone who changes an answer on the check page is asked it before they return; `applied` names what applied before.
    """
    return next((one for one in visit.route if one.name not in applied and one.name not in visit.raw), None)


def after_section(visit: Visit, item: Item) -> Item | None:
    """Return the first item that applies after the section of `item`, None for the check page."""
    section = visit.questionnaire.section_of(item.name)
    return routing.following(visit.questionnaire, visit.answers, section.items[-1].name)
