"""E-mail that asks somebody to look, and says nothing of what there is to see."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from app.config import Settings

_SECONDS: Final = 20


class NotSentError(RuntimeError):
    """The mail server did not take a mail; the message says why, without any address."""


def send(settings: Settings, to: Collection[str], subject: str, words: str, now: datetime) -> None:
    """Send one mail to each of `to`, so that nobody sees who else gets it. Raises NotSentError where none was taken."""
    host = urlsplit(settings.public_address).hostname or "localhost"
    sender = settings.smtp_from or f"heard@{host}"
    refused = 0
    try:
        with _connected(settings) as server:
            for one in to:
                message = EmailMessage()
                message["From"], message["To"], message["Subject"] = sender, one, subject
                message["Date"] = formatdate(now.timestamp(), localtime=False)
                message["Message-ID"] = make_msgid(domain=host)
                message["Auto-Submitted"] = "auto-generated"
                message.set_content(words)
                try:
                    server.send_message(message)
                except smtplib.SMTPRecipientsRefused:
                    refused += 1
    except (OSError, smtplib.SMTPException) as error:
        raise NotSentError(f"The mail server did not take the mail: {type(error).__name__}.") from None
    if refused == len(to):
        raise NotSentError("The mail server refused every address.")


def _connected(settings: Settings) -> smtplib.SMTP:
    if settings.smtp_security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.smtp_host, settings.smtp_port, timeout=_SECONDS, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=_SECONDS)
    try:
        if settings.smtp_security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
    except BaseException:
        server.close()
        raise
    return server
