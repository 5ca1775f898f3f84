"""The second factor is required before anything is seen; each code opens once, and only its own account."""

from __future__ import annotations

import base64
import html
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.accounts import codes
from app.accounts.limits import FREE_CODES
from app.store import audit, second_factors, staff
from tests.app.staffed import SECRET, Clock, enter_code, enter_password, token

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from app.installation import Installation

MINE = "/inspectors/"
EMAIL = "inspector@example.org"


def _code(clock: Clock, steps: int = 0) -> str:
    return codes.code_at(SECRET, int(clock.now.timestamp()) // codes.STEP_SECONDS + steps)


def _without(app: Flask, email: str = EMAIL) -> int:
    account = staff.find(app.extensions["heard"].database, email)
    assert account is not None
    second_factors.remove(app.extensions["heard"].database, account.id)
    return account.id


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_code_of_these_minutes_lets_in(client: FlaskClient, clock: Clock, steps: int) -> None:
    assert enter_password(client, wanted="/inspectors/kent-1000").location.startswith("/inspectors/second-factor?next=")
    answer = enter_code(client, f" {_code(clock, steps)[:3]} {_code(clock, steps)[3:]}", "/inspectors/second-factor")
    assert answer.location == MINE
    assert client.get(MINE).status_code == 200


@pytest.mark.parametrize("typed", ["", "000000", "12345", "old", "late", "\x00", "é" * 50, "\uff11" * 6])
def test_any_other_code_does_not(client: FlaskClient, clock: Clock, typed: str) -> None:
    enter_password(client)
    typed = {"old": _code(clock, -2), "late": _code(clock, 2)}.get(typed, typed)
    answer = enter_code(client, typed)
    assert answer.status_code == 400
    assert "The code is not right" in answer.text
    assert client.get(MINE).status_code == 303


def test_a_code_opens_once(app: Flask, client: FlaskClient, clock: Clock) -> None:
    enter_password(client)
    assert enter_code(client, _code(clock)).location == MINE
    thief = app.test_client()
    enter_password(thief)
    assert enter_code(thief, _code(clock)).status_code == 400
    assert enter_code(thief, _code(clock, -1)).status_code == 400, "nor does one from before it"
    clock.now += timedelta(seconds=30)
    assert enter_code(thief, _code(clock)).location == MINE


@pytest.mark.usefixtures("app")
def test_of_many_who_enter_the_same_code_at_once_one_gets_in(installation: Installation) -> None:
    account = staff.find(installation.database, EMAIL)
    assert account is not None
    with ThreadPoolExecutor(8) as people:
        used = list(people.map(lambda _: second_factors.use_step(installation.database, account.id, 77), range(8)))
    assert used.count(True) == 1


def test_another_accounts_code_does_not_let_in(app: Flask, client: FlaskClient, clock: Clock) -> None:
    other = codes.code_at(b"the secret of another", int(clock.now.timestamp()) // 30)
    enter_password(client)
    assert enter_code(client, other).status_code == 400
    recovery = codes.new_recovery_codes()[0]
    lead = staff.find(app.extensions["heard"].database, "lead@example.org")
    assert lead is not None
    hashed = codes.recovery_hash(lead.id, recovery)
    second_factors.renew_recovery_codes(app.extensions["heard"].database, lead.id, [hashed])
    assert enter_code(client, recovery).status_code == 400


def test_codes_can_be_guessed_five_times_and_then_slowly(client: FlaskClient, clock: Clock) -> None:
    enter_password(client)
    assert [enter_code(client, "000000").status_code for _ in range(FREE_CODES)] == [400] * FREE_CODES
    stopped = client.post("/inspectors/second-factor", data={"csrf_token": _token_of(client), "code": _code(clock)})
    assert stopped.status_code == 429
    clock.now += timedelta(seconds=2)
    assert enter_code(client, _code(clock)).location == MINE


def test_the_way_from_the_password_to_the_code_ends_after_a_quarter_of_an_hour(
    client: FlaskClient, clock: Clock
) -> None:
    enter_password(client)
    clock.now += timedelta(minutes=15)
    assert client.get("/inspectors/second-factor").location == "/inspectors/sign-in"


def test_nobody_comes_to_the_code_without_the_password(client: FlaskClient) -> None:
    for page in ("/inspectors/second-factor", "/inspectors/second-factor/set-up"):
        for answer in (client.get(page), client.post(page, data={"code": "000000"})):
            assert (answer.status_code, answer.location) == (303, "/inspectors/sign-in")


def test_recovery_codes_are_too_long_to_be_found_from_their_hashes() -> None:
    made = {code for _ in range(20) for code in codes.new_recovery_codes()}
    assert len(made) == 20 * codes.RECOVERY_CODES
    letters = {code.replace("-", "") for code in made}
    assert {len(one) for one in letters} == {28}
    assert len(set("".join(letters))) == 31, "each of 31 letters by chance: 28 of them are 138 bits"
    typed = next(iter(made))
    assert codes.recovery_hash(1, typed) == codes.recovery_hash(1, typed.replace("-", " ").upper())


def test_a_new_account_sets_up_its_phone_and_keeps_recovery_codes_that_each_work_once(
    app: Flask, client: FlaskClient, clock: Clock
) -> None:
    _without(app)
    enter_password(client)
    page = client.get("/inspectors/second-factor", follow_redirects=True)
    assert "Set up your phone" in page.text
    assert client.get(MINE).status_code == 303
    secret = _spelled(page.text)
    step = int(clock.now.timestamp()) // 30
    form = {"csrf_token": token(page), "made": _made(page.text), "code": codes.code_at(secret, step)}
    done = client.post("/inspectors/second-factor/set-up", data=form)
    recovery = re.findall(r'<li class="key">([^<]+)</li>', done.text)
    assert len(recovery) == len(set(recovery)) == codes.RECOVERY_CODES
    assert client.get(MINE).status_code == 200
    other = app.test_client()
    enter_password(other)
    assert enter_code(other, codes.code_at(secret, step)).status_code == 400, "the code that set it up is used"
    assert enter_code(other, recovery[0].upper().replace("-", " ")).location == MINE
    again = app.test_client()
    enter_password(again)
    assert enter_code(again, recovery[0]).status_code == 400
    assert enter_code(again, recovery[1]).location == MINE
    rows = audit.latest(app.extensions["heard"].database, most=50)
    ways = [row.object for row in reversed(rows) if row.action == "signed_in"]
    assert ways == ["password/phone", "password/recovery-code", "password/recovery-code"]


def test_a_wrong_code_does_not_set_up_and_keeps_the_same_qr_code(app: Flask, client: FlaskClient) -> None:
    _without(app)
    enter_password(client)
    page = client.get("/inspectors/second-factor/set-up")
    form = {"csrf_token": token(page), "made": _made(page.text), "code": "000000"}
    wrong = client.post("/inspectors/second-factor/set-up", data=form)
    assert wrong.status_code == 400
    assert _spelled(wrong.text) == _spelled(page.text)
    assert client.get(MINE).status_code == 303


def test_a_secret_that_we_did_not_make_for_this_account_is_not_taken(
    app: Flask, client: FlaskClient, clock: Clock
) -> None:
    for email in (EMAIL, "lead@example.org"):
        _without(app, email)
    lead = app.test_client()
    enter_password(lead, "lead@example.org")
    theirs = lead.get("/inspectors/second-factor/set-up").text
    enter_password(client)
    for made in (_made(theirs), "bm9uZQ==", "é", ""):
        page = client.get("/inspectors/second-factor/set-up")
        code = codes.code_at(_spelled(theirs), int(clock.now.timestamp()) // 30)
        form = {"csrf_token": token(page), "made": made, "code": code}
        assert client.post("/inspectors/second-factor/set-up", data=form).status_code == 400
    assert client.get(MINE).status_code == 303


def test_a_phone_that_is_set_up_is_not_set_up_over(client: FlaskClient) -> None:
    enter_password(client)
    answer = client.get("/inspectors/second-factor/set-up")
    assert answer.location == "/inspectors/second-factor"


@pytest.mark.usefixtures("app")
def test_the_secret_is_not_in_the_database_in_the_clear(installation: Installation) -> None:
    account = staff.find(installation.database, EMAIL)
    assert account is not None
    kept = second_factors.find(installation.database, account.id)
    assert kept is not None
    assert SECRET not in kept


def test_codes_are_those_of_the_standard() -> None:
    secret = b"12345678901234567890"  # RFC 6238, appendix B; its eight digits end in our six
    for moment, code in ((59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")):
        assert codes.code_at(secret, moment // 30) == code


def _token_of(client: FlaskClient) -> str:
    return token(client.get("/inspectors/second-factor"))


def _made(page: str) -> str:
    found = re.search(r'name="made" value="([^"]+)"', page)
    assert found is not None
    return html.unescape(found[1])


def _spelled(page: str) -> bytes:
    found = re.search(r'<strong class="key">([^<]+)</strong>', page)
    assert found is not None
    return base64.b32decode(found[1].replace(" ", ""))
