"""What a pack is made from: one inspection's questionnaires, addresses, pictures and recordings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import yaml

from surveys.inspections import LONDON

if TYPE_CHECKING:
    from datetime import datetime

    from accessibility.audio import Recordings
    from accessibility.pictures import PictureSet
    from surveys.inspections import Inspection
    from surveys.questionnaire import Language, Questionnaire
    from surveys.submissions import Channel

_FILE: Final = Path(__file__).with_name("order.yaml")
_NOON: Final = 12


class Addresses(Protocol):
    """Gives the web address of a survey."""

    def __call__(
        self, asked: Questionnaire, *, language: Language | None = None, channel: Channel | None = None
    ) -> str:
        """Return the address at which `asked` begins."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """One pack that is asked for."""

    inspection: Inspection
    questionnaires: tuple[Questionnaire, ...]
    """Tailored to the inspection, in the order of the groups."""
    address: Addresses
    start: str
    """The address at which a person chooses a survey."""
    site: str
    """The same as it is typed, without https:// and without the code."""
    send_to: str
    """Where filled copies go; empty where nobody has said."""
    pictures: PictureSet
    recordings: Recordings

    def languages(self, asked: Questionnaire) -> tuple[Language, ...]:
        """Return the languages in which the inspection offers a survey."""
        return tuple(language for language in asked.languages if language in self.inspection.languages)

    @property
    def until(self) -> str:
        """When the surveys close, in words."""
        return moment(self.inspection.window.closes)


@dataclass(frozen=True, kw_only=True)
class Made:
    """Files by their names in the pack, and in words what could not be made."""

    files: dict[str, bytes]
    missing: tuple[str, ...] = ()


@cache
def words() -> dict[str, Any]:
    """Return the words of order.yaml."""
    content: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content


def moment(when: datetime) -> str:
    """Return a moment in London's time, as in "9am on Tuesday 1 December 2026"."""
    there = when.astimezone(LONDON)
    minutes = f":{there.minute:02}" if there.minute else ""
    clock = f"{there.hour % _NOON or _NOON}{minutes}{'am' if there.hour < _NOON else 'pm'}"
    clock = {"12am": "midnight", "12pm": "midday"}.get(clock, clock)
    return f"{clock} on {there:%A} {there.day} {there:%B %Y}"


def named(language: Language) -> str:
    """Return what a language is called in the names of folders."""
    names: dict[str, str] = words()["languages"]
    return names.get(language, language)


def group_name(asked: Questionnaire) -> str:
    """Return what a survey is called among people at work."""
    names: dict[str, str] = words()["groups"]
    return names[asked.group]
