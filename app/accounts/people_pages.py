"""The pages about people: who may sign in and what they may do, invitations, one's own account, and the record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, abort, redirect, render_template, request, url_for

from app.accounts import guard, inviting, own_account
from app.accounts.permissions import ROLES
from app.accounts.proof import ProofForm
from app.installation import here
from app.store import audit, inspections, invitations, second_factors, staff
from app.store.staff import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from app.store.staff import Account

SEE_OTHER: Final = 303
REFUSED: Final = 400
ROWS: Final = 100
"""Rows of the record on one page."""

_LAPSED: Final = "This page was open for too long. Try again."

blueprint = Blueprint("people", __name__, url_prefix="/inspectors")
guard.guard(blueprint)
for rule, endpoint, view, method in own_account.ADDRESSES:
    blueprint.add_url_rule(rule, endpoint=endpoint, view_func=view, methods=[method])


@blueprint.get("/people")
def people() -> ResponseReturnValue:
    """Show who may sign in: an administrator everybody, a lead inspector those of their own inspections."""
    return _people()


@blueprint.post("/people")
def invite() -> ResponseReturnValue:
    """Invite somebody, and show the link to send them; or let in somebody who has an account."""
    if not ProofForm().validate():
        return _people([("email", _LAPSED)]), REFUSED
    asked = inviting.asked(guard.who(), request.form)
    if asked.problems:
        return _people(asked.problems), REFUSED
    known = staff.find(here().database, asked.email)
    if known is not None and asked.codes:
        staff.join(here().database, known.email, asked.codes)
        for code in asked.codes:
            guard.record("member.added", f"{code}/{audit.staff(known.id)}")
        return redirect(url_for("people.people"), SEE_OTHER)
    if known is not None:
        return _people([("email", "There is an account for this address. Choose an inspection to let them in.")]), 400
    return _link(asked.email, asked.name, asked.role, asked.codes)


@blueprint.post("/people/<int(max=2147483647):person>/<action>")
def change(person: int, action: str) -> ResponseReturnValue:
    """Change an account: a new link, another role, another phone, signed out, stopped, or let in again."""
    account = _account(person)
    if not ProofForm().validate():
        return _people([("email", _LAPSED)]), REFUSED
    if account.id == guard.who().id:
        return _people([("email", "Ask another administrator to change your own account.")]), REFUSED
    database, named = here().database, audit.staff(account.id)
    match action:
        case "link":
            return _link(account.email, account.name, account.role, ())
        case "role":
            role = request.form.get("role", "")
            if role not in set(Role):
                abort(400)
            staff.set_role(database, account.email, Role(role))
            guard.record("role.changed", f"{named}/{role}")
        case "phone":
            second_factors.remove(database, account.id)
            staff.end_sessions(database, account.email)
            guard.record("second_factor.removed", named)
        case "sign-out":
            staff.end_sessions(database, account.email)
            guard.record("sessions.ended", named)
        case "stop" | "start":
            staff.set_active(database, account.email, active=action == "start")
            guard.record("account.stopped" if action == "stop" else "account.started", named)
        case _:
            abort(404)
    return redirect(url_for("people.people"), SEE_OTHER)


@blueprint.post("/<code>/people/<int(max=2147483647):person>/leave")
def leave(code: str, person: int) -> ResponseReturnValue:
    """Let somebody into this inspection no longer."""
    account = _account(person)
    if ProofForm().validate() and account.id != guard.who().id:
        staff.leave(here().database, account.email, code)
        guard.record("member.removed", f"{code}/{audit.staff(account.id)}")
    return redirect(url_for("people.people"), SEE_OTHER)


@blueprint.post("/people/withdraw")
def withdraw() -> ResponseReturnValue:
    """Take back an invitation that nobody has accepted yet."""
    email = request.form.get("email", "")
    ours = any(one.email == staff.same(email) for one in _invited())
    if ProofForm().validate() and ours and invitations.withdraw(here().database, email):
        guard.record("invitation.withdrawn")
    return redirect(url_for("people.people"), SEE_OTHER)


@blueprint.get("/record")
def record() -> ResponseReturnValue:
    """Show the record of who did what, the newest first, and whether it is whole."""
    before = request.args.get("before", "")
    about = request.args.get("inspection", "").strip().casefold()
    about = about if re.fullmatch(r"[a-z0-9-]{1,40}", about) else ""
    earlier = int(before) if re.fullmatch("[0-9]{1,9}", before) else None
    rows = audit.latest(here().database, most=ROWS, before=earlier, about=about)
    names = {audit.staff(one.id): one.name for one in staff.every(here().database)}
    verdict = audit.verify(here().database) if earlier is None else None
    return render_template(
        "accounts/record.html", rows=rows, names=names, verdict=verdict, about=about, more=len(rows) == ROWS
    )


def _account(person: int) -> Account:
    found = staff.find_by_id(here().database, person)
    if found is None or found not in _seen():
        abort(404)
    return found


def _seen() -> tuple[Account, ...]:
    me, everybody = guard.who(), staff.every(here().database)
    if me.role is Role.ADMINISTRATOR:
        return everybody
    return tuple(one for one in everybody if one.inspections & me.inspections)


def _invited() -> tuple[invitations.Invitation, ...]:
    me, waiting = guard.who(), invitations.every(here().database, here().clock())
    if me.role is Role.ADMINISTRATOR:
        return waiting
    return tuple(one for one in waiting if one.invited_by == me.id)


def _link(email: str, name: str, role: Role, belongs: Sequence[str]) -> ResponseReturnValue:
    me = guard.who()
    made = invitations.to(email=email, name=name, role=role, inspections=belongs, now=here().clock(), invited_by=me.id)
    token = invitations.invite(here().database, made)
    guard.record("invited", "/".join(belongs)[: audit.LONGEST_OBJECT])
    link = here().settings.public_address + url_for("accounts.invitation", token=token)
    return render_template("accounts/link.html", invitation=made, link=link)


def _people(problems: Sequence[tuple[str, str]] = ()) -> str:
    me: Any = guard.who()
    return render_template(
        "accounts/people.html",
        people=_seen(),
        invited=_invited(),
        me=me,
        administers=me.role is Role.ADMINISTRATOR,
        roles={role: ROLES[role] for role in ROLES if role in inviting.may_give(me.role)},
        names=ROLES,
        inspections=[one for one in inspections.every(here().database) if me.may_see(one.code)],
        typed=request.form,
        problems=problems,
        form=ProofForm(),
    )
