"""Tells safeguarding leads by e-mail that something waits, and tells them again until somebody has looked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog

from app.safeguarding import hours, mail
from app.safeguarding.mail import NotSentError
from app.store import matters, staff
from app.store.inspections import NoSuchInspectionError, find
from app.store.staff import Role

if TYPE_CHECKING:
    from app.installation import Installation
    from app.store.matters import Waiting

AGAIN_AFTER: Final = timedelta(hours=1)
"""Of working hours: how long nobody may have looked before they are told again."""
TRY_AFTER: Final = timedelta(minutes=15)
"""How long a mail that could not be sent waits."""

_log = structlog.get_logger()


def tell(installation: Installation) -> int:
    """Send what mail is due, and return about how many inspections somebody was told. Raises UnavailableError.

    What can't be sent now is tried again: nothing is lost with the mail server.
    """
    now, told = installation.clock(), 0
    for code, due in matters.claim_due(installation.database, now, now + TRY_AFTER).items():
        to = recipients(installation, code)
        if not to:
            _log.error("safeguarding_nobody_to_tell", cure="Give the inspection a safeguarding lead.")
        elif not installation.settings.smtp_host:
            _log.error("safeguarding_no_mail_server", cure="Set HEARD_SMTP_HOST.")
        else:
            try:
                mail.send(installation.settings, to, *_written(installation, code, due), now)
            except NotSentError as error:
                _log.error("safeguarding_mail_not_sent", why=str(error))
                continue
            matters.have_told(installation.database, code, hours.after_work(now, AGAIN_AFTER))
            told += 1
    return told


def recipients(installation: Installation, code: str) -> tuple[str, ...]:
    """Return who is told: the inspection's safeguarding leads, its lead inspectors where it has none, and who is set.

    Nobody is told of an inspection that they may not see.
    """
    people = [one for one in staff.every(installation.database) if one.active and code in one.inspections]
    leads = [one.email for one in people if one.role is Role.SAFEGUARDING_LEAD]
    chosen = leads or [one.email for one in people if one.role is Role.LEAD_INSPECTOR]
    return tuple(dict.fromkeys((*chosen, *installation.settings.safeguarding_to)))


def _written(installation: Installation, code: str, due: Waiting) -> tuple[str, str]:
    """Return subject and words: which inspection and how many, and nothing that anybody wrote."""
    try:
        area = find(installation.database, code).area.name
    except NoSuchInspectionError:
        area = code
    number = "1 entry" if due.number == 1 else f"{due.number} entries"
    subject = f"Heard: {'urgent: ' if due.urgent else ''}a safeguarding lead is needed ({code})"
    words = (
        f"{number} for a safeguarding lead in the inspection of {area} ({code}) "
        f"{'has' if due.number == 1 else 'have'} not been looked at."
        f"{f' Marked as urgent: {due.urgent}.' if due.urgent else ''}\n\n"
        f"Sign in and read: {installation.settings.public_address}/inspectors/{code}/safeguarding\n\n"
        "This mail holds nothing of what was written. It comes again after 1 working hour until somebody has looked.\n"
    )
    return subject, words
