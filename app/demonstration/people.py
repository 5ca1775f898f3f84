"""Invented people: who they are and how their answers came, drawn from the weights in people.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from surveys.questionnaire import Language
from surveys.submissions import Channel, Mode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.random import Generator

_FILE: Final = Path(__file__).with_name("people.yaml")
_NEED: Final = "need"
_SAYS_NOTHING: Final = frozenset({"dont_know", "rather_not_say"})


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone invented: the codes they would choose about themselves, and the way they answer."""

    group: str
    about: Mapping[str, tuple[str, ...]]
    level: float
    """How this person answers beside others, as a standard normal deviate: above 0 is less content."""
    language: Language
    mode: Mode
    channel: Channel
    day: int
    """Days after the survey opened."""

    def is_among(self, among: Mapping[str, list[str]]) -> bool:
        """Whether this person chose one of the codes at each of the items in `among`."""
        return all(set(codes) & set(self.about.get(item, ())) for item, codes in among.items())


@cache
def content() -> dict[str, Any]:
    """Return what people.yaml says."""
    loaded: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return loaded


def draw(chance: Generator, group: str) -> Person:
    """Draw one person of `group`."""
    ways = content()["ways"]
    about: dict[str, tuple[str, ...]] = {}
    for item, weights in content()[group].items():
        code = _pick(chance, _weights(weights, about))
        about[item] = (code,)
    if _NEED in about and about[_NEED][0] not in _SAYS_NOTHING and chance.random() < content()["also_has"]:
        second = _pick(chance, content()[group][_NEED])
        if second not in _SAYS_NOTHING and second != about[_NEED][0]:
            about[_NEED] = (*about[_NEED], second)
    return Person(
        group=group,
        about=about,
        level=float(chance.standard_normal()),
        language=Language(_pick(chance, ways[group]["language"])),
        mode=Mode(_pick(chance, ways["mode"])),
        channel=Channel(_pick(chance, ways[group]["channel"])),
        day=int(_pick(chance, {str(day): weight for day, weight in enumerate(ways["days"])})),
    )


def _weights(weights: dict[str, Any], about: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    if "by" not in weights:
        return weights
    chosen: dict[str, float] = weights["when"].get(about[weights["by"]][0], weights["otherwise"])
    return chosen


def _pick(chance: Generator, weights: Mapping[str, float]) -> str:
    at = chance.random() * sum(weights.values())
    for code, weight in weights.items():
        at -= weight
        if at < 0:
            return code
    return list(weights)[-1]
