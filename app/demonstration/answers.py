"""What invented people answer: ordinary shares with the planted problems of planted.yaml, through the one gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import exp, log
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml
from numpy.random import default_rng

from app.demonstration import comments, people
from surveys.questionnaire import GROUPS, ItemKind
from surveys.submissions import submit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.random import Generator

    from app.demonstration.people import Person
    from surveys.questionnaire import Item, Questionnaire
    from surveys.submissions import Submission

_FILE: Final = Path(__file__).with_name("planted.yaml")


@dataclass(frozen=True, kw_only=True)
class Planted:
    """A problem (or a strength) that the lines of enquiry are to find."""

    id: str
    kind: str
    what: str
    construct: str | None
    theme: str | None
    among: Mapping[str, list[str]]
    shares: tuple[dict[str, Any], ...]
    comments: tuple[dict[str, Any], ...]


@cache
def planted() -> tuple[Planted, ...]:
    """Return what is planted, in the file's order."""
    return tuple(
        Planted(
            id=entry["id"],
            kind=entry["kind"],
            what=entry["what"],
            construct=entry.get("construct"),
            theme=entry.get("theme"),
            among=entry.get("among", {}),
            shares=tuple(entry["shares"]),
            comments=tuple(entry["comments"]),
        )
        for entry in _content()["planted"]
    )


def ordinary(group: str) -> Mapping[str, float]:
    """Return, for each construct that `group` is asked, the share in the lower half of the scale where all is usual."""
    shares: dict[str, float] = _content()["ordinary"][group]
    return shares


def submissions(
    questionnaires: Mapping[str, Questionnaire], opened: date, *, scale: float = 1.0
) -> Iterator[Submission]:
    """Yield the invented submissions of every group, always the same ones; `scale` makes fewer or more of them."""
    for number, group in enumerate(GROUPS):
        chance = default_rng([people.content()["seed"], number])
        for _ in range(round(people.content()["numbers"][group] * scale)):
            person = people.draw(chance, group)
            yield submit(
                questionnaires[group],
                _raw(chance, person, questionnaires[group]),
                id=chance.bytes(16).hex(),
                language=person.language,
                mode=person.mode,
                channel=person.channel,
                day=opened + timedelta(days=person.day),
            )


@cache
def _content() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return loaded


def _raw(chance: Generator, person: Person, questionnaire: Questionnaire) -> dict[str, list[str]]:
    raw: dict[str, list[str]] = {}
    for item in questionnaire.items:
        if item.relevance is not None and not item.relevance.codes.intersection(raw.get(item.relevance.item, ())):
            continue
        given = _given(chance, person, item)
        if given:
            raw[item.name] = given
    return raw


def _given(chance: Generator, person: Person, item: Item) -> list[str]:
    if item.kind is ItemKind.TEXT:
        return _comment(chance, person, item.name)
    if item.name in person.about:
        unsaid = chance.random() < people.content()["unsaid"]
        return [] if unsaid else [code for code in person.about[item.name] if code in item.codes]
    if item.construct is None or chance.random() < people.content()["skipped"]:
        return []
    dont_know = _content()["dont_know"]
    missing = [option.code for option in item.options if option.missing]
    if missing and chance.random() < dont_know.get(item.construct, dont_know["otherwise"]):
        return missing[:1]
    scale = [option.code for option in item.options if not option.missing]
    return [scale[_place(chance, person, item.construct, len(scale))]]


def _place(chance: Generator, person: Person, construct: str, length: int) -> int:
    """Return a place on a scale that is listed from best to worst: a half of it first, then its near or far end."""
    share = _share(person, construct)
    odds = log(share / (1 - share)) + _content()["answers_alike"] * person.level
    in_lower_half = chance.random() < 1 / (1 + exp(-odds))
    half = range(length // 2, length) if in_lower_half else range(length // 2)
    places = list(half) if in_lower_half else list(reversed(half))
    few, many = _content()["far_end"]
    at_far_end = few + (many - few) * (share if in_lower_half else 1 - share)
    return places[-1] if chance.random() < at_far_end else places[0]


def _share(person: Person, construct: str) -> float:
    share = ordinary(person.group)[construct]
    for one in planted():
        for rule in one.shares:
            if person.group in rule["groups"] and construct in rule["constructs"] and _is_among(person, one):
                share = rule["share"]
    return share


def _is_among(person: Person, one: Planted) -> bool:
    # Practitioners tell nothing of one child's need or place: what is planted for some children meets them by their
    # questions' own relevance, or not at all.
    among = {item: codes for item, codes in one.among.items() if item in person.about}
    return person.is_among(among)


def _comment(chance: Generator, person: Person, prompt: str) -> list[str]:
    wanted = [
        rule["theme"]
        for one in planted()
        for rule in one.comments
        if rule["group"] == person.group
        and prompt in rule["prompts"]
        and _is_among(person, one)
        and chance.random() < rule["chance"]
    ]
    if chance.random() >= comments.content()["writes"][person.group][prompt]:
        return []
    return [comments.write(chance, person.group, prompt, wanted[:2])]
