"""People are invited by a link that works once; nobody gives more than their own; administrators read the record."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app.store import audit, invitations, second_factors, staff
from app.store.invitations import NoSuchInvitationError
from app.store.staff import Role
from tests.app.staffed import CLOSED, OPEN, OTHERS, Clock, enter_password, set_up_phone, sign_in, token

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from app.installation import Installation

PEOPLE = "/inspectors/people"
ADMINISTRATOR = "administrator@example.org"
NEW: dict[str, Any] = {"name": "Ada Brown", "email": "Ada@example.org", "role": "inspector", "inspection": [OPEN]}
CHOSEN = {"password": "copper lantern tide", "again": "copper lantern tide"}


def _post(client: FlaskClient, address: str, page: str = PEOPLE, **given: Any) -> TestResponse:  # noqa: ANN401 - a form
    return client.post(address, data={"csrf_token": token(client.get(page)), **given})


def _link(answer: TestResponse) -> str:
    found = re.search(r"/inspectors/invitation/[\w-]+", answer.text)
    assert found is not None, answer.text
    return found[0]


def _person(installation: Installation, email: str = "inspector@example.org") -> staff.Account:
    found = staff.find(installation.database, email)
    assert found is not None
    return found


def test_an_invitation_makes_one_account_and_then_opens_nothing(
    app: Flask, client: FlaskClient, installation: Installation
) -> None:
    sign_in(client, "lead@example.org")
    link = _link(_post(client, PEOPLE, **NEW))
    ada = app.test_client()
    assert "Hello Ada Brown" in ada.get(link).text
    assert _post(ada, link, link, **CHOSEN).location == "/inspectors/second-factor"
    assert ada.get("/inspectors/").status_code == 303
    made = _person(installation, "ada@example.org")
    assert (made.name, made.role, made.inspections) == ("Ada Brown", Role.INSPECTOR, frozenset({OPEN}))
    again = app.test_client()
    assert again.get(link).status_code == 404
    assert "no longer works" in again.get(link).text


def test_of_two_who_use_the_same_link_at_once_one_gets_in(installation: Installation, clock: Clock) -> None:
    asked = invitations.to(
        email="two@example.org", name="Two", role=Role.INSPECTOR, inspections=[OPEN], now=clock.now, invited_by=None
    )
    secret = invitations.invite(installation.database, asked)

    def accept(number: int) -> bool:
        try:
            invitations.accept(installation.database, secret, clock.now, f"hash {number}")
        except NoSuchInvitationError:
            return False
        return True

    with ThreadPoolExecutor(8) as people:
        assert list(people.map(accept, range(8))).count(True) == 1


def test_an_invitation_ends_after_three_days_and_can_be_withdrawn(client: FlaskClient, clock: Clock) -> None:
    sign_in(client, ADMINISTRATOR)
    link = _link(_post(client, PEOPLE, **NEW))
    assert "Ada Brown" in client.get(PEOPLE).text
    _post(client, f"{PEOPLE}/withdraw", email="ada@example.org")
    assert client.get(link).status_code == 404
    link = _link(_post(client, PEOPLE, **NEW))
    clock.now += timedelta(days=3)
    assert client.get(link).status_code == 404


def test_a_newer_link_takes_the_place_of_the_older(client: FlaskClient) -> None:
    sign_in(client, ADMINISTRATOR)
    first, second = (_link(_post(client, PEOPLE, **NEW)) for _ in range(2))
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"password": "short", "again": "short"}, "12 to 200 characters"),
        ({"password": "copper lantern tide", "again": "copper lantern"}, "not the same"),
        ({"password": "passwordpassword", "again": "passwordpassword"}, "easy to guess"),
    ],
)
def test_a_password_that_is_refused_leaves_the_link_good(client: FlaskClient, given: dict[str, str], says: str) -> None:
    sign_in(client, ADMINISTRATOR)
    link = _link(_post(client, PEOPLE, **NEW))
    answer = _post(client, link, link, **given)
    assert answer.status_code == 400
    assert says in answer.text
    assert client.get(link).status_code == 200


@pytest.mark.parametrize(
    "given", [{"role": "administrator"}, {"role": "lead_inspector"}, {"inspection": [OTHERS]}, {"inspection": []}]
)
def test_a_lead_gives_nobody_more_than_their_own_team_has(client: FlaskClient, given: dict[str, Any]) -> None:
    sign_in(client, "lead@example.org")
    answer = _post(client, PEOPLE, **(NEW | given))
    assert answer.status_code == 400
    assert "/inspectors/invitation/" not in answer.text


@pytest.mark.parametrize("given", [{"email": "nonsense"}, {"name": " "}, {"role": "king"}, {"email": "a b@c.d"}])
def test_what_is_wrong_in_an_invitation_is_said(client: FlaskClient, given: dict[str, Any]) -> None:
    sign_in(client, ADMINISTRATOR)
    assert "There is a problem" in _post(client, PEOPLE, **(NEW | given)).text


def test_somebody_with_an_account_is_let_in_without_a_link(client: FlaskClient, installation: Installation) -> None:
    sign_in(client, ADMINISTRATOR)
    _post(client, PEOPLE, **(NEW | {"email": "inspector@example.org", "inspection": [OTHERS]}))
    assert OTHERS in _person(installation).inspections


def test_an_administrator_changes_accounts_and_each_change_ends_the_sessions(
    app: Flask, client: FlaskClient, installation: Installation
) -> None:
    sign_in(client, ADMINISTRATOR)
    person = _person(installation).id
    theirs = app.test_client()
    for action, given in (("sign-out", {}), ("role", {"role": "safeguarding_lead"}), ("phone", {}), ("stop", {})):
        if second_factors.find(installation.database, person) is None:
            set_up_phone(app, "inspector@example.org")
        sign_in(theirs)
        assert _post(client, f"{PEOPLE}/{person}/{action}", **given).status_code == 303
        assert theirs.get("/inspectors/").status_code == 303, action
    changed = _person(installation)
    assert (changed.role, changed.active) == (Role.SAFEGUARDING_LEAD, False)
    assert enter_password(theirs).status_code == 400
    _post(client, f"{PEOPLE}/{person}/start")
    assert enter_password(theirs).location == "/inspectors/second-factor"
    actions = {one.action for one in audit.latest(installation.database, most=20)}
    assert {"sessions.ended", "role.changed", "second_factor.removed", "account.stopped"} <= actions


def test_nobody_stops_their_own_account(client: FlaskClient, installation: Installation) -> None:
    sign_in(client, ADMINISTRATOR)
    me = _person(installation, ADMINISTRATOR).id
    assert _post(client, f"{PEOPLE}/{me}/stop").status_code == 400
    assert _person(installation, ADMINISTRATOR).active


def test_a_lead_sees_and_takes_out_their_own_team_alone(client: FlaskClient, installation: Installation) -> None:
    sign_in(client, "lead@example.org")
    page = client.get(PEOPLE).text
    assert "inspector@example.org" in page
    assert ADMINISTRATOR not in page
    person = _person(installation).id
    assert _post(client, f"/inspectors/{CLOSED}/people/{person}/leave").status_code == 303
    assert _person(installation).inspections == {OPEN}
    other = _person(installation, ADMINISTRATOR).id
    assert _post(client, f"/inspectors/{OPEN}/people/{other}/leave").status_code == 404


def test_changes_need_our_own_form(client: FlaskClient, installation: Installation) -> None:
    sign_in(client, ADMINISTRATOR)
    person = _person(installation).id
    client.post(f"{PEOPLE}/{person}/stop")
    client.post(PEOPLE, data=NEW)
    client.post(f"/inspectors/{OPEN}/people/{person}/leave")
    assert _person(installation).active
    assert OPEN in _person(installation).inspections
    assert invitations.every(installation.database, installation.clock()) == ()


def test_the_record_names_people_and_says_that_it_is_whole(client: FlaskClient) -> None:
    sign_in(client, ADMINISTRATOR)
    client.get(f"/inspectors/{CLOSED}/tables.csv")
    page = client.get("/inspectors/record").text
    assert "rows are whole" in page
    assert "Sam Green" in page
    assert "tables: exported" in page
    assert f">{CLOSED}<" in client.get("/inspectors/record", query_string={"inspection": CLOSED}).text


@pytest.mark.parametrize("query", ["before=0", "before=x", "before=99999999999", "inspection=%27--", "inspection=%00"])
def test_the_record_takes_any_address(client: FlaskClient, query: str) -> None:
    sign_in(client, ADMINISTRATOR)
    assert client.get(f"/inspectors/record?{query}").status_code == 200


@pytest.mark.parametrize("number", ["2147483648", "99999999999999999999"])
def test_a_number_that_no_account_can_have_is_not_found(client: FlaskClient, number: str) -> None:
    sign_in(client, ADMINISTRATOR)
    assert _post(client, f"{PEOPLE}/{number}/stop").status_code == 404
