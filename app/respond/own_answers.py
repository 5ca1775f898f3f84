"""A person's own answers, to read, print or keep in Word: before they are sent, and for an hour after."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from flask import current_app, redirect, render_template, request, send_file

from app import language as languages
from app.installation import here
from app.respond import forms
from app.respond.visit import KEPT, RECEIPT, Visit, arrive, forget_sent, keep_key, known, place, tailored, to
from app.store import four_words, keepsakes, submissions
from app.store.drafts import Draft, DraftKey
from app.store.keepsakes import Keepsake
from exports import own_answers as word
from exports.own_answers import Answered
from surveys.submissions import Channel

if TYPE_CHECKING:
    from datetime import datetime

    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def page(code: str, group: str) -> ResponseReturnValue:
    """Show the answers as they can be printed, and ways to keep them."""
    visit, ends = _visit(code, group)
    if visit.draft is None:
        return _nothing_here()
    return _page(visit, ends)


def in_word(code: str, group: str) -> ResponseReturnValue:
    """Give the answers as a Word document."""
    visit, _ = _visit(code, group)
    if visit.draft is None:
        return _nothing_here()
    content = word.write(answered(visit), visit.language, visit.inspection.area.name)
    file = send_file(BytesIO(content), mimetype=DOCX, as_attachment=True, download_name=f"my-answers-{code}.docx")
    file.headers["Cache-Control"] = "private, no-store"  # nothing of it stays in the browser of a shared computer
    return file


def clear(code: str, group: str) -> ResponseReturnValue:
    """Destroy the copy of what was sent, and take its key and the receipt from this computer."""
    visit, ends = _visit(code, group)
    if not forms.genuine():
        return _page(visit, ends, "lapsed"), 400
    if key := DraftKey.from_cookie(request.cookies.get(KEPT, "")):
        keepsakes.forget(here().database, code, key)
    return forget_sent(redirect(to("respond.start", wiped="yes"), 303), place(code, group))


def keep(response: Response, visit: Visit) -> Response:
    """Keep a copy of what was just sent for an hour, its key in this browser alone."""
    if visit.draft is None:
        return response
    said = visit.draft
    copy = Keepsake(group=said.group, version=said.version, language=visit.language, raw=said.raw)
    key = keepsakes.keep(here().database, visit.inspection.code, copy, now=here().clock())
    return keep_key(response, key, place(visit.inspection.code, visit.group))


def kept_until(code: str, group: str) -> datetime | None:
    """Return until when a copy of what was sent is kept for this browser, None where there is none."""
    found = _kept(code, group)
    return found[1] if found else None


def taken_back(code: str) -> bool:
    """Whether what was sent from this browser has been taken back since, as from another device."""
    words = request.cookies.get(RECEIPT, "").split(four_words.BETWEEN)
    receipt = four_words.mark(words, current_app.config["SECRET_KEY"])
    return not submissions.stands(here().database, code, receipt=receipt)


def answered(visit: Visit) -> tuple[Answered, ...]:
    """Return every question that applies with its answer, in words."""
    rows = []
    for item in visit.route:
        if not item.asks:
            continue
        answer = visit.answers.get(item.name)
        codes = answer.codes if answer else ()
        chosen = tuple(item.option(code).label.in_language(visit.wording) for code in codes)
        text = (answer.text,) if answer and answer.text else ()
        rows.append(Answered(question=item.label.in_language(visit.wording), answers=chosen or text))
    return tuple(rows)


def _visit(code: str, group: str) -> tuple[Visit, datetime | None]:
    """Return the visit with what was sent and until when that is kept; else with the draft, and None."""
    found = _kept(code, group)
    if found is None:
        return arrive(code, group), None
    said, ends = found
    inspection = known(code, group)
    questionnaire = tailored(inspection, said.group, said.version)
    draft = Draft(
        code=code,
        group=group,
        version=said.version,
        language=said.language,
        channel=Channel.OTHER,
        submission_id="",
        receipt="",
        raw=said.raw,
    )
    visit = Visit(
        inspection=inspection,
        questionnaire=questionnaire,
        language=languages.current(),
        channel=Channel.OTHER,
        key=None,
        draft=draft,
    )
    return visit, ends


def _kept(code: str, group: str) -> tuple[Keepsake, datetime] | None:
    key = DraftKey.from_cookie(request.cookies.get(KEPT, ""))
    found = keepsakes.find(here().database, code, key, now=here().clock()) if key else None
    if key is None or found is None or found[0].group != group:
        return None
    if taken_back(code):
        keepsakes.forget(here().database, code, key)
        return None
    return found


def _page(visit: Visit, ends: datetime | None, trouble: str | None = None) -> str:
    return render_template(
        "respond/own_answers.html", visit=visit, answered=answered(visit), ends=ends, trouble=trouble
    )


def _nothing_here() -> ResponseReturnValue:
    return redirect(to("respond.sent" if RECEIPT in request.cookies else "respond.start"), 303)
