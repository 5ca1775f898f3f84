"""The pages of safeguarding leads: what was raised, the words and why, what was decided, and what leaves of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from flask import Response, abort, redirect, render_template, request, url_for

from app.accounts import guard
from app.accounts.proof import ProofForm
from app.installation import here
from app.reach import channel_name, survey_name
from app.safeguarding import telling
from app.safeguarding.outcomes import LONGEST_NOTE, outcomes
from app.safeguarding.raising import UNREAD
from app.store import matters
from app.store.matters import Decision, Kind
from surveys.answers import clean
from surveys.inspections import LONDON
from surveys.questionnaire import GROUPS
from surveys.submissions import Channel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from flask.typing import ResponseReturnValue

    from app.store.matters import Matter
    from exports.referrals import Referral

SEE_OTHER: Final = 303
REFUSED: Final = 400
NOT_FOUND: Final = 404

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV: Final = "text/csv; charset=utf-8"

LEVELS: Final = {"urgent": "Urgent", "concern": "A concern", "contact": "Wants to be contacted"}
MODES: Final = {"web": "on the web", "word": "in a Word copy", "paper": "on paper", "import": "from a file"}
ANSWERED_BY: Final = {
    "self": "answered alone",
    "with_help": "answered with help",
    "on_behalf": "someone answered for them",
}
CONTACT_FIELDS: Final = {"name": "What to call them", "reach": "How to reach them", "about": "What it is about"}


def queue(code: str) -> ResponseReturnValue:
    """List what was raised, without the words: a person opens one at a time."""
    return _queue(code)


def matter(code: str, matter_id: str) -> ResponseReturnValue:
    """Show the words of one matter, why they were raised, and what was decided on it."""
    found = _found(code, matter_id)
    matters.look_at(here().database, code, found.id)
    return _page(code, found)


def decide(code: str, matter_id: str) -> ResponseReturnValue:
    """Keep a decision beside those that were made before."""
    found = _found(code, matter_id)
    outcome, note = request.form.get("outcome", ""), clean(request.form.get("note", ""))
    problems = []
    if not ProofForm().validate_on_submit():
        problems.append(("save", "This page was open for too long. Press Save again."))
    elif outcome not in outcomes():
        problems.append(("outcome", "Choose what was decided."))
    elif len(note) > LONGEST_NOTE:
        problems.append(("note", f"The note has more than {LONGEST_NOTE:,} characters. Shorten it."))
    elif outcome == "no_further_action" and not note:
        problems.append(("note", "Write down why nothing more is done."))
    if problems:
        return _page(code, found, problems, outcome, note), REFUSED
    account = guard.who()
    decision = Decision(made=here().clock(), by=account.name, outcome=outcome, note=note)
    matters.decide(here().database, code, found.id, decision, staff_id=account.id)
    return redirect(url_for("inspectors.safeguarding", code=code, saved="yes"), SEE_OTHER)


def as_word(code: str) -> ResponseReturnValue:
    """Give all words and decisions as a Word document for the area's safeguarding partnership."""
    from exports import referrals

    inspection = guard.inspection()
    written = moment_said(here().clock())
    return _download(referrals.write_word(_referrals(code), inspection, written), WORD, f"{code}-safeguarding.docx")


def as_table(code: str) -> ResponseReturnValue:
    """Give all words and decisions as comma-separated values."""
    from exports import referrals

    return _download(referrals.write_csv(_referrals(code)), CSV, f"{code}-safeguarding.csv")


ADDRESSES: Final[tuple[tuple[str, str, str, Callable[..., ResponseReturnValue]], ...]] = (
    ("GET", "/<code>/safeguarding", "safeguarding", queue),
    ("GET", "/<code>/safeguarding.docx", "safeguarding_docx", as_word),
    ("GET", "/<code>/safeguarding.csv", "safeguarding_csv", as_table),
    ("GET", "/<code>/safeguarding/<matter_id>", "matter", matter),
    ("POST", "/<code>/safeguarding/<matter_id>", "decide", decide),
)


