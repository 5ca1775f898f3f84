"""Every address of the product, for each role, for its own and for another's inspection: who may open what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.accounts import permissions
from app.accounts.permissions import RULES, Door
from app.accounts.sessions import BLUEPRINTS
from app.store import audit, inspections
from app.store.staff import Role
from tests.app.staffed import CLOSED, OPEN, OTHERS, enter_password, sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.routing import Rule

    from app.installation import Installation

PEOPLE = {
    Role.INSPECTOR: "inspector@example.org",
    Role.LEAD_INSPECTOR: "lead@example.org",
    Role.SAFEGUARDING_LEAD: "safeguarding@example.org",
    Role.ADMINISTRATOR: "administrator@example.org",
}
FILLED_IN = {
    "action": "link",
    "copy_id": "0" * 32,
    "group": "young-people",
    "kind": "notice",
    "language": "en",
    "matter": "0" * 32,
    "matter_id": "0" * 32,
    "name": "help_health",
    "person": "1",
    "token": "none",
}
NOT_FOUND, FORBIDDEN, SEE_OTHER = 404, 403, 303


def _asked(app: Flask, *, of_staff: bool) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        if isinstance(RULES[rule.endpoint].who, Door) != of_staff:
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield rule, method


def _address(rule: Rule, code: str) -> str:
    address = rule.rule.replace("<code>", code)
    for part in rule.arguments - {"code"}:
        for written in (f"<{part}>", f"<int(max=2147483647):{part}>"):
            address = address.replace(written, FILLED_IN.get(part, "1"))
    return address


def _turned_away(client: FlaskClient, address: str, method: str) -> bool:
    """Whether this leads to the page that signs in, or is forbidden."""
    answer = client.open(address, method=method)
    at_the_door = answer.status_code == SEE_OTHER and answer.location.startswith("/inspectors/sign-in")
    return at_the_door or answer.status_code == FORBIDDEN


def test_the_table_names_every_address_and_no_other(app: Flask) -> None:
    served = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert served - RULES.keys() == set(), "give each new address a row in app/accounts/permissions.py"
    assert RULES.keys() - served == set(), "these addresses are gone: take their rows out"


def test_every_address_for_staff_passes_the_guard(app: Flask) -> None:
    parts = {rule.endpoint.split(".")[0] for rule in app.url_map.iter_rules() if rule.rule.startswith("/inspectors")}
    assert parts <= set(BLUEPRINTS), "sessions.BLUEPRINTS lacks a part"
    of_staff = {endpoint.split(".")[0] for endpoint, rule in RULES.items() if not isinstance(rule.who, Door)}
    assert of_staff <= parts


def test_what_the_table_does_not_name_opens_to_nobody() -> None:
    assert not any(permissions.may(role, "inspectors.something_new") for role in Role)
    assert not any(permissions.may(role, "partnership.overview") for role in Role)


@pytest.mark.parametrize("half_way", [False, True])
def test_strangers_are_sent_to_the_door_and_the_password_alone_opens_nothing(
    app: Flask, client: FlaskClient, *, half_way: bool
) -> None:
    if half_way:
        assert enter_password(client, PEOPLE[Role.ADMINISTRATOR]).location == "/inspectors/second-factor"
    door = "/inspectors/second-factor" if half_way else "/inspectors/sign-in"
    asked = list(_asked(app, of_staff=True))
    assert len(asked) > 15
    for rule, method in asked:
        for code in {OPEN, OTHERS} if "code" in rule.arguments else {OPEN}:
            answer = client.open(_address(rule, code), method=method)
            assert (answer.status_code, answer.location.split("?")[0]) == (SEE_OTHER, door), rule.rule


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_what_the_table_says_and_of_others_inspections_nothing(
    app: Flask, client: FlaskClient, role: Role
) -> None:
    sign_in(client, PEOPLE[role])
    for rule, method in _asked(app, of_staff=True):
        may = permissions.may(role, rule.endpoint)
        own = client.open(_address(rule, CLOSED), method=method)
        assert (own.status_code == FORBIDDEN) is not may, f"{role} {method} {rule.rule}: {own.status_code}"
        assert own.status_code != SEE_OTHER or not own.location.startswith("/inspectors/sign-in"), rule.rule
        if "code" in rule.arguments and role is not Role.ADMINISTRATOR:
            theirs, nobodys = (client.open(_address(rule, code), method=method) for code in (OTHERS, "none-0000"))
            assert (theirs.status_code, nobodys.status_code) == (NOT_FOUND, NOT_FOUND), f"{role} {method} {rule.rule}"
            assert theirs.text.replace(OTHERS, "CODE") == nobodys.text.replace("none-0000", "CODE"), rule.rule


@pytest.mark.parametrize("role", [None, Role.INSPECTOR, Role.ADMINISTRATOR])
def test_what_is_for_everybody_turns_nobody_away(app: Flask, client: FlaskClient, role: Role | None) -> None:
    if role is not None:
        sign_in(client, PEOPLE[role])
    for rule, method in _asked(app, of_staff=False):
        if RULES[rule.endpoint].who is Door.EVERYBODY and not rule.endpoint.startswith("accounts."):
            assert not _turned_away(client, _address(rule, OPEN), method), f"{method} {rule.rule}"


@pytest.mark.parametrize("role", [None, *Role])
def test_the_officers_pages_open_to_nobody_without_the_private_address(
    app: Flask, client: FlaskClient, role: Role | None
) -> None:
    if role is not None:
        sign_in(client, PEOPLE[role])
    for rule, method in _asked(app, of_staff=False):
        if RULES[rule.endpoint].who is Door.OFFICER:
            assert client.open(_address(rule, OPEN), method=method).status_code == NOT_FOUND, rule.rule


def test_the_private_address_opens_no_page_for_staff(app: Flask, client: FlaskClient) -> None:
    token = inspections.new_token()
    installation: Installation = app.extensions["heard"]
    kent = inspections.find(installation.database, OPEN)
    with_officer = type(kent)(code="kent-officer", area=kent.area, window=kent.window, partnership_token=token)
    inspections.add(installation.database, installation.keys, with_officer)
    assert client.get(f"/partnership/{token}").status_code == 200
    for rule, method in _asked(app, of_staff=True):
        answer = client.open(_address(rule, "kent-officer"), method=method)
        assert (answer.status_code, answer.location.split("?")[0]) == (SEE_OTHER, "/inspectors/sign-in"), rule.rule


def test_what_was_opened_stands_in_the_record_and_what_was_refused_does_not(app: Flask, client: FlaskClient) -> None:
    sign_in(client)
    client.get(f"/inspectors/{CLOSED}/lines")
    client.get(f"/inspectors/{CLOSED}/tables.csv")
    client.get(f"/inspectors/{OTHERS}/lines")
    recorded = [(one.action, one.object) for one in audit.latest(app.extensions["heard"].database, most=10)]
    assert recorded == [
        ("tables.exported", CLOSED),
        ("lines.looked", CLOSED),
        ("signed_in", "password/recovery-code"),
        *recorded[3:],
    ]
    assert not any(OTHERS in named for _, named in recorded)


def test_an_administrator_sees_every_inspection_and_an_inspector_their_own(client: FlaskClient) -> None:
    sign_in(client, PEOPLE[Role.ADMINISTRATOR])
    page = client.get("/inspectors/")
    assert all(area in page.text for area in ("Kent", "Leeds", "York"))
    assert client.get(f"/inspectors/{OTHERS}").status_code == 200


def test_an_inspector_is_not_told_of_others_inspections(client: FlaskClient) -> None:
    sign_in(client)
    page = client.get("/inspectors/")
    assert "Kent" in page.text
    assert "York" not in page.text
