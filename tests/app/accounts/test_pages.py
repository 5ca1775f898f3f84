"""Signing in lets in whoever has the password, tells strangers nothing, and leads nowhere but to our own pages."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from app.store import staff
from tests.app.staffed import CLOSED, PASSWORD, Clock, sign_in, token

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from app.installation import Installation

MINE = "/inspectors/"


def test_the_right_password_lets_in(client: FlaskClient) -> None:
    answer = sign_in(client, " Inspector@Example.org")
    assert (answer.status_code, answer.location) == (303, MINE)
    assert client.get(MINE).status_code == 200


def test_signing_in_leads_to_the_page_that_was_asked_for(client: FlaskClient) -> None:
    asked = client.get(f"/inspectors/{CLOSED}?x=1")
    assert asked.status_code == 303
    wanted = f"/inspectors/{CLOSED}?x=1"
    assert client.get(asked.location).text.count(f'value="{wanted}"') == 1
    assert sign_in(client, wanted=wanted).location == wanted


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//elsewhere.example",
        "https://elsewhere.example/inspectors/",
        "/\\elsewhere.example",
        "/inspectors//elsewhere.example",
        "/inspectors/../../elsewhere",
        "/inspectors/\t//elsewhere.example",
        "/inspectors.elsewhere.example",
        "javascript:alert(1)",
        "/inspectors/\r\nSet-Cookie: a=b",
        "/inspectors/é",
    ],
)
def test_signing_in_leads_to_no_other_place(client: FlaskClient, elsewhere: str) -> None:
    assert sign_in(client, wanted=elsewhere).location == MINE


def test_a_wrong_password_and_an_unknown_account_look_the_same(client: FlaskClient) -> None:
    pages = []
    for email in ("inspector@example.org", "nobody@example.org"):
        answer = sign_in(client, email, "not the password")
        assert answer.status_code == 400
        pages.append(answer.text.replace(email, "EMAIL").replace(token(answer), "TOKEN"))
    assert pages[0] == pages[1]
    assert "The email address or the password is not right" in pages[0]


@pytest.mark.parametrize(
    ("email", "password", "says"),
    [
        ("", PASSWORD, "Enter your email address."),
        ("inspector@example.org", "", "Enter your password."),
        ("x" * 300, PASSWORD, "Enter your email address."),
        ("inspector@example.org", "x" * 5000, "Enter your password."),
        ("\x00' OR 1=1 --", "\x00" * 12, "is not right"),
    ],
)
def test_what_is_missing_or_too_long_is_said(client: FlaskClient, email: str, password: str, says: str) -> None:
    answer = sign_in(client, email, password)
    assert answer.status_code == 400
    assert says in answer.text
    assert client.get(MINE).status_code == 303


def test_the_address_typed_is_kept_and_the_password_is_not(client: FlaskClient) -> None:
    answer = sign_in(client, "nobody@example.org", "a wrong password")
    assert 'value="nobody@example.org"' in answer.text
    assert "a wrong password" not in answer.text


def test_a_form_that_is_not_ours_does_not_sign_in(client: FlaskClient) -> None:
    answer = client.post("/inspectors/sign-in", data={"email": "inspector@example.org", "password": PASSWORD})
    assert answer.status_code == 400
    assert "open for too long" in answer.text
    assert 'value="inspector@example.org"' in answer.text


def test_a_session_that_was_there_before_is_not_taken_over(client: FlaskClient) -> None:
    with client.session_transaction("/inspectors") as session:
        session["planted"] = "by someone else"
    sign_in(client)
    with client.session_transaction("/inspectors") as session:
        assert "planted" not in session


def test_after_signing_out_a_copy_of_the_cookie_is_worth_nothing(app: Flask, client: FlaskClient) -> None:
    sign_in(client)
    copied = client.get_cookie("heard")
    assert copied is not None
    answer = client.post("/inspectors/sign-out", data={"csrf_token": token(client.get(MINE))})
    assert answer.status_code == 303
    assert client.get(MINE).status_code == 303
    thief = app.test_client()
    thief.set_cookie("heard", copied.value)
    assert thief.get(MINE).status_code == 303


def test_signing_out_needs_our_own_button(client: FlaskClient) -> None:
    sign_in(client)
    client.post("/inspectors/sign-out")
    assert client.get(MINE).status_code == 200


def test_a_session_ends_after_a_working_day(client: FlaskClient, clock: Clock) -> None:
    sign_in(client)
    for _ in range(12):
        assert client.get(MINE).status_code == 200
        clock.now += timedelta(hours=1)
    assert client.get(MINE).status_code == 303


def test_a_session_ends_when_nobody_was_there_for_two_hours(client: FlaskClient, clock: Clock) -> None:
    sign_in(client)
    clock.now += timedelta(hours=1, minutes=59)
    assert client.get(MINE).status_code == 200
    clock.now += timedelta(hours=2)
    assert client.get(MINE).status_code == 303


def test_a_new_password_ends_the_session(client: FlaskClient, installation: Installation) -> None:
    sign_in(client)
    staff.set_password(installation.database, "inspector@example.org", "another hash")
    assert client.get(MINE).status_code == 303


def test_someone_who_is_signed_in_is_not_asked_again(client: FlaskClient) -> None:
    sign_in(client)
    assert client.get("/inspectors/sign-in").location == MINE


def test_the_session_is_kept_from_scripts_and_from_other_sites(client: FlaskClient) -> None:
    sent = sign_in(client).headers["Set-Cookie"]
    assert "HttpOnly" in sent
    assert "SameSite=Lax" in sent


def test_a_token_in_the_address_or_a_header_signs_nobody_in(app: Flask, client: FlaskClient) -> None:
    account = staff.find(app.extensions["heard"].database, "inspector@example.org")
    assert account is not None
    with app.test_request_context():
        forged = app.extensions["security"].remember_token_serializer.dumps(
            {"ver": "5", "uid": account.session_token, "fs_paa": 0, "exp": 0}
        )
    assert client.get(MINE, query_string={"auth_token": forged}).status_code == 303
    assert client.get(MINE, headers={"Authentication-Token": forged}).status_code == 303


def test_pages_for_everyone_never_ask_who_is_signed_in(client: FlaskClient, installation: Installation) -> None:
    sign_in(client)
    asked: list[str] = []
    event.listen(
        installation.database.engine, "before_cursor_execute", lambda _c, _k, statement, *_rest: asked.append(statement)
    )
    assert client.get("/get-help").status_code == 200
    assert not [statement for statement in asked if "staff" in statement]
    client.get(MINE)
    assert [statement for statement in asked if "staff" in statement]
