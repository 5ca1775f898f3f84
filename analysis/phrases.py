"""The words of lines of enquiry: what each construct, theme and subgroup is called, and shares in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis.lines import Activity, Subgroup
from analysis.written import written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, kw_only=True)
class Words:
    """What is said of one construct."""

    weak: str
    well: str
    question: str
    strength_question: str
    wrong: str
    track: str
    sample: str
    ask_for: str
    themes: tuple[str, ...]


_SHARES = (
    (0.005, "almost none"),
    (0.10, "few"),
    (0.22, "less than a quarter"),
    (0.28, "about a quarter"),
    (0.30, "more than a quarter"),
    (0.37, "about a third"),
    (0.45, "less than half"),
    (0.55, "about half"),
    (0.63, "more than half"),
    (0.70, "about two thirds"),
    (0.95, "most"),
    (0.995, "nearly all"),
)


def share(value: float) -> str:
    """Say a share as inspection reports do."""
    return next((words for upper, words in _SHARES if value < upper), "all")


def share_of(value: float, who: str) -> str:
    """Say a share of some people, as in "most parents and carers" or "about half of practitioners"."""
    words = share(value)
    return f"{_BEFORE_NOUN[words]} {who}" if words in _BEFORE_NOUN else f"{words} of {who}"


_BEFORE_NOUN = {"almost none": "almost no", "few": "few", "most": "most", "nearly all": "nearly all", "all": "all"}


def per_cent(value: float) -> str:
    """Say a share as a whole per cent, halves rounded up."""
    return f"{int(value * 100 + 0.5)}%"


def points(value: float) -> str:
    """Say a difference of shares in whole points, halves rounded up."""
    number = int(abs(value) * 100 + 0.5)
    return "1 point" if number == 1 else f"{number} points"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def sentence(words: str) -> str:
    """Begin with a capital letter."""
    return words[:1].upper() + words[1:]


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = written("enquiry")
    return content


def method() -> str:
    """Return the version of the method and its words."""
    return str(_content()["method"])


@cache
def constructs() -> Mapping[str, Words]:
    """Return what is said of each construct."""
    return {
        id_: Words(**{**entry, "themes": tuple(entry["themes"])}) for id_, entry in _content()["constructs"].items()
    }


def theme_question(theme: str) -> str:
    """Return the question that tests a theme."""
    return str(_content()["themes"][theme])


def group(name: str) -> str:
    """Return a group as a sentence calls it."""
    return str(_content()["groups"][name]["name"])


def short_group(name: str) -> str:
    """Return a group as a chart or table calls it."""
    return str(_content()["groups"][name]["short"])


def subgroup(one: Subgroup) -> str:
    """Return a subgroup as a sentence calls it; by its answer where nothing better is known."""
    known = _content()["subgroups"].get(one.item, {}).get(one.code)
    return str(known) if known else f"those who answered “{one.label}”"


def margin(item: str) -> str:
    """Return what answers are weighted by, in words."""
    return str(_content()["margins"][item])


def way(code: str) -> str:
    """Return a way of answering, or a time, in words."""
    return str(_content()["ways"][code])


def last_time(opened: str) -> str:
    """Say when an area was last asked, as in "last time (November 2024)"."""
    year, month, _ = opened.split("-")
    return f"{way('last_time')} ({_MONTHS[int(month) - 1]} {year})"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def activity(id_: str, reason: str) -> Activity:
    """Return an activity with its name and the reason for it."""
    return Activity(id=id_, name=_content()["activities"][id_], reason=reason)
