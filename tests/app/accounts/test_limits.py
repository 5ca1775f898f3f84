"""Guessing gets slower and slower, and can't be used to keep a person out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from app import create_app
from app.accounts.limits import FREE, FREE_FROM_ALL, LONGEST_FROM_ALL
from app.store import invitations
from app.store.staff import Role
from tests.app.staffed import Clock, enter_password, sign_in, token

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from app.installation import Installation

WRONG = "a wrong guess"


def _guess(app: Flask, number: int, email: str = "inspector@example.org") -> list[int]:
    stranger = app.test_client()
    return [enter_password(stranger, email, WRONG).status_code for _ in range(number)]


def test_after_ten_guesses_each_waits_longer(app: Flask, clock: Clock) -> None:
    assert _guess(app, FREE + 2) == [400] * FREE + [429] * 2
    clock.now += timedelta(seconds=1)
    assert _guess(app, 2) == [400, 429]
    clock.now += timedelta(seconds=1)
    assert _guess(app, 1) == [429]
    clock.now += timedelta(seconds=1)
    assert _guess(app, 1) == [400]


def test_the_wait_is_said_and_is_never_longer_than_five_minutes(app: Flask, client: FlaskClient, clock: Clock) -> None:
    _guess(app, FREE)
    for _ in range(12):
        clock.now += timedelta(minutes=5)
        assert _guess(app, 1) == [400]
    stopped = enter_password(client)
    assert (stopped.status_code, stopped.headers["Retry-After"]) == (429, "301")
    assert "Wait 6 minutes" in stopped.text


def test_a_browser_that_was_signed_in_before_gets_in_while_others_guess(app: Flask, client: FlaskClient) -> None:
    sign_in(client)
    client.post("/inspectors/sign-out", data={"csrf_token": token(client.get("/inspectors/"))})
    assert _guess(app, FREE + 1)[-1] == 429
    assert sign_in(client).location == "/inspectors/"


def test_what_marks_that_browser_opens_nothing_and_is_no_other_accounts(app: Flask, client: FlaskClient) -> None:
    sign_in(client)
    mark = client.get_cookie("heard-device", path="/inspectors")
    assert mark is not None
    thief = app.test_client()
    thief.set_cookie("heard-device", mark.value, path="/inspectors")
    assert thief.get("/inspectors/").status_code == 303
    _guess(app, FREE, "administrator@example.org")
    assert enter_password(thief, "administrator@example.org").status_code == 429
    assert [enter_password(thief, password=WRONG).status_code for _ in range(FREE + 1)] == [400] * FREE + [429]


def test_behind_a_proxy_strangers_are_told_apart_by_what_it_wrote(app: Flask, client: FlaskClient) -> None:
    stranger = app.test_client()
    stranger.environ_base["HTTP_X_FORWARDED_FOR"] = "198.51.100.7"
    tries = [enter_password(stranger, "inspector@example.org", WRONG).status_code for _ in range(FREE + 1)]
    assert tries == [400] * FREE + [429]
    client.environ_base["HTTP_X_FORWARDED_FOR"] = "198.51.100.7, 203.0.113.9"
    assert enter_password(client).status_code == 303, "what our proxy wrote is last; what came before anybody can write"


def test_behind_a_proxy_that_is_not_told_of_a_stranger_slows_nobody_down_for_long(
    app: Flask, installation: Installation
) -> None:
    unaware = create_app(replace(installation, settings=replace(installation.settings, proxies=0)))
    unaware.test_client_class = app.test_client_class
    assert _guess(unaware, FREE_FROM_ALL + 1) == [400] * FREE_FROM_ALL + [429]
    stopped = enter_password(unaware.test_client())
    assert int(stopped.headers["Retry-After"]) <= LONGEST_FROM_ALL.total_seconds() + 1


def test_empty_forms_keep_nobody_out(app: Flask, client: FlaskClient) -> None:
    stranger = app.test_client()
    for _ in range(210):
        assert stranger.post("/inspectors/sign-in").status_code == 400
    assert sign_in(client).location == "/inspectors/"


def test_a_mark_of_ones_own_making_is_none(app: Flask) -> None:
    _guess(app, FREE)
    stranger = app.test_client()
    for made in ("", "x", '{"of": 1, "name": "x"}.x'):
        stranger.set_cookie("heard-device", made, path="/inspectors")
        assert enter_password(stranger).status_code == 429


def test_a_link_from_an_administrator_lets_in_at_once(app: Flask, client: FlaskClient, clock: Clock) -> None:
    _guess(app, FREE)
    invitation = invitations.to(
        email="inspector@example.org",
        name="Sam",
        role=Role.INSPECTOR,
        inspections=(),
        now=clock.now,
        invited_by=None,
    )
    link = f"/inspectors/invitation/{invitations.invite(app.extensions['heard'].database, invitation)}"
    new = {"password": "quite another kettle", "again": "quite another kettle"}
    answer = client.post(link, data={"csrf_token": token(client.get(link)), **new})
    assert answer.location == "/inspectors/second-factor"


def test_guesses_at_one_account_stop_no_other(app: Flask, client: FlaskClient) -> None:
    assert _guess(app, FREE + 1)[-1] == 429
    assert sign_in(client, "lead@example.org").location == "/inspectors/"


def test_an_account_that_is_not_there_waits_just_as_long(app: Flask) -> None:
    assert _guess(app, FREE + 1, "nobody@example.org") == [400] * FREE + [429]


def test_the_right_password_begins_the_count_anew(app: Flask, client: FlaskClient) -> None:
    assert _guess(app, FREE - 1)[-1] == 400
    sign_in(client)
    assert _guess(app, FREE) == [400] * FREE
