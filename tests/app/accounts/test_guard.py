"""Every address for staff refuses strangers, and answers for another's inspection as for one that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.accounts.sessions import BLUEPRINTS
from tests.app.staffed import CLOSED, OTHERS, sign_in

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.routing import Rule

OPEN_TO_ALL = {"accounts.sign_in"}


def _rules(app: Flask) -> list[Rule]:
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/inspectors")]
    assert {rule.endpoint.split(".")[0] for rule in rules} <= set(BLUEPRINTS), "sessions.BLUEPRINTS lacks a part"
    return [rule for rule in rules if rule.endpoint not in OPEN_TO_ALL]


def _address(rule: Rule, code: str) -> str:
    return rule.rule.replace("<code>", code)


def test_every_address_sends_strangers_to_sign_in(app: Flask, client: FlaskClient) -> None:
    rules = _rules(app)
    assert len(rules) > 5
    for rule in rules:
        for method in (rule.methods or set()) - {"OPTIONS"}:
            answer = client.open(_address(rule, CLOSED), method=method)
            assert answer.status_code == 303, rule.rule
            assert answer.location.startswith("/inspectors/sign-in"), rule.rule


def test_every_address_of_anothers_inspection_is_as_if_it_were_not_there(app: Flask, client: FlaskClient) -> None:
    sign_in(client)
    of_an_inspection = [rule for rule in _rules(app) if "code" in rule.arguments]
    assert len(of_an_inspection) > 4
    for rule in of_an_inspection:
        theirs, nobodys = (client.get(_address(rule, code)) for code in (OTHERS, "none-0000"))
        assert (theirs.status_code, nobodys.status_code) == (404, 404), rule.rule
        assert theirs.text.replace(OTHERS, "CODE") == nobodys.text.replace("none-0000", "CODE"), rule.rule


def test_an_administrator_sees_every_inspection(client: FlaskClient) -> None:
    sign_in(client, "administrator@example.org")
    page = client.get("/inspectors/")
    for area in ("Kent", "Leeds", "York"):
        assert area in page.text
    assert client.get(f"/inspectors/{OTHERS}").status_code == 200


def test_an_inspector_is_not_told_of_others_inspections(client: FlaskClient) -> None:
    sign_in(client)
    page = client.get("/inspectors/")
    assert "Kent" in page.text
    assert "York" not in page.text
