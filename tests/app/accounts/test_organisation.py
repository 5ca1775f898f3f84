"""Signing in by the organisation's own sign-in, against a provider that the tests run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from bs4 import BeautifulSoup
from joserfc.jwk import RSAKey

from app.accounts.codes import STEP_SECONDS, code_at
from app.store import audit, identities, staff
from tests.app.accounts.provider import CLIENT, Provider, running
from tests.app.accounts.provider import SECRET as OF_CLIENT
from tests.app.staffed import SECRET, Clock, an_application, an_installation, enter_code

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from app.installation import Installation

MINE = "/inspectors/"
SAM: dict[str, Any] = {"sub": "sam-1", "email": "Inspector@example.org", "email_verified": True, "amr": ["pwd", "mfa"]}


@pytest.fixture(scope="module")
def real_provider() -> Iterator[Provider]:
    """Run a provider for the tests of this file."""
    with running() as provider:
        yield provider


@pytest.fixture
def provider(real_provider: Provider) -> Provider:
    """Give the provider, at which Sam signs in with a second factor."""
    real_provider.claims, real_provider.signs_with = dict(SAM), None
    real_provider.says_issuer = real_provider.says_nonce = ""
    real_provider.means, real_provider.metadata = (CLIENT,), {}
    return real_provider


@pytest.fixture
def installation(tmp_path: Path, clock: Clock, provider: Provider) -> Installation:
    """Give an installation whose organisation has a sign-in of its own."""
    made = an_installation(tmp_path, clock)
    settings = replace(
        made.settings,
        sign_in_issuer=provider.issuer,
        sign_in_client=CLIENT,
        sign_in_secret=OF_CLIENT,
        sign_in_name="Example Inspectorate",
    )
    return replace(made, settings=settings)


def _leaving(client: FlaskClient, wanted: str = "") -> TestResponse:
    """Leave for the provider as the link on the sign-in page does."""
    page = BeautifulSoup(client.get("/inspectors/sign-in", query_string={"next": wanted}).text, "html.parser")
    (link,) = (one for one in page.find_all("a") if "sign in with" in one.text)
    return client.get(str(link["href"]))


def _left(client: FlaskClient, wanted: str = "") -> str:
    """Leave for the provider, and return where it sends the browser back to."""
    away = _leaving(client, wanted)
    assert away.status_code == 303, away.text
    return requests.get(away.location, allow_redirects=False, timeout=30).headers["Location"]


def _back(client: FlaskClient, location: str) -> TestResponse:
    parts = urlsplit(location)
    return client.get(parts.path, query_string=parts.query)


def test_the_sign_in_page_names_the_organisation(client: FlaskClient) -> None:
    assert "sign in with Example Inspectorate" in client.get("/inspectors/sign-in").text


def test_whoever_the_organisation_knows_and_we_have_invited_is_let_in(
    client: FlaskClient, installation: Installation, provider: Provider
) -> None:
    answer = _back(client, _left(client, "/inspectors/kent-1000"))
    assert (answer.status_code, answer.location) == (303, "/inspectors/kent-1000")
    assert client.get(MINE).status_code == 200
    account = staff.find(installation.database, "inspector@example.org")
    assert identities.find(installation.database, provider.issuer, "sam-1") == account


def test_what_leaves_is_bound_to_this_browser_and_proved_by_a_challenge(client: FlaskClient) -> None:
    asked = parse_qs(urlsplit(_leaving(client).location).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://127.0.0.1:8000/inspectors/organisation/back"]
    assert asked["state"][0] != asked["nonce"][0]


@pytest.mark.parametrize("proof", [None, "", "x", "of another browser"])
def test_a_link_on_another_site_begins_no_sign_in_and_ends_no_session(client: FlaskClient, proof: str | None) -> None:
    _back(client, _left(client))
    if proof == "of another browser":
        page = client.application.test_client().get("/inspectors/sign-in").text
        proof = page.split("proof=")[1].split('"')[0]
    asked = {"next": "/inspectors/kent-1000"} | ({"proof": proof} if proof is not None else {})
    answer = client.get("/inspectors/organisation", query_string=asked)
    assert answer.location == "/inspectors/sign-in?next=/inspectors/kent-1000"
    assert client.get(MINE).status_code == 200


def test_what_the_provider_sends_us_on_to_is_not_asked(client: FlaskClient, provider: Provider) -> None:
    provider.metadata = {"jwks_uri": f"{provider.issuer}/moved"}
    assert requests.get(f"{provider.issuer}/moved", timeout=30).json()["keys"], "it is there for whoever follows"
    answer = _back(client, _left(client))
    assert (answer.status_code, client.get(MINE).status_code) == (503, 303)


def test_the_record_says_by_which_way_somebody_came_in(
    client: FlaskClient, installation: Installation, provider: Provider, clock: Clock
) -> None:
    def ways() -> list[str]:
        rows = reversed(audit.latest(installation.database, most=50))
        return [row.object for row in rows if row.action == "signed_in"]

    _back(client, _left(client))
    assert ways() == ["organisation"]
    provider.claims["amr"] = ["pwd"]
    elsewhere = client.application.test_client()
    _back(elsewhere, _left(elsewhere))
    assert ways() == ["organisation"], "until the code is given, nobody has come in"
    enter_code(elsewhere, code_at(SECRET, int(clock.now.timestamp()) // STEP_SECONDS))
    assert ways() == ["organisation", "organisation/phone"]


def test_from_then_on_a_person_is_known_by_the_providers_own_name_for_them(
    client: FlaskClient, provider: Provider
) -> None:
    _back(client, _left(client))
    provider.claims = {"sub": "sam-1", "email": "married@example.org", "email_verified": True, "amr": ["mfa"]}
    again = client.application.test_client()
    assert _back(again, _left(again)).location == MINE
    provider.claims = {**SAM, "sub": "another"}
    impostor = client.application.test_client()
    assert _back(impostor, _left(impostor)).status_code == 403, "the address was given to somebody else since"


@pytest.mark.parametrize("told", [["pwd"], ["otp"], ["otp", "sms"], ["pop"], [], None])
def test_without_a_second_factor_there_ours_is_asked_for(
    client: FlaskClient, provider: Provider, told: list[str] | None
) -> None:
    provider.claims["amr"] = told
    assert _back(client, _left(client)).location == "/inspectors/second-factor"
    assert client.get(MINE).status_code == 303


@pytest.mark.parametrize("told", [["mfa"], ["pwd", "otp"], ["face", "hwk"]])
def test_two_kinds_of_proof_there_are_a_second_factor(client: FlaskClient, provider: Provider, told: list[str]) -> None:
    provider.claims["amr"] = told
    assert _back(client, _left(client)).location == MINE


def test_a_token_that_is_meant_for_another_lets_nobody_in(client: FlaskClient, provider: Provider) -> None:
    provider.means = ("another-client",)
    assert _back(client, _left(client)).status_code == 403
    assert client.get(MINE).status_code == 303


@pytest.mark.parametrize(
    "says",
    [{"issuer": "https://another.example.org"}, {"issuer": ""}, {"id_token_signing_alg_values_supported": ["none"]}],
    ids=["another issuer", "no issuer", "no signature"],
)
def test_a_provider_that_is_another_or_signs_nothing_is_not_gone_to(
    client: FlaskClient, provider: Provider, says: dict[str, Any]
) -> None:
    provider.metadata = says
    answer = _leaving(client)
    assert answer.status_code == 403
    assert "Location" not in answer.headers


def test_of_what_it_signs_by_only_what_is_trusted_counts(client: FlaskClient, provider: Provider) -> None:
    provider.metadata = {"id_token_signing_alg_values_supported": ["none", "HS256", "RS256"]}
    assert _back(client, _left(client)).location == MINE


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "x", "email": "nobody@example.org", "email_verified": True},
        {"sub": "x", "email": "inspector@example.org", "email_verified": False},
        {"sub": "x", "email": "inspector@example.org"},
        {"sub": "x", "email": "inspector@example.org", "email_verified": "true"},
        {"sub": "x"},
        {"sub": "x" * 300, "email": "inspector@example.org", "email_verified": True},
    ],
)
def test_whom_we_have_not_invited_or_whose_address_is_not_proved_is_not_let_in(
    client: FlaskClient, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    answer = _back(client, _left(client))
    assert answer.status_code == 403
    assert "There is no account for you here" in answer.text
    assert client.get(MINE).status_code == 303


def test_an_account_that_was_stopped_is_not_let_in(client: FlaskClient, installation: Installation) -> None:
    _back(client, _left(client))
    staff.set_active(installation.database, "inspector@example.org", active=False)
    assert client.get(MINE).status_code == 303
    assert _back(client, _left(client)).status_code == 403


@pytest.mark.parametrize("fault", ["key", "issuer", "nonce", "state", "code", "twice", "other browser", "refused"])
def test_what_the_provider_did_not_sign_for_this_browser_now_lets_nobody_in(
    client: FlaskClient, provider: Provider, fault: str
) -> None:
    if fault == "key":
        provider.signs_with = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
    provider.says_issuer = "https://elsewhere.example" if fault == "issuer" else ""
    provider.says_nonce = "of another sign-in" if fault == "nonce" else ""
    back = _left(client)
    if fault in {"state", "code"}:
        back = back.replace(f"{fault}=", f"{fault}=x")
    elif fault == "twice":
        _back(client, back)
        client.delete_cookie("heard")
    elif fault == "other browser":
        client = client.application.test_client()
    elif fault == "refused":
        back = f"{back.split('?')[0]}?error=access_denied&state={parse_qs(urlsplit(back).query)['state'][0]}"
    answer = _back(client, back)
    assert answer.status_code == 403
    assert "You could not be signed in" in answer.text
    assert client.get(MINE).status_code == 303


def test_a_provider_that_does_not_answer_is_a_kind_page(tmp_path: Path, clock: Clock) -> None:
    made = an_installation(tmp_path, clock)
    gone = replace(made.settings, sign_in_issuer="http://127.0.0.1:1", sign_in_client="x", sign_in_secret="x")
    client = an_application(replace(made, settings=gone)).test_client()
    answer = _leaving(client)
    assert answer.status_code == 503
    assert "Nothing was changed" in answer.text


def test_where_there_is_no_such_sign_in_there_are_no_such_pages(tmp_path: Path, clock: Clock) -> None:
    client = an_application(an_installation(tmp_path, clock)).test_client()
    assert "sign in with" not in client.get("/inspectors/sign-in").text
    for address in ("/inspectors/organisation", "/inspectors/organisation/back"):
        assert client.get(address).status_code == 404
