"""All questions on one page: showing them with what was answered, and keeping all that comes back at once."""

from __future__ import annotations

import json
from enum import StrEnum
from functools import lru_cache
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, Final, assert_never

from flask import Response, redirect, render_template, request

from app.respond import blank, forms, helplines, stopping
from app.respond.asked import Asked
from app.respond.filled import filled
from app.respond.look import to_look
from app.respond.progress import ABOUT_YOU
from app.respond.questions import Trouble, other_address, pressed
from app.respond.sounds import sounds
from app.respond.visit import arrive, remember, to
from surveys import routing
from surveys.answers import LONGEST_TEXT, Answer, Fault, Problem, check, check_all
from surveys.questionnaire import ItemKind, about_them
from surveys.submissions import WHO_ANSWERED, WHO_HELPED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask.typing import ResponseReturnValue

    from app.respond.filled import Filled
    from app.respond.visit import Visit
    from surveys.questionnaire import Item

_HAD: Final = "had"
"""Names the questions that had an answer when the page was written: only those can have been emptied on it."""


_BETWEEN: Final = 1.0
"""Seconds of silence, at most, that may be heard as the end of a part."""


class Press(StrEnum):
    """Which button was pressed."""

    CHECK = "check"
    ONE = "one"
    STOP = "stop"
    STAY = "stay"
    LOOK = "look"
    REWORD = "reword"


def every(code: str, group: str) -> ResponseReturnValue:
    """Show every question, with the answers given so far."""
    visit = arrive(code, group)
    return _page(
        visit, {item.name: filled(item, visit.raw.get(item.name, [])) for item in visit.questionnaire.items}, {}
    )


def keep(code: str, group: str) -> ResponseReturnValue:
    """Keep every answer that came back and can be kept, and go where the button leads, or say what can't."""
    visit = arrive(code, group)
    items = [item for item in visit.questionnaire.items if item.asks]
    given = {item.name: request.form.getlist(field(item)) for item in items}
    left = {item.name: filled(item, given[item.name]) for item in items}
    if not forms.genuine():
        return _page(visit, left, {}, lapsed=True)
    checked = {item.name: check(item, given[item.name]) for item in items}
    press = pressed(Press.CHECK)
    if (kept := _kept(visit, checked, press, visit.raw)) != visit.raw or _other_words(visit):
        visit = visit.keeping(lambda raw: _kept(visit, checked, press, raw))
    wrong = {
        name: Trouble.TOO_LONG if problem.fault is Fault.TOO_LONG else Trouble.UNKNOWN
        for name, problem in checked.items()
        if isinstance(problem, Problem)
    }
    if wrong:
        for name, trouble in wrong.items():
            if trouble is Trouble.UNKNOWN:
                left[name] = filled(visit.questionnaire.item(name), kept.get(name, []))
        return remember(_page(visit, left, wrong), visit)
    if press is Press.STOP:
        stopping.give_words(visit)
    return remember(redirect(_onward(visit, press), 303), visit)


def field(item: Item) -> str:
    """Return what the answer to `item` is called in the form."""
    return f"answer-{item.name}"


def _other_words(visit: Visit) -> bool:
    return visit.draft is not None and visit.draft.language != visit.language


def _kept(
    visit: Visit, checked: Mapping[str, Answer | Problem | None], press: Press, before: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    """Return the answers with those that came back; one that is wrong, or was not there, leaves what was kept."""
    raw = dict(before)
    had = set(request.form.getlist(_HAD))
    for name, answer in checked.items():
        if isinstance(answer, Answer):
            raw[name] = list(answer.codes) or [answer.text]
        elif answer is None and name in had and visit.questionnaire.item(name).kind is not ItemKind.SELECT_ONE:
            raw[name] = []
    if press is Press.CHECK:
        for item in routing.route(visit.questionnaire, check_all(visit.questionnaire, raw).answers):
            raw.setdefault(item.name, [])
    return raw


def _onward(visit: Visit, press: Press) -> str:
    match press:
        case Press.CHECK:
            return to("respond.check")
        case Press.ONE:
            first = visit.unseen or visit.route[0]
            return to("respond.question", name=first.name)
        case Press.STOP:
            return to("respond.stop")
        case Press.LOOK:
            return to_look()
        case Press.STAY:
            return to("respond.all")
        case Press.REWORD:
            return to("respond.all", _anchor=f"part-{WHO_ANSWERED}")
        case _:
            assert_never(press)


def _page(visit: Visit, left: Mapping[str, Filled], wrong: Mapping[str, Trouble], *, lapsed: bool = False) -> Response:
    heard = {item.name: found for item in visit.questionnaire.items if (found := sounds(item, visit.wording))}
    told = [(name, found.passages) for name, found in heard.items()]
    passages = _passages((*told, *helplines.told())) if told else ""

    def write(token: str) -> str:
        return render_template(
            "respond/one_page.html",
            visit=visit,
            wording=visit.wording,
            theirs=visit.theirs,
            asked=Asked(visit=visit, macro="among_all"),
            filled=left,
            wrong=wrong,
            lapsed=lapsed,
            longest=LONGEST_TEXT,
            skippable=ABOUT_YOU,
            helped=WHO_HELPED,
            rewords=WHO_ANSWERED if about_them(visit.language) in visit.questionnaire.wordings_in else "",
            action=other_address(),
            conditions=_conditions(visit),
            sounds=heard,
            passages=passages,
            human=all(found.human for found in heard.values()),
            token=lambda: token,
        )

    if lapsed or wrong or any(left.values()):
        return Response(blank.tight(write(forms.token())), status=400 if lapsed or wrong else 200, mimetype="text/html")
    asked = visit.questionnaire
    made_of = (visit.inspection, asked.group, asked.version, visit.language, visit.wording, passages)
    return blank.page(made_of, write)


def _conditions(visit: Visit) -> Mapping[str, tuple[str, ...]]:
    """Return the answers after which each question applies that does not always, as the earlier question words them."""
    asked, language = visit.questionnaire, visit.language
    return {
        item.name: tuple(
            " ".join(option.label.lines(language))
            for option in asked.item(item.relevance.item).options
            if option.code in item.relevance.codes
        )
        for item in asked.items
        if item.relevance is not None
    }


@lru_cache(maxsize=64)
def _passages(heard: tuple[tuple[str, str], ...]) -> str:
    """Return what can be heard of all questions: for each recording the question, its address, and its parts.

    A part is its name and where it lies, in tenths of a second since there is silence round it: `3-5.5`, or `3` where
    it ends at the next part's beginning or is all that is left. Written without quotation marks, and without when each
    word begins: for all questions that would be more than all their words.
    """
    groups = []
    for name, written in heard:
        recordings = [(of, list(parts)) for of, parts in groupby(json.loads(written), key=itemgetter("address"))]
        for address, parts in recordings:
            begins = [one["start"] for one in parts[1:]] + ([parts[-1].get("end")] if len(recordings) == 1 else [])
            places = (f"{one['part']} {_place(one, then)}" for one, then in zip_longest(parts, begins))
            groups.append(f"{name} {address} {' '.join(places)}")
    return "|".join(groups)


def _place(part: Mapping[str, float], then: float | None) -> str:
    """Return where `part` lies; `then` is where the next of its recording begins or all of it ends, or None."""
    start, end = part["start"], part.get("end")
    if end is None or (then is not None and end <= then <= end + _BETWEEN):
        return _tenth(start)
    return f"{_tenth(start)}-{_tenth(end)}"


def _tenth(seconds: float) -> str:
    return f"{seconds:.1f}".removesuffix(".0")
