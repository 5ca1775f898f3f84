"""Which items apply, given the answers so far: a pure function of the questionnaire and the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.questionnaire import Item, Questionnaire


class Chosen(Protocol):
    """As much of an answer as decides what is asked next."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes chosen; none for a text."""


def route(questionnaire: Questionnaire, answers: Mapping[str, Chosen]) -> tuple[Item, ...]:
    """Return the items that apply, in order. An answer counts only while its own item applies."""
    chosen = tuple(answers[name].codes if name in answers else None for name in questionnaire.gates)
    known = questionnaire.routes.get(chosen)
    if known is None:
        if len(questionnaire.routes) >= _MOST:
            questionnaire.routes.clear()
        known = questionnaire.routes[chosen] = _route(questionnaire, answers)
    return known


def following(questionnaire: Questionnaire, answers: Mapping[str, Chosen], name: str) -> Item | None:
    """Return the item after the one called `name`, or None after the last.

    Where `name` itself no longer applies, the next one in the questionnaire's order that does.
    """
    here = questionnaire.position(name)
    return next((one for one in route(questionnaire, answers) if questionnaire.position(one.name) > here), None)


def previous(questionnaire: Questionnaire, answers: Mapping[str, Chosen], name: str) -> Item | None:
    """Return the item before the one called `name`, or None before the first."""
    here = questionnaire.position(name)
    before = (one for one in reversed(route(questionnaire, answers)) if questionnaire.position(one.name) < here)
    return next(before, None)


_MOST: Final = 1000
"""Ways through one questionnaire that are remembered. People take a few dozen; where there are more, all are let go."""


def _route(questionnaire: Questionnaire, answers: Mapping[str, Chosen]) -> tuple[Item, ...]:
    taken: list[Item] = []
    on_route: set[str] = set()
    for item in questionnaire.items:
        if item.relevance is not None:
            given = answers.get(item.relevance.item) if item.relevance.item in on_route else None
            if given is None or not item.relevance.codes.intersection(given.codes):
                continue
        taken.append(item)
        on_route.add(item.name)
    return tuple(taken)
