"""Every page that a respondent can meet, as data: a new page joins all proofs by one line here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from surveys.answers import LONGEST_TEXT
from surveys.definitions import newest
from surveys.questionnaire import GROUPS, ItemKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CODE: Final = "kent-4827"
CLOSED: Final = "york-1111"
NOT_YET: Final = "york-2222"
YOUNG: Final = f"/{CODE}/young-people"
PARENTS: Final = f"/{CODE}/parents-and-carers"
PRACTITIONERS: Final = f"/{CODE}/practitioners"
LANGUAGES: Final = ("en", "en-simple")


class Who(StrEnum):
    """Who opens a page: what they have answered before, on the same browser."""

    NEW = "has answered nothing"
    HELPED = "answers with help, so that every question applies"
    FOR_THEM = "answers for a young person, so that every question applies"
    ANSWERED = "has answered every question"
    SENT = "has sent the answers"


@dataclass(frozen=True, kw_only=True)
class Place:
    """One page: where it is, who opens it, and what its form is sent with where it is what comes back."""

    address: str
    who: Who = Who.NEW
    form: Mapping[str, str] = field(default_factory=dict)
    selector: str = "main form[method=post]"
    status: int = 200

    def __str__(self) -> str:
        """Return what a failure calls the page."""
        given = ", ".join(f"{name}={value[:12]!r}" for name, value in self.form.items())
        return " ".join(part for part in (self.address, f"sent with {given}" if given else "", f"({self.who})") if part)


AROUND: Final = (
    *(Place(address=address) for address in ("/", "/look", "/get-help", "/help", "/helpers")),
    *(Place(address=address) for address in ("/about", "/privacy", "/accessibility")),
    Place(address=f"/{CODE}"),
    Place(address=f"/{CLOSED}"),
    Place(address=f"/{NOT_YET}"),
    Place(address=f"/{CLOSED}/young-people"),
    Place(address=f"/look?back={YOUNG}/help_health"),
    Place(address=f"/privacy?back={YOUNG}"),
    *(Place(address=address) for address in (YOUNG, PARENTS, PRACTITIONERS)),
    Place(address=YOUNG, who=Who.ANSWERED),
    Place(address=f"{YOUNG}?cleared=yes"),
    *(Place(address=f"{one}/all") for one in (YOUNG, PARENTS, PRACTITIONERS)),
    Place(address=f"{YOUNG}/all", who=Who.ANSWERED),
    Place(address=f"{YOUNG}/all", who=Who.FOR_THEM),
    Place(address=f"{YOUNG}/who-reads"),
    Place(address=f"{YOUNG}/stop"),
    Place(address=f"{YOUNG}/stop", who=Who.ANSWERED),
    Place(address=f"{YOUNG}/stop", who=Who.ANSWERED, form={"go": "words"}),
    *(
        Place(address=f"{YOUNG}/{name}", who=who)
        for name in ("come-back", "bring-back")
        for who in (Who.NEW, Who.ANSWERED)
    ),
    *(Place(address=f"{YOUNG}/my-answers", who=who) for who in (Who.ANSWERED, Who.SENT)),
    *(Place(address=f"/{code}/take-back") for code in (CODE, CLOSED)),
    *(Place(address=f"/{CODE}/contact{query}") for query in ("", "?done=yes")),
    *(Place(address=f"{one}/check", who=Who.ANSWERED) for one in (YOUNG, PARENTS, PRACTITIONERS)),
    Place(address=f"{YOUNG}/check", who=Who.HELPED),
    Place(address=f"{YOUNG}/check"),
    Place(address=f"{YOUNG}/sent", who=Who.SENT),
)
"""Pages around the questions."""

LAPSED: Final = {"csrf_token": ""}
TOO_LONG: Final = {"answer": "x" * (LONGEST_TEXT + 1)}
TOO_LONG_AMONG_ALL: Final = {"answer-better": "x" * (LONGEST_TEXT + 1), "answer-help_health": "no_such_answer"}
UNKNOWN: Final = {"answer": "no_such_answer"}

TROUBLES: Final = (
    Place(address="/?code=", status=400),
    Place(address="/?code=nope", status=404),
    Place(address="/no-such-page/at-all", status=404),
    Place(address=f"/{CODE}/no-such-survey", status=404),
    Place(address="/look", form=LAPSED, status=400),
    Place(address=f"{YOUNG}/help_health", form=UNKNOWN, status=400),
    Place(address=f"{YOUNG}/help_health", form=LAPSED, status=400),
    Place(address=f"{YOUNG}/need", form=UNKNOWN, status=400),
    Place(address=f"{PARENTS}/age", form=UNKNOWN, status=400),
    Place(address=f"{YOUNG}/better", form=TOO_LONG, status=400),
    Place(address=f"{PRACTITIONERS}/anything", form=TOO_LONG, status=400),
    Place(address=f"{YOUNG}/better", form=LAPSED, status=400),
    Place(address=f"{YOUNG}/check", status=400, form={"answer": ""}),
    Place(address=f"{YOUNG}/check", who=Who.ANSWERED, form=LAPSED, status=400),
    Place(address=f"{YOUNG}/stop", who=Who.ANSWERED, form=LAPSED, status=400),
    Place(address=f"{YOUNG}/come-back", form={"words": ""}, status=400),
    Place(address=f"{YOUNG}/come-back", form={"words": "only three words"}, status=400),
    Place(address=f"/{CODE}/take-back", form={"words": ""}, status=400),
    Place(address=f"/{CODE}/take-back", form=LAPSED, status=400),
    Place(address=f"/{CODE}/contact", form={"reach": ""}, status=400),
    Place(address=f"{YOUNG}/bring-back", form=LAPSED, status=400),
    Place(address=f"{YOUNG}/all", form=TOO_LONG_AMONG_ALL, status=400),
    *(Place(address=f"/break/{status}", status=status) for status in (400, 403, 405, 413, 429, 500, 503)),
)
"""What people see when something is wrong: with their answer, their code, the address or the machine."""

QUESTIONS: Final = (
    *(
        Place(address=f"/{CODE}/{group}/{item.name}", who=Who.HELPED)
        for group in GROUPS
        for item in newest(group).items
    ),
    *(Place(address=f"{YOUNG}/{name}", who=Who.ANSWERED) for name in ("who_answered", "need", "help_health", "better")),
)
"""Each question of each survey, worded for each who answers, and one of each kind that has its answer."""

EVERY: Final = (*AROUND, *TROUBLES, *QUESTIONS)


def portions(places: Sequence[Place], size: int = 16) -> tuple[tuple[Place, ...], ...]:
    """Return the places in portions that tests can share between processes."""
    numbered = groupby(enumerate(places), key=lambda pair: pair[0] // size)
    return tuple(tuple(place for _number, place in portion) for _key, portion in numbered)


def answers(group: str, who: Who) -> dict[str, str]:
    """Return what a person has answered in a survey before they open a page."""
    if who is Who.NEW:
        return {}
    items = newest(group).items
    opens = {one.relevance.item: sorted(one.relevance.codes) for one in items if one.relevance}
    last = -1 if who in {Who.HELPED, Who.ANSWERED, Who.SENT} else 0
    chosen = {name: codes[last] for name, codes in opens.items()}
    if who in {Who.HELPED, Who.FOR_THEM}:
        return chosen
    for item in items:
        if item.kind is ItemKind.TEXT:
            chosen[item.name] = "Shorter waits.\nAnd letters in words that I know."
        elif item.options:
            chosen.setdefault(item.name, item.options[0].code)
    return chosen
