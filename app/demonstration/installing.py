"""Puts the demonstration into an installation: an open inspection, a closed one with its lines, and people at work."""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from app.accounts import exempt
from app.demonstration import people
from app.inspectors import analysed
from app.store import inspections, staff, submissions
from app.store.inspections import NoSuchInspectionError, ShreddedError
from app.store.staff import Role
from app.store.windows import set_window
from surveys.definitions import newest
from surveys.inspections import EXAMPLE_AREA, LONDON, Inspection, Phase, week_from
from surveys.questionnaire import GROUPS

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from app.installation import Installation

OPEN: Final = exempt.OPEN
CLOSED: Final = "closed-demo"
EMAIL: Final = exempt.EMAIL
LEAD: Final = exempt.LEAD

_STAFF: Final = {
    EMAIL: ("Demonstration inspector", Role.LEAD_INSPECTOR),
    LEAD: ("Demonstration safeguarding lead", Role.SAFEGUARDING_LEAD),
}
_NINE: Final = 9
_WEEKS_AGO: Final = timedelta(weeks=2)
_HALF_WAY: Final = timedelta(days=3)
_KEPT: Final = timedelta(days=365)


class InUseError(RuntimeError):
    """The installation holds inspections of its own, among which no invented one belongs."""


@dataclass(frozen=True, kw_only=True)
class Demonstration:
    """What a person needs to look at it."""

    partnership_token: str
    email: str
    password: str


def install(installation: Installation) -> Demonstration:
    """Put in what is missing and return how to look at it; what is there already stays. Raises InUseError.

    Where two processes do so at once, the second waits and finds everything there.
    """
    place = installation.settings.home / "demonstration.lock"
    with os.fdopen(os.open(place, os.O_CREAT | os.O_WRONLY, 0o600), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _installed(installation)


def _installed(installation: Installation) -> Demonstration:
    _see_that_free(installation)
    monday = last_monday(installation.clock())
    _see_that_open(installation, _standing(installation, OPEN, monday), monday)
    closed = _standing(installation, CLOSED, monday - _WEEKS_AGO)
    _answer(installation, closed)
    password = _people(installation, closed)
    if analysed.kept(installation, closed) is None:
        analysed.summary(installation, closed)
    token = inspections.partnership_token(installation.database, installation.keys, OPEN)
    return Demonstration(partnership_token=token, email=EMAIL, password=password)


def _see_that_free(installation: Installation) -> None:
    standing = inspections.every(installation.database)
    ours = {one.code for one in standing if one.area == EXAMPLE_AREA and one.code in {OPEN, CLOSED}}
    if len(ours) < len(standing) and ours != {OPEN, CLOSED}:
        message = (
            "This installation holds inspections of its own, so no demonstration was put in. "
            "Give another folder in HEARD_HOME, as in HEARD_HOME=trial heard demo."
        )
        raise InUseError(message)


def last_monday(now: datetime) -> datetime:
    """Return the last Monday, nine in the morning in London, up to `now`."""
    there = now.astimezone(LONDON)
    monday = (there - timedelta(days=there.weekday())).replace(hour=_NINE, minute=0, second=0, microsecond=0)
    return monday if monday <= there else monday - timedelta(weeks=1)


def _standing(installation: Installation, code: str, notified: datetime) -> Inspection:
    """Return the inspection `code`, made where it is missing."""
    try:
        return inspections.find(installation.database, code)
    except ShreddedError:
        raise
    except NoSuchInspectionError:
        window = week_from(notified)
        made = Inspection(
            code=code,
            area=EXAMPLE_AREA,
            window=window,
            parts_of_area=tuple(people.content()["parts_of_area"].items()),
            partnership_token=inspections.new_token(),
            answers_kept_until=(window.closes + _KEPT).date(),
        )
        inspections.add(installation.database, installation.keys, made)
        return inspections.find(installation.database, code)


def _see_that_open(installation: Installation, inspection: Inspection, monday: datetime) -> None:
    if inspection.window.phase(installation.clock()) is not Phase.OPEN:
        set_window(installation.database, inspection.code, week_from(monday))


def _answer(installation: Installation, closed: Inspection) -> None:
    if submissions.counts(installation.database, closed.code):
        return
    from app.demonstration import answers

    questionnaires = {group: closed.tailor(newest(group)) for group in GROUPS}
    opened = closed.window.opens.astimezone(LONDON).date()
    submissions.add_all(installation.database, closed.code, answers.submissions(questionnaires, opened))


def _people(installation: Installation, closed: Inspection) -> str:
    """Return the password of the people at work, which only this machine knows; who is missing is made."""
    path = installation.settings.home / "demonstration-password.txt"
    password = _read_or_make(path)
    known = [staff.find(installation.database, email) for email in _STAFF]
    if not path.exists() or not all(known):
        _make_people(installation, closed, password)
        _write(path, password)
    for email in _STAFF:
        staff.join(installation.database, email, (OPEN, CLOSED))
    return password


def _make_people(installation: Installation, closed: Inspection, password: str) -> None:
    """Make who is missing, and put what they find into the queue of the safeguarding lead."""
    from app import create_app
    from app.accounts import passwords
    from app.demonstration import raised

    with create_app(installation).app_context():
        for email, (name, role) in _STAFF.items():
            password_hash = passwords.hashed(password, email)
            if staff.find(installation.database, email) is None:
                staff.add(installation.database, email=email, name=name, role=role, password_hash=password_hash)
            else:
                staff.set_password(installation.database, email, password_hash)
        lead = staff.find(installation.database, LEAD)
        if lead is not None:
            raised.put(installation, closed.code, closed.window.opens + _HALF_WAY, lead)


def _read_or_make(path: Path) -> str:
    return path.read_text(encoding="ascii").strip() if path.exists() else submissions.new_receipt()


def _write(path: Path, password: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(f"{password}\n")
