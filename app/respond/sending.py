"""The end: checking the answers, sending them once, what happens next; and stopping or clearing before that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import current_app, redirect, render_template, request
from itsdangerous import BadSignature, URLSafeSerializer

from app import clock
from app.installation import here
from app.respond import forms
from app.respond.visit import NotOpenError, arrive, forget, known, place, to
from app.store import drafts, submissions
from surveys.submissions import Mode, submit

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

    from app.respond.visit import Visit

RECEIPT: Final = "heard_receipt"
"""Holds the receipt until the browser is closed, so that sending twice shows the same one."""


def check(code: str, group: str) -> ResponseReturnValue:
    """Show every question that applies with its answer and a way to change it."""
    visit = arrive(code, group)
    return _check_page(visit)


def send(code: str, group: str) -> ResponseReturnValue:
    """Seal and keep the answers. Sending again keeps them once."""
    try:
        visit = arrive(code, group)
    except NotOpenError:
        if receipt := _sent_before(code):
            return _thanks(receipt, place(code, group))
        raise
    if visit.draft is None and (receipt := _sent_before(code)):
        return _thanks(receipt, place(code, group))
    if not forms.genuine():
        return _check_page(visit, "lapsed"), 400
    if visit.draft is None or not visit.answers:
        return _check_page(visit, "empty"), 400
    installation = here()
    submission = submit(
        visit.questionnaire,
        {name: answer.codes or (answer.text,) for name, answer in visit.answers.items()},
        id=visit.draft.submission_id,
        language=visit.language,
        mode=Mode.WEB,
        channel=visit.channel,
        day=clock.day(installation.clock()),
    )
    submissions.add(installation.database, code, submission, receipt=visit.draft.receipt, draft=visit.key)
    return forget(_thanks(visit.draft.receipt, place(code, group)), place(code, group))


def sent(code: str, group: str) -> ResponseReturnValue:
    """Say thank you, what happens next, and the receipt; without a receipt there is nothing to say thank you for."""
    receipt = request.cookies.get(RECEIPT, "")
    if not receipt:
        return redirect(to("respond.start"), 303)
    inspection = known(code, group)
    return render_template("respond/sent.html", receipt=receipt, inspection=inspection, group=group)


def stop(code: str, group: str) -> ResponseReturnValue:
    """Say how to come back later, and offer to clear the answers from this device."""
    visit = arrive(code, group)
    return render_template("respond/stop.html", visit=visit, go_on=visit.unseen)


def clear(code: str, group: str) -> ResponseReturnValue:
    """Destroy the draft and take its key back from the browser."""
    visit = arrive(code, group)
    if not forms.genuine():
        return render_template("respond/stop.html", visit=visit, go_on=visit.unseen, trouble="lapsed"), 400
    if visit.key is not None:
        drafts.forget(here().database, visit.key)
    return forget(redirect(to("respond.start", cleared="yes"), 303), place(code, group))


def _thanks(receipt: str, path: str) -> Response:
    response = redirect(to("respond.sent"), 303)
    secure = here().settings.secure_cookies
    response.set_cookie(RECEIPT, receipt, path=path, secure=secure, httponly=True, samesite="Lax")
    return response


def _proof() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="sent before")


def _sent_before(code: str) -> str | None:
    """Return the receipt of the form being sent, where it was sent and stored before, its answer lost on the way."""
    try:
        submission, receipt = _proof().loads(request.form.get("proof", ""))
    except (BadSignature, ValueError, TypeError):
        return None
    stored = submissions.known(here().database, code, [submission])
    return receipt if stored else None


def _check_page(visit: Visit, trouble: str | None = None) -> str:
    asked = [item for item in visit.route if item.asks]
    draft = visit.draft
    proof = _proof().dumps([draft.submission_id, draft.receipt]) if draft else ""
    return render_template("respond/check.html", visit=visit, asked=asked, trouble=trouble, proof=proof)
