"""The page on which an inspector types in a paper copy, with the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import abort, redirect, render_template, request, url_for

from app.accounts import guard
from app.accounts.proof import ProofForm
from app.copies.reading import Reading
from app.copies.taking_in import questionnaires, store
from app.inspectors.choices import KEYS, in_one_line, language_of
from app.installation import here
from app.reach import channel_name, survey_name
from app.store import submissions
from surveys.answers import Fault, check_all
from surveys.definitions import newest
from surveys.questionnaire import GROUPS, ItemKind, Language
from surveys.submissions import Channel, Mode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from flask.typing import ResponseReturnValue

    from surveys.answers import Problem
    from surveys.questionnaire import Questionnaire

SEE_OTHER: Final = 303
REFUSED: Final = 400

_LAPSED: Final = "This page was open for too long. Press Store again."


def form(code: str, group: str) -> ResponseReturnValue:
    """Show an empty form."""
    return _page(code, _questionnaire(group), {}, stored=request.args.get("stored") == "yes")


def take(code: str, group: str) -> ResponseReturnValue:
    """Store what was typed, or show it again with what must be put right."""
    questionnaire = _questionnaire(group)
    raw = {
        item.name: tuple(given)
        for item in questionnaire.items
        if item.asks and (given := [one for one in request.form.getlist(f"q-{item.name}") if one.strip()])
    }
    if not ProofForm().validate_on_submit():
        return _page(code, questionnaire, raw, [("store", _LAPSED)]), REFUSED
    problems = [(f"q-{one.item}", _words(questionnaire, one)) for one in check_all(questionnaire, raw).problems]
    if not raw:
        problems = [("store", "Nothing is answered yet. Type at least 1 answer.")]
    if problems:
        return _page(code, questionnaire, raw, problems), REFUSED
    channel, language = request.form.get("channel", ""), request.form.get("language", "")
    reading = Reading(
        file="",
        group=questionnaire.group,
        version=questionnaire.version,
        language=Language(language) if language in questionnaire.languages else questionnaire.languages[0],
        channel=Channel(channel) if channel in set(Channel) else Channel.OTHER,
        mode=Mode.PAPER,
        raw=raw,
        open=(),
    )
    store(here(), guard.inspection(), reading, id=_id(request.form.get("copy", "")))
    return redirect(url_for("inspectors.by_hand", code=code, group=group, stored="yes"), SEE_OTHER)


ADDRESSES: Final[tuple[tuple[str, str, str, Callable[..., ResponseReturnValue]], ...]] = (
    ("GET", "/<code>/by-hand/<group>", "by_hand", form),
    ("POST", "/<code>/by-hand/<group>", "take_by_hand", take),
)


def _questionnaire(group: str) -> Questionnaire:
    if group not in GROUPS:
        abort(404)
    return questionnaires(guard.inspection())[group, newest(group).version]


def _id(given: str) -> str:
    """Return the id that the page was made with, so that a form sent twice is stored once; else a new one."""
    made = submissions.new_id()
    ours = len(given) == len(made) and all(one in "0123456789abcdef" for one in given)
    return given if ours else made


def _words(questionnaire: Questionnaire, problem: Problem) -> str:
    label = _label(questionnaire, problem.item)
    match problem.fault:
        case Fault.NOT_ASKED:
            relevance = questionnaire.item(problem.item).relevance
            earlier = f" to “{_label(questionnaire, relevance.item)}”" if relevance else "s"
            return f"“{label}” does not apply after the answer{earlier}. Clear it, or correct that answer."
        case Fault.TOO_LONG:
            return f"The words at “{label}” are longer than 10,000 characters. Shorten them."
        case _:
            return f"The answer at “{label}” is not one of its options. Choose again."


def _label(questionnaire: Questionnaire, name: str) -> str:
    return in_one_line(questionnaire.item(name).label, language_of(questionnaire))


def _page(
    code: str,
    questionnaire: Questionnaire,
    raw: Mapping[str, tuple[str, ...]],
    problems: Sequence[tuple[str, str]] = (),
    *,
    stored: bool = False,
) -> str:
    return render_template(
        "inspectors/by_hand.html",
        code=code,
        inspection=guard.inspection(),
        questionnaire=questionnaire,
        name=survey_name(questionnaire.group),
        raw=raw,
        problems=problems,
        stored=stored,
        channels={one: channel_name(one) for one in Channel},
        keys=KEYS,
        text=ItemKind.TEXT,
        shown_in=language_of(questionnaire),
        copy=request.form.get("copy") or submissions.new_id(),
        form=ProofForm(),
    )
