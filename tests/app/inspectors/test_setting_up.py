"""A lead inspector opens an inspection in a few presses, where everything that it promises is there."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app.store import audit, changes, inspections, staff
from surveys.inspections import Phase
from tests.app.staffed import CLOSED, OPEN, OTHERS, Clock, sign_in, token

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from app.installation import Installation

NEW = "/inspectors/new"
ASKED: dict[str, Any] = {
    "area": "Norfolk",
    "day": "2026-11-25",
    "time": "09:30",
    "parts": "Norwich\nKing’s Lynn\n",
    "language": ["en", "en-simple"],
    "format": ["word"],
    "kept_years": "3",
}


@pytest.fixture
def lead(client: FlaskClient) -> FlaskClient:
    """Give a browser with which the lead inspector is signed in."""
    sign_in(client, "lead@example.org")
    return client


def _send(client: FlaskClient, go: str, **other: Any) -> TestResponse:  # noqa: ANN401 - what a form holds
    return client.post(NEW, data={"csrf_token": token(client.get(NEW)), "go": go, **ASKED, **other})


def _opened(client: FlaskClient, **other: Any) -> str:  # noqa: ANN401 - what a form holds
    answer = _send(client, "open", **other)
    assert answer.status_code == 303, answer.text
    return str(answer.location.split("/")[2])


def _change(client: FlaskClient, code: str, action: str, **given: str) -> TestResponse:
    page = f"/inspectors/{code}/set-up"
    return client.post(f"{page}/{action}", data={"csrf_token": token(client.get(page)), **given})


def test_three_presses_lead_from_the_list_to_an_open_inspection(lead: FlaskClient, installation: Installation) -> None:
    assert NEW in lead.get("/inspectors/").text
    looked = _send(lead, "look")
    assert "9:30am on Wednesday 25 November 2026" in looked.text
    assert "9:30am on Wednesday 2 December 2026" in looked.text
    assert "Norwich; King’s Lynn" in looked.text
    code = _opened(lead)
    made = inspections.find(installation.database, code)
    assert (made.area.name, made.answers_kept_until) == ("Norfolk", date(2029, 12, 2))
    assert [name for _, name in made.parts_of_area] == ["Norwich", "King’s Lynn"]
    assert made.window.phase(installation.clock()) is Phase.OPEN
    assert changes.promised(installation.database, code) == ("word",)
    assert audit.latest(installation.database, most=1)[0].object == code


def test_the_page_then_holds_everything_to_send(lead: FlaskClient, installation: Installation) -> None:
    code = _opened(lead)
    page = lead.get(f"/inspectors/{code}/set-up")
    officer = inspections.partnership_token(installation.database, installation.keys, code)
    public = installation.settings.public_address
    for words in (f"{public}/{code}/practitioners", f"{public}/partnership/{officer}", "mailto:?subject="):
        assert words in page.text
    assert page.text.count('class="qr"') == 4
    assert lead.get(f"/partnership/{officer}").status_code == 200
    account = staff.find(installation.database, "lead@example.org")
    assert account is not None
    assert code in account.inspections


@pytest.mark.parametrize("area", ["kent", "Kent County Council", "E10000016", " e10000016 "])
def test_the_area_is_found_by_name_or_code(lead: FlaskClient, area: str) -> None:
    assert "Kent County Council (E10000016)" in _send(lead, "look", area=area).text


@pytest.mark.parametrize(
    ("day", "closes", "hours"),
    [
        ("2027-03-22", "9:30am on Monday 29 March 2027", "it has 167 hours"),
        ("2026-10-19", "9:30am on Monday 26 October 2026", "it has 169 hours"),
    ],
)
def test_the_week_ends_at_the_same_time_by_the_clock_across_a_change_of_the_clocks(
    lead: FlaskClient, day: str, closes: str, hours: str
) -> None:
    page = _send(lead, "look", day=day).text
    assert closes in page
    assert hours in page


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"area": ""}, "Choose the area."),
        ({"area": "Atlantis"}, "no local area called"),
        ({"area": "North"}, "Did you mean"),
        ({"day": ""}, "Give day and time."),
        ({"day": "2026-13-45"}, "not a day and a time"),
        ({"day": "2027-03-28", "time": "01:30"}, "the clocks went forward"),
        ({"day": "2026-10-25", "time": "01:30"}, "the clocks went back"),
        ({"language": []}, "Choose 1 language or more."),
        ({"language": ["xx"]}, "Choose 1 language or more."),
        ({"kept_years": "99"}, "Choose how long answers are kept."),
        ({"parts": "Norwich\nnorwich"}, "told from another choice"),
        ({"parts": "x" * 61}, "1 to 60 letters"),
    ],
)
@pytest.mark.parametrize("go", ["look", "open"])
def test_what_must_be_put_right_is_said_and_nothing_is_opened(
    lead: FlaskClient, installation: Installation, given: dict[str, Any], says: str, go: str
) -> None:
    before = len(inspections.every(installation.database))
    answer = _send(lead, go, **given)
    assert answer.status_code == 400
    assert says in answer.text.replace("&#39;", "'").replace("&#34;", '"')
    assert len(inspections.every(installation.database)) == before


def test_nothing_opens_while_a_promised_recording_is_missing_and_the_page_says_which(
    lead: FlaskClient, installation: Installation
) -> None:
    before = len(inspections.every(installation.database))
    for go, status in (("look", 200), ("open", 409)):
        answer = _send(lead, go, format=["word", "recordings"])
        assert answer.status_code == status
        assert "This can’t open yet" in answer.text
        assert re.search(
            r"The survey for practitioners in English, easy words: [0-9]+ recordings are missing", answer.text
        )
        assert "heard audio build" in answer.text
        assert 'value="open"' not in answer.text
    assert len(inspections.every(installation.database)) == before


def test_the_form_promises_recordings_by_itself_only_where_they_are_all_there(lead: FlaskClient) -> None:
    page = lead.get(NEW).text
    assert 'value="word" checked' in page
    assert 'value="recordings" checked' not in page


def test_what_was_typed_is_kept_when_somebody_goes_back_to_change_it(lead: FlaskClient) -> None:
    page = _send(lead, "change", kept_years="1").text
    assert 'value="Norfolk"' in page
    assert "King’s Lynn" in page
    assert '<option value="1" selected>' in page


def test_a_form_that_is_not_ours_opens_nothing(lead: FlaskClient, installation: Installation) -> None:
    before = len(inspections.every(installation.database))
    assert lead.post(NEW, data={**ASKED, "go": "open"}).status_code == 400
    assert len(inspections.every(installation.database)) == before


def test_people_are_given_longer_and_who_and_why_is_kept(
    lead: FlaskClient, installation: Installation, clock: Clock
) -> None:
    answer = _change(lead, OPEN, "longer", day="2026-12-04", time="17:00", why="The school was closed by snow.")
    assert answer.status_code == 303
    assert inspections.find(installation.database, OPEN).window.closes == datetime(2026, 12, 4, 17, tzinfo=UTC)
    (made,) = changes.every(installation.database, OPEN)
    assert (made.what, made.because.why, made.because.moment) == ("window", "The school was closed by snow.", clock.now)
    page = lead.get(f"/inspectors/{OPEN}/set-up").text
    assert "The school was closed by snow." in page
    assert "Sam Green" in page
    assert ("window.lengthened", OPEN) in [
        (one.action, one.object) for one in audit.latest(installation.database, most=5)
    ]


@pytest.mark.parametrize(
    ("action", "given", "says"),
    [
        ("longer", {"day": "2026-12-04", "time": "17:00"}, "Say why"),
        ("longer", {"day": "2026-11-26", "time": "17:00", "why": "Shorter"}, "can only be made longer"),
        ("longer", {"day": "", "time": "", "why": "Because"}, "Give the day and the time"),
        ("withdraw", {"why": "  "}, "Say why"),
        ("renew", {}, "Say why"),
    ],
)
def test_a_change_without_a_reason_or_that_takes_time_away_is_refused(
    lead: FlaskClient, installation: Installation, action: str, given: dict[str, str], says: str
) -> None:
    code = _opened(lead)
    before = inspections.find(installation.database, code)
    answer = _change(lead, code, action, **given)
    assert answer.status_code == 400
    assert says in answer.text
    assert inspections.find(installation.database, code) == before
    assert changes.every(installation.database, code) == ()


def test_an_officers_address_that_was_withdrawn_opens_nothing_and_a_new_one_does(
    lead: FlaskClient, installation: Installation
) -> None:
    code = _opened(lead)
    first = inspections.partnership_token(installation.database, installation.keys, code)
    assert _change(lead, code, "withdraw", why="It was sent to the wrong person.").status_code == 303
    for address in (f"/partnership/{first}", f"/partnership/{first}/pack"):
        assert lead.get(address).status_code == 404
    assert "was withdrawn" in lead.get(f"/inspectors/{code}/set-up").text
    _change(lead, code, "renew", why="For the right person.")
    second = inspections.partnership_token(installation.database, installation.keys, code)
    assert lead.get(f"/partnership/{second}").status_code == 200
    assert lead.get(f"/partnership/{first}").status_code == 404
    assert [one.what for one in changes.every(installation.database, code)] == ["officer_withdrawn", "officer_renewed"]


def test_a_longer_window_is_open_to_those_who_answer(
    lead: FlaskClient, installation: Installation, clock: Clock
) -> None:
    closes = inspections.find(installation.database, OPEN).window.closes
    _change(lead, OPEN, "longer", day="2026-12-10", time="09:00", why="Asked for.")
    clock.now = closes + timedelta(days=1)
    assert lead.get(f"/{OPEN}").status_code == 200
    assert "practitioners" in lead.get(f"/{OPEN}").text


@pytest.mark.parametrize("code", [OTHERS, "none-0000"])
def test_another_leads_inspection_is_not_changed(lead: FlaskClient, installation: Installation, code: str) -> None:
    page = lead.get(f"/inspectors/{CLOSED}/set-up")
    form = {"csrf_token": token(page), "why": "Mischief", "day": "2027-01-01", "time": "09:00"}
    for action in ("longer", "withdraw", "renew"):
        assert lead.post(f"/inspectors/{code}/set-up/{action}", data=form).status_code == 404
    assert changes.every(installation.database, OTHERS) == ()
