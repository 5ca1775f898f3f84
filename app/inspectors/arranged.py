"""The page of an inspection that was set up: what to send to whom, and what is changed about it later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import abort, redirect, render_template, request, url_for

from app.accounts import guard
from app.accounts.proof import ProofForm
from app.arranging.readiness import Format, gaps, names_without_recording
from app.inspectors.setting_up import FORMATS
from app.installation import here
from app.moments import NotAMomentError, moment
from app.reach import survey_name
from app.respond.qr import qr
from app.store import changes, inspections, staff
from app.store.changes import Because, NotLongerError
from surveys.questionnaire import GROUPS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask.typing import ResponseReturnValue

SEE_OTHER: Final = 303
REFUSED: Final = 400
_NO_REASON: Final = "Say why, in a few words. It is kept with the change."


def arranged(code: str) -> ResponseReturnValue:
    """Show the code, links, QR codes, the officer's address and an e-mail to send, and what was changed since."""
    return _page(code)


def change(code: str, action: str) -> ResponseReturnValue:
    """Make the window longer, or withdraw or renew the officer's private address; who and why is kept."""
    why = " ".join(request.form.get("why", "").split())[: changes.LONGEST_WHY]
    field = f"why-{action}"
    if action not in {"longer", "withdraw", "renew"}:
        abort(404)
    if not ProofForm().validate():
        return _page(code, [(field, "This page was open for too long. Press the button again.")]), REFUSED
    if not why:
        return _page(code, [(field, _NO_REASON)]), REFUSED
    because = Because(staff_id=guard.who().id, moment=here().clock(), why=why)
    match action:
        case "longer":
            try:
                closes = moment(f"{request.form.get('day', '')[:10]}T{request.form.get('time', '')[:5]}")
                changes.lengthen(here().database, code, closes, because)
            except NotAMomentError:
                return _page(code, [("day", "Give the day and the time when the surveys close.")]), REFUSED
            except NotLongerError as error:
                return _page(code, [("day", str(error))]), REFUSED
            guard.record("window.lengthened", code)
        case "withdraw":
            changes.withdraw_officer(here().database, code, because)
            guard.record("officer.withdrawn", code)
        case _:
            changes.renew_officer(here().database, code, inspections.new_token(), because)
            guard.record("officer.renewed", code)
    return redirect(url_for("inspectors.arranged", code=code), SEE_OTHER)


ADDRESSES: Final[tuple[tuple[str, str, str, Callable[..., ResponseReturnValue]], ...]] = (
    ("GET", "/<code>/set-up", "arranged", arranged),
    ("POST", "/<code>/set-up/<action>", "change_arranged", change),
)


def _page(code: str, problems: Sequence[tuple[str, str]] = ()) -> str:
    inspection, public = guard.inspection(), here().settings.public_address
    token = inspections.partnership_token(here().database, here().keys, code)
    promised = [Format(one) for one in changes.promised(here().database, code)]
    names = {one.id: one.name for one in staff.every(here().database)}
    return render_template(
        "inspectors/arranged.html",
        code=code,
        inspection=inspection,
        start=f"{public}/{code}",
        drawn=qr(f"{public}/{code}"),
        surveys=[(survey_name(group), f"{public}/{code}/{group}", qr(f"{public}/{code}/{group}")) for group in GROUPS],
        officer=f"{public}/partnership/{token}" if token else "",
        pack=url_for("partnership.pack", token=token) if token else "",
        formats=[FORMATS[one] for one in promised],
        gaps=gaps(here(), inspection.languages, promised),
        unspoken=names_without_recording(here(), inspection) if Format.RECORDINGS in promised else (),
        members=staff.members(here().database, code),
        changes=changes.every(here().database, code),
        by=lambda number: names.get(number, "The command line"),
        closes=inspection.window.closes,
        typed=request.form,
        problems=problems,
        form=ProofForm(),
    )
