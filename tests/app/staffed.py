"""An installation with two inspections and people who belong to one, both or none, for tests of the pages for staff."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from flask.testing import FlaskClient

from app import config, create_app
from app import installation as installations
from app.accounts import codes, passwords, secret
from app.store import inspections, second_factors, staff, submissions
from app.store.staff import Role
from surveys.definitions import newest
from surveys.inspections import Inspection, local_area, week_from
from surveys.questionnaire import ENGLISH
from surveys.submissions import Channel, Mode, submit
from tests.app.client import checked

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from werkzeug.test import TestResponse

    from app.installation import Installation

PASSWORD: Final = "plain violet kettle"
SECRET: Final = b"twenty bytes of trial"
SEE_OTHER: Final = 303
NOW: Final = datetime(2026, 11, 25, 12, tzinfo=UTC)
OPEN: Final = "kent-1000"
CLOSED: Final = "leeds-2000"
OTHERS: Final = "york-3000"

_TOKEN: Final = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Browser(FlaskClient):
    """Holds every page that it opens to what all our pages keep."""

    def open(self, *args: Any, **more: Any) -> TestResponse:  # noqa: ANN401 - werkzeug's own signature
        """Open an address and check the page that comes."""
        response = super().open(*args, **more)
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400 and response.text:
            checked(response)
        return response


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


def an_installation(folder: Path, clock: Clock) -> Installation:
    """Return an installation with an open inspection, a closed one, and one that is somebody else's."""
    environment = {"HEARD_HOME": str(folder), "HEARD_SECRET_KEY": "only a test" * 3, "HEARD_PROXIES": "1"}
    made = installations.installation(config.settings(environment))
    made = replace(made, clock=clock)
    for code, area, weeks in ((OPEN, "Kent", 0), (CLOSED, "Leeds", 3), (OTHERS, "York", 3)):
        opened = datetime(2026, 11, 23, 9, tzinfo=UTC) - timedelta(weeks=weeks)
        inspections.add(
            made.database, made.keys, Inspection(code=code, area=local_area(area), window=week_from(opened))
        )
    return made


def an_application(installation: Installation) -> Flask:
    """Return the application, with an account of each role; all but the administrator's belong to OPEN and CLOSED."""
    app = create_app(installation)
    app.test_client_class = Browser
    with app.app_context():
        hashed = _hashed()
    for email, role, belongs in (
        ("inspector@example.org", Role.INSPECTOR, (OPEN, CLOSED)),
        ("lead@example.org", Role.LEAD_INSPECTOR, (OPEN, CLOSED)),
        ("safeguarding@example.org", Role.SAFEGUARDING_LEAD, (OPEN, CLOSED)),
        ("administrator@example.org", Role.ADMINISTRATOR, ()),
    ):
        staff.add(installation.database, email=email, name="Sam Green", role=role, password_hash=hashed, codes=belongs)
        set_up_phone(app, email)
    return app


def set_up_phone(app: Flask, email: str) -> None:
    """Give an account the second factor whose secret is SECRET."""
    database = app.extensions[installations.EXTENSION].database
    account = staff.find(database, email)
    assert account is not None
    with app.app_context():
        locked = secret.locked(SECRET, staff_id=account.id)
    assert second_factors.enrol(database, account.id, locked, step=0, hashes=[b"of none"])


@cache
def _hashed() -> str:
    return passwords.hashed(PASSWORD, "nobody@example.org")


def token(page: TestResponse) -> str:
    """Return the proof in the page that a form comes from us."""
    found = _TOKEN.search(page.text)
    assert found, "the page holds no form of ours"
    return found[1]


def sign_in(
    client: FlaskClient, email: str = "inspector@example.org", password: str = PASSWORD, wanted: str = ""
) -> TestResponse:
    """Fill in and send the page that signs in and, where the password was right, the one for the second factor."""
    answer = enter_password(client, email, password, wanted)
    if answer.status_code != SEE_OTHER or not answer.location.startswith("/inspectors/second-factor"):
        return answer
    return enter_code(client, a_recovery_code(client, email), answer.location)


def enter_password(
    client: FlaskClient, email: str = "inspector@example.org", password: str = PASSWORD, wanted: str = ""
) -> TestResponse:
    """Fill in and send the page that signs in."""
    page = client.get("/inspectors/sign-in", query_string={"next": wanted} if wanted else None)
    form = {"csrf_token": token(page), "email": email, "password": password, "next": wanted}
    return client.post("/inspectors/sign-in", data=form)


def enter_code(client: FlaskClient, code: str, address: str = "/inspectors/second-factor") -> TestResponse:
    """Fill in and send the page for the second factor."""
    form = {"csrf_token": token(client.get(address)), "code": code}
    return client.post(address, data=form)


def a_recovery_code(client: FlaskClient, email: str) -> str:
    """Return a new recovery code of this account, in place of those that it had."""
    database = client.application.extensions[installations.EXTENSION].database
    account = staff.find(database, email)
    assert account is not None
    code = codes.new_recovery_codes()[0]
    second_factors.renew_recovery_codes(database, account.id, [codes.recovery_hash(account.id, code)])
    return code


def answer(installation: Installation, code: str, number: int, *, group: str = "young-people") -> None:
    """Store `number` submissions of one answer each."""
    questionnaire = newest(group)
    made = (
        submit(
            questionnaire,
            {"help_health": [questionnaire.item("help_health").codes[one % 3]]},
            id=f"{group}-{one}",
            language=ENGLISH,
            mode=Mode.WEB,
            channel=Channel.SCHOOL,
            day=date(2026, 11, 3),
        )
        for one in range(number)
    )
    submissions.add_all(installation.database, code, made)