def moment_said(moment: datetime) -> str:
    """Say a moment of somebody's work, in London's time."""
    there = moment.astimezone(LONDON)
    return f"{there.day} {there:%B %Y, %H:%M}"


def level(one: Matter) -> str:
    """Say how pressing a matter is."""
    return LEVELS["contact" if one.kind is Kind.CONTACT else one.alarm]


def sender(content: Any) -> str:  # noqa: ANN401 - what was sealed, by name
    """Say who sent what was raised, as far as they said."""
    group = content.get("group", "")
    parts = [survey_name(group) if group in GROUPS else "", MODES.get(content.get("mode", ""), "")]
    parts += [ANSWERED_BY.get(content.get("answered_by") or "", "")]
    channel = content.get("channel", "")
    parts += [f"link by way of: {channel_name(Channel(channel)).lower()}"] if channel in set(Channel) else []
    return ", ".join(part for part in parts if part)


def came(content: Any) -> str:  # noqa: ANN401 - the same
    """Say on which day it came."""
    day = date.fromisoformat(content["day"])
    return f"{day.day} {day:%B %Y}"


def said(content: Any) -> tuple[tuple[str, str, tuple[str, ...]], ...]:  # noqa: ANN401 - the same
    """Return each text with what was asked and which words raised it."""
    if "texts" in content:
        return tuple((one["prompt"], one["words"], tuple(one["why"])) for one in content["texts"])
    return tuple((words, content[name], ()) for name, words in CONTACT_FIELDS.items() if content.get(name))


def _queue(code: str) -> str:
    installation = here()
    found = matters.every(installation.database, installation.keys, code)
    return render_template(
        "inspectors/safeguarding.html",
        code=code,
        inspection=guard.inspection(),
        found=found,
        waiting=sum(not one.looked_at for one in found),
        level=level,
        sender=sender,
        came=came,
        outcomes=outcomes(),
        saved=request.args.get("saved") == "yes",
        told=telling.recipients(installation, code) if installation.settings.smtp_host else (),
    )


def _page(
    code: str,
    found: Matter,
    problems: Sequence[tuple[str, str]] = (),
    outcome: str = "",
    note: str = "",
) -> str:
    return render_template(
        "inspectors/matter.html",
        code=code,
        inspection=guard.inspection(),
        matter=found,
        level=level(found),
        sender=sender(found.content),
        came=came(found.content),
        said=said(found.content),
        unread=UNREAD,
        outcomes=outcomes(),
        moment_said=moment_said,
        problems=problems,
        outcome=outcome,
        note=note,
        form=ProofForm(),
    )


def _found(code: str, matter_id: str) -> Matter:
    installation = here()
    for one in matters.every(installation.database, installation.keys, code):
        if one.id == matter_id:
            return one
    return abort(NOT_FOUND)


def _referrals(code: str) -> list[Referral]:
    from exports.referrals import Decided, Referral, Said

    installation = here()
    return [
        Referral(
            number=number,
            level=level(one),
            came=came(one.content),
            sender=sender(one.content),
            said=tuple(
                Said(prompt=prompt, words=words, why="; ".join(clean_why(why)))
                for prompt, words, why in said(one.content)
            ),
            decided=tuple(
                Decided(
                    outcome=outcomes().get(each.outcome, each.outcome),
                    by=each.by,
                    when=moment_said(each.made),
                    note=each.note,
                )
                for each in one.decisions
            ),
        )
        for number, one in enumerate(matters.every(installation.database, installation.keys, code), 1)
    ]


def clean_why(why: Sequence[str]) -> tuple[str, ...]:
    """Say which words raised a text; that the rules could not read it where that is why."""
    return tuple("the rules could not read this text" if one == UNREAD else one for one in why)


def _download(content: bytes, kind: str, name: str) -> Response:
    return Response(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
