"""The end: checking the answers, sending them once, and what happens next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from flask import current_app, redirect, render_template, request
from itsdangerous import BadSignature

from app import clock, metrics, security
from app.compression import keep_out
from app.installation import here
from app.respond import forms, own_answers, stopping
from app.respond.checked import rows
from app.respond.filled import written
from app.respond.visit import RECEIPT, NotOpenError, arrive, forget, forget_sent, known, place, to, until
from app.safeguarding import raising, watch
from app.store import four_words, submissions
from surveys.inspections import Phase
from surveys.submissions import Mode, submit

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from itsdangerous import URLSafeSerializer
    from werkzeug.wrappers import Response

    from app.respond.visit import SentAlreadyError, Visit
    from surveys.inspections import Window

_WEEKS_TO_VISIT: Final = 2
_MONTHS_TO_REPORT: Final = 2


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
    if request.form.get("go") == "stop":
        stopping.give_words(visit)
        return redirect(to("respond.stop"), 303)
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
    words = visit.draft.receipt.split(four_words.BETWEEN)
    receipt = four_words.mark(words, current_app.config["SECRET_KEY"])
    raised = raising.of_submission(submission, visit.questionnaire, current_app.config["SECRET_KEY"])
    now = installation.clock()
    submissions.add(installation.database, code, submission, receipt=receipt, draft=visit.key, raised=raised, now=now)
    metrics.here().add(metrics.SENT)
    if raised:
        watch.wake(current_app)
    thanks = own_answers.keep(_thanks(visit.draft.receipt, place(code, group)), visit)
    return forget(thanks, place(code, group))


def sent(code: str, group: str) -> ResponseReturnValue:
    """Say thank you, what happens next, and the receipt; without a receipt there is nothing to say thank you for.

    Where the answers were taken back on another device, say that instead, and let the receipt go.
    """
    receipt = request.cookies.get(RECEIPT, "")
    if not receipt:
        return redirect(to("respond.start"), 303)
    inspection = known(code, group)
    phase = inspection.window.phase(here().clock())
    over = phase is Phase.CLOSED
    if not over and own_answers.taken_back(code):
        return forget_sent(redirect(to("respond.take_back", done="yes"), 303), place(code, group))
    visiting, reporting = _what_next(inspection.window)
    return render_template(
        "respond/sent.html",
        receipt=receipt.split(four_words.BETWEEN),
        inspection=inspection,
        group=group,
        ended=phase is not Phase.OPEN,
        take_back_until=None if over else until(inspection),
        visiting=visiting,
        reporting=reporting,
        copy_until=own_answers.kept_until(code, group),
    )


def sent_already(_error: SentAlreadyError) -> ResponseReturnValue:
    """Say that the answers were sent, on a page that is still open since before; what was typed on it was not sent."""
    status = 200 if request.method in {"GET", "HEAD"} else 409
    return render_template("respond/sent_already.html", typed=written()), status


def _thanks(receipt: str, path: str) -> Response:
    response = redirect(to("respond.sent"), 303)
    secure = here().settings.secure_cookies
    response.set_cookie(RECEIPT, receipt, path=path, secure=secure, httponly=True, samesite="Lax")
    return response


def _what_next(window: Window) -> tuple[date, date]:
    """Return the Monday of the week in which inspectors visit, and a day of the month in which they report."""
    opens = clock.day(window.opens)
    visiting = opens - timedelta(days=opens.weekday()) + timedelta(weeks=_WEEKS_TO_VISIT)
    months = visiting.month - 1 + _MONTHS_TO_REPORT
    return visiting, date(visiting.year + months // 12, months % 12 + 1, 1)


def _proof() -> URLSafeSerializer:
    return security.signer("sent before")


def _sent_before(code: str) -> str | None:
    """Return the receipt of the form being sent, where it was sent and stored before, its answer lost on the way."""
    try:
        submission, receipt = _proof().loads(request.form.get("proof", ""))
    except (BadSignature, ValueError, TypeError):
        return None
    stored = submissions.known(here().database, code, [submission])
    return receipt if stored else None


def _check_page(visit: Visit, trouble: str | None = None) -> str:
    draft = visit.draft
    proof = keep_out(_proof().dumps([draft.submission_id, draft.receipt])) if draft else ""
    return render_template("respond/check.html", visit=visit, rows=rows(visit), trouble=trouble, proof=proof)
