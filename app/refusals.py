"""What the log says of what was refused: which page, why, and the number of an account; never what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import structlog
from flask import request

if TYPE_CHECKING:
    from app.store.staff import Account

_log: Final = structlog.get_logger()

Why = Literal[
    "password",
    "code",
    "wait",
    "too many from one address",
    "organisation",
    "role",
    "inspection",
    "form",
    "words",
    "file",
]


def refused(why: Why, account: Account | None = None) -> None:
    """Write a line: what was asked for, why it was refused, and whose account it was about where there is one.

    `password` and `code` are wrong ones; `wait` a try before its time; `organisation` an answer of the organisation's
    sign-in that lets nobody in; `role` a page that the account's role may not open; `inspection` one of an inspection
    that it does not belong to, or that does not exist; `form` one that our page did not make for this browser; `words`
    four words that open nothing; `file` one that can't be read as a copy that came back.
    """
    _log.warning("refused", why=why, view=request.endpoint, account=account.id if account else None)
