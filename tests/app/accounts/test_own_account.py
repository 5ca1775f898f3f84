"""One's own account: new passwords and recovery codes are for whoever shows again, by both factors, who they are."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest

from app.accounts import codes
from app.store import audit, second_factors, sessions, staff
from tests.app.staffed import PASSWORD, SECRET, Clock, enter_password, sign_in, token

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from app.installation import Installation

OWN: Final = "/inspectors/account"
EMAIL: Final = "inspector@example.org"
NEW: Final = "copper lantern tide"


def _code(clock: Clock) -> str:
    return codes.code_at(SECRET, int(clock.now.timestamp()) // codes.STEP_SECONDS)


def _post(client: FlaskClient, address: str, **given: Any) -> TestResponse:  # noqa: ANN401 - a form
    return client.post(address, data={"csrf_token": token(client.get(OWN)), **given})


def _change(client: FlaskClient, clock: Clock, **otherwise: str) -> TestResponse:
    given = {"now": PASSWORD, "code": _code(clock), "password": NEW, "again": NEW} | otherwise
    return _post(client, f"{OWN}/password", **given)


def _signs_in(client: FlaskClient, password: str) -> bool:
    return enter_password(client, EMAIL, password).status_code == 303


def test_a_new_password_ends_every_other_session_and_the_old_password_opens_nothing(
    app: Flask, client: FlaskClient, clock: Clock, installation: Installation
) -> None:
    other = app.test_client()
    sign_in(client)
    sign_in(other)
    answer = _change(client, clock)
    assert answer.location == f"{OWN}?changed=yes"
    assert "Your password is changed." in client.get(answer.location).text
    assert other.get(OWN).location.startswith("/inspectors/sign-in")
    assert not _signs_in(app.test_client(), PASSWORD)
    assert _signs_in(app.test_client(), NEW)
    assert [row.action for row in audit.latest(installation.database, most=1)] == ["password.changed"]


@pytest.mark.parametrize(
    ("otherwise", "field", "said"),
    [
        ({"now": "a wrong one, and long"}, "now", "The password that you have now is not right."),
        ({"now": ""}, "now", "The password that you have now is not right."),
        ({"code": "000000"}, "code", "The code is not right"),
        ({"again": "copper lantern tides"}, "password", "The two new passwords are not the same."),
        ({"password": "password1234", "again": "password1234"}, "password", "This password is easy to guess."),
        ({"csrf_token": "none"}, "now", "This page was open for too long."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_password_stays(
    app: Flask, client: FlaskClient, clock: Clock, otherwise: dict[str, str], field: str, said: str
) -> None:
    sign_in(client)
    answer = _change(client, clock, **otherwise)
    assert answer.status_code == 400
    assert f'<a href="#{field}">{said}' in answer.text
    assert NEW not in answer.text
    assert client.get(OWN).status_code == 200
    assert _signs_in(app.test_client(), PASSWORD)


def test_a_mistake_in_the_new_password_does_not_use_up_the_code_of_the_phone(client: FlaskClient, clock: Clock) -> None:
    sign_in(client)
    assert _change(client, clock, again="copper lantern tides").status_code == 400
    assert _change(client, clock).status_code == 303


def test_guesses_at_the_password_of_a_machine_left_signed_in_have_to_wait(client: FlaskClient, clock: Clock) -> None:
    sign_in(client)
    answers = [_change(client, clock, now=f"guess number {number}").status_code for number in range(12)]
    assert answers[:5] == [400] * 5
    assert answers[-1] == 429


def test_new_recovery_codes_take_the_place_of_the_old_ones(
    client: FlaskClient, clock: Clock, installation: Installation
) -> None:
    sign_in(client)
    assert "You have 0 left" in client.get(OWN).text
    answer = _post(client, f"{OWN}/recovery-codes", recovery_now=PASSWORD, recovery_code=_code(clock))
    assert answer.status_code == 200
    found = staff.find(installation.database, EMAIL)
    assert found is not None
    assert second_factors.recovery_codes_left(installation.database, found.id) == codes.RECOVERY_CODES


@pytest.mark.parametrize("shown", [{"recovery_now": PASSWORD, "recovery_code": "000000"}, {"recovery_code": "right"}])
def test_new_recovery_codes_need_both_factors(
    client: FlaskClient, clock: Clock, installation: Installation, shown: dict[str, str]
) -> None:
    sign_in(client)
    given = {name: _code(clock) if value == "right" else value for name, value in shown.items()}
    assert _post(client, f"{OWN}/recovery-codes", **given).status_code == 400
    found = staff.find(installation.database, EMAIL)
    assert found is not None
    assert second_factors.recovery_codes_left(installation.database, found.id) == 0


def _sessions(page: str) -> list[str]:
    return re.findall(r"/inspectors/account/sessions/([0-9a-f]{64})/end", page)


def test_each_session_is_listed_and_can_be_ended_alone(app: Flask, client: FlaskClient, clock: Clock) -> None:
    other, third = app.test_client(), app.test_client()
    for one in (client, other, third):
        sign_in(one)
    clock.now += timedelta(minutes=6)
    other.get(OWN)
    listed = _sessions(client.get(OWN).text)
    assert len(listed) == 2, "the others; this one ends by signing out"
    assert _post(client, f"{OWN}/sessions/{listed[0]}/end").location == OWN
    assert other.get(OWN).location.startswith("/inspectors/sign-in"), "the one used last stands first"
    assert third.get(OWN).status_code == client.get(OWN).status_code == 200
    assert len(_sessions(client.get(OWN).text)) == 1


def test_nobody_ends_another_persons_session(app: Flask, client: FlaskClient, installation: Installation) -> None:
    lead = app.test_client()
    sign_in(client)
    sign_in(lead, "lead@example.org")
    found = staff.find(installation.database, EMAIL)
    assert found is not None
    (theirs,) = sessions.every(installation.database, found.id, since=datetime.min.replace(tzinfo=UTC))
    _post(lead, f"{OWN}/sessions/{theirs.id}/end")
    assert client.get(OWN).status_code == 200
    assert lead.post(f"{OWN}/sessions/{theirs.id}/end").status_code == 303, "without proof nothing is ended"
    assert lead.post(f"{OWN}/sessions/of-nobody/end").status_code == 404


def test_signing_in_again_makes_a_copy_of_the_older_cookie_worthless(app: Flask, client: FlaskClient) -> None:
    sign_in(client)
    cookie = client.get_cookie("heard")
    assert cookie is not None
    copy = {"Cookie": f"heard={cookie.value}"}
    thief = app.test_client(use_cookies=False)
    assert thief.get(OWN, headers=copy).status_code == 200
    form = {"csrf_token": token(client.get(OWN)), "email": EMAIL, "password": PASSWORD}
    assert client.post("/inspectors/sign-in", data=form).location == "/inspectors/second-factor"
    assert thief.get(OWN, headers=copy).location.startswith("/inspectors/sign-in")
