"""Saving answers so far as a file on the person's own device, and bringing such a file back."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from flask import Response, redirect, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge

from app.installation import here
from app.respond import forms, own_file
from app.respond.own_file import NotOursError
from app.respond.visit import arrive, remember, tailored, to
from app.store import drafts, submissions
from app.store.drafts import Draft
from surveys import definitions

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from app.respond.own_file import OwnFile
    from app.respond.visit import Visit


class Trouble(StrEnum):
    """Why a file could not be brought back."""

    LAPSED = "lapsed"
    LARGE = "large"
    EMPTY = "empty"
    NOT_OURS = "not_ours"
    ELSEWHERE = "elsewhere"
    NOTHING = "nothing"


def save(code: str, group: str) -> ResponseReturnValue:
    """Give the answers so far as a file."""
    visit = arrive(code, group)
    if visit.draft is None:
        return redirect(to("respond.stop"), 303)
    name = f"my-answers-{code}.html"
    return Response(
        own_file.write(visit), mimetype="text/html", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def ask(code: str, group: str) -> ResponseReturnValue:
    """Ask for a file that was saved before; or, once it was read, say what came back."""
    visit = arrive(code, group)
    if visit.draft is not None and request.args.get("back") == "yes":
        left_out = request.args.get("left", "").split(".")
        lost = [visit.questionnaire.item(name) for name in left_out if name in visit.questionnaire]
        more = request.args.get("more", "0") not in {"", "0"}
        return render_template("respond/back.html", visit=visit, go_on=visit.unseen, file=True, lost=lost, more=more)
    return _page(visit)


def bring(code: str, group: str) -> ResponseReturnValue:
    """Make a new draft of the answers in the file that fit, and go on with it on this device."""
    visit = arrive(code, group)
    brought = _brought(code)
    if isinstance(brought, Trouble):
        return _page(visit, brought), 413 if brought is Trouble.LARGE else 400
    known = (brought.group, brought.version) in definitions.catalogue()
    version = brought.version if known else definitions.newest(brought.group).version
    questionnaire = tailored(visit.inspection, brought.group, version)
    fits = own_file.fitting(questionnaire, brought.raw)
    if not fits.raw:
        return _page(visit, Trouble.NOTHING), 400
    draft = Draft(
        code=code,
        group=brought.group,
        version=version,
        language=visit.language,
        channel=brought.channel,
        submission_id=submissions.new_id(),
        receipt=submissions.new_receipt(),
        raw=fits.raw,
    )
    found = replace(visit, questionnaire=questionnaire, key=drafts.start(here().database, draft), draft=draft)
    named = [name for name in fits.left_out if name in questionnaire]
    told = {"left": ".".join(named), "more": str(len(fits.left_out) - len(named))} if fits.left_out else {}
    return remember(redirect(to("respond.bring", group=brought.group, back="yes", **told), 303), found)


def _brought(code: str) -> OwnFile | Trouble:
    """Return what the file says that came with the form, or what is wrong with it."""
    request.max_content_length = own_file.LARGEST
    try:
        if not forms.genuine():
            return Trouble.LAPSED
        given = request.files.get("file")
        content = given.read() if given else b""
    except RequestEntityTooLarge:
        return Trouble.LARGE
    if not content:
        return Trouble.EMPTY
    try:
        brought = own_file.read(content)
    except NotOursError:
        return Trouble.NOT_OURS
    return brought if brought.code == code else Trouble.ELSEWHERE


def _page(visit: Visit, trouble: Trouble | None = None) -> str:
    return render_template("respond/bring_back.html", visit=visit, trouble=trouble)
