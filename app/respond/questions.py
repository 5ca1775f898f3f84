"""One question a page: showing it, and taking what comes back."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar, assert_never
from urllib.parse import urlencode

from flask import abort, render_template, request

from app.respond import blank, forms, progress, stopping
from app.respond.asked import Asked
from app.respond.filled import Filled, filled
from app.respond.helplines import with_help
from app.respond.look import TURN, to_look
from app.respond.sounds import sounds
from app.respond.visit import arrive, remember, to
from app.traffic import see_other
from surveys import routing
from surveys.answers import LONGEST_TEXT, Answer, Fault, Problem, check
from surveys.questionnaire import Item, ItemKind

if TYPE_CHECKING:
    from flask import Response
    from flask.typing import ResponseReturnValue

    from app.respond.visit import Visit

Choice = TypeVar("Choice", bound=StrEnum)


class Press(StrEnum):
    """Which button was pressed."""

    NEXT = "next"
    BACK = "back"
    SKIP = "skip"
    SKIP_SECTION = "skip_section"
    CLEAR = "clear"
    STOP = "stop"
    STAY = "stay"
    ALL = "all"
    LOOK = "look"


class Trouble(StrEnum):
    """Why the page is shown again."""

    LAPSED = "lapsed"
    TOO_LONG = "too_long"
    UNKNOWN = "unknown"


def question(code: str, group: str, name: str) -> ResponseReturnValue:
    """Show one question, with the answer it has been given."""
    visit = arrive(code, group)
    item = _item(visit, name)
    if not visit.applies(item):
        return see_other(_address(routing.following(visit.questionnaire, visit.answers, name)))
    return _page(visit, item, filled(item, visit.raw.get(name, [])))


def answer(code: str, group: str, name: str) -> ResponseReturnValue:
    """Take what came back from one question: check it, keep it, and go where the button leads."""
    visit = arrive(code, group)
    item = _item(visit, name)
    given = request.form.getlist("answer")
    if not forms.genuine():
        return _page(visit, item, filled(item, given), Trouble.LAPSED), 400
    press = pressed(Press.NEXT)
    checked = check(item, given) if press not in {Press.SKIP, Press.SKIP_SECTION, Press.CLEAR} else None
    if isinstance(checked, Problem):
        trouble = Trouble.TOO_LONG if checked.fault is Fault.TOO_LONG else Trouble.UNKNOWN
        left = filled(item, given if trouble is Trouble.TOO_LONG else visit.raw.get(name, []))
        return _page(visit, item, left, trouble), 400
    applied = frozenset(one.name for one in visit.route)
    new_language = visit.draft is not None and visit.draft.language != visit.language
    if new_language or _kept(visit, item, press, checked, visit.raw) != visit.raw:
        visit = visit.keeping(lambda raw: _kept(visit, item, press, checked, raw))
    if press is Press.STOP:
        stopping.give_words(visit)
    return remember(see_other(_onward(visit, item, press, applied)), visit)


def _item(visit: Visit, name: str) -> Item:
    if name not in visit.questionnaire:
        abort(404)
    return visit.questionnaire.item(name)


def pressed(usual: Choice) -> Choice:
    """Return which button of the form was pressed; `usual` where it does not say, as when Enter is pressed."""
    try:
        return type(usual)(request.form.get("go", usual))
    except ValueError:
        return usual


def other_address() -> str:
    """Return where this page's form is sent: this page, but not by the same address.

    Where the network is lost, the browser puts its own page into the history: in place of ours, if it is called the
    same, and with ours all that was typed; after it, if it is not.
    """
    arguments = {name: value for name, value in request.args.items() if name != TURN}
    if TURN not in request.args:
        arguments[TURN] = "1"
    return f"{request.path}?{urlencode(arguments)}" if arguments else request.path


def _kept(
    visit: Visit, item: Item, press: Press, checked: Answer | None, before: dict[str, list[str]]
) -> dict[str, list[str]]:
    """Return the answers with what this press adds. Skipping keeps an answer that was there."""
    raw = dict(before)
    if press is Press.SKIP_SECTION:
        for one in visit.questionnaire.section_of(item.name).items:
            raw.setdefault(one.name, [])
    elif press is Press.CLEAR:
        raw[item.name] = []
    elif checked is not None:
        raw[item.name] = list(checked.codes) or [checked.text]
    elif press is Press.SKIP or item.kind is ItemKind.SELECT_ONE or not item.asks:
        if press in {Press.NEXT, Press.SKIP}:
            raw.setdefault(item.name, [])
    elif press is Press.NEXT or item.name in raw:
        raw[item.name] = []
    return raw


def _onward(visit: Visit, item: Item, press: Press, applied: frozenset[str]) -> str:
    """Return where the button leads; `applied` names the items that applied before this answer."""
    checking = request.args.get("from") == "check"
    match press:
        case Press.STOP | Press.LOOK:
            return to_look() if press is Press.LOOK else to("respond.stop")
        case Press.STAY | Press.CLEAR | Press.ALL:
            return _on_one_page(visit, item) if press is Press.ALL else _address(item, checking=checking)
        case Press.BACK:
            before = routing.previous(visit.questionnaire, visit.answers, item.name)
            return _address(before) if before and not checking else to("respond.check" if checking else "respond.start")
        case Press.SKIP_SECTION:
            return _address(None if checking else progress.after_section(visit, item))
        case Press.NEXT | Press.SKIP:
            if checking:
                return _address(progress.newly_applies(visit, applied), checking=True)
            return _address(routing.following(visit.questionnaire, visit.answers, item.name))
        case _:
            assert_never(press)


def _address(item: Item | None, *, checking: bool = False) -> str:
    if item is None:
        return to("respond.check")
    return to("respond.question", name=item.name, **({"from": "check"} if checking else {}))


def _on_one_page(visit: Visit, item: Item) -> str:
    """Return the place of the item among all questions; of the first, the page's beginning."""
    return to("respond.all", _anchor=None if item == visit.route[0] else f"part-{item.name}")


def _page(visit: Visit, item: Item, left: Filled, trouble: Trouble | None = None) -> str | Response:
    counted = progress.progress(visit, item) if visit.applies(item) else None
    heard = with_help(sounds(item, visit.wording))
    has_answer = bool(visit.raw.get(item.name))
    helped = progress.is_helped(visit, item)

    def write(token: str) -> str:
        return render_template(
            "respond/question.html",
            visit=visit,
            item=item,
            wording=visit.wording,
            theirs=visit.theirs,
            asked=Asked(visit=visit, macro="alone"),
            filled=left,
            trouble=trouble,
            action=other_address(),
            helped=helped,
            longest=LONGEST_TEXT,
            progress=counted,
            checking=request.args.get("from") == "check",
            can_skip_section=progress.can_skip_section(visit, item),
            has_answer=has_answer,
            sounds=heard,
            token=lambda: token,
        )

    if trouble or left.text or len(left.codes) > 1:
        return write(forms.token())
    asked = visit.questionnaire
    made_of = (visit.inspection, asked.group, asked.version, item.name, visit.language, visit.wording)
    if left or has_answer:  # one answer chosen: the same page for all who chose it, but nothing for a browser to keep
        return blank.written_once((*made_of, counted, heard, helped, left.codes, has_answer), write)
    return blank.page((*made_of, counted, heard, helped), write)
