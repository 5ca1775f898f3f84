"""The pages of safeguarding leads: who may see them, opening, deciding, and what leaves."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import docx
import pytest

from app.safeguarding import raising
from app.store import audit, matters, submissions
from app.store.matters import Kind, Raised
from surveys.definitions import newest
from tests.app.staffed import OPEN, OTHERS, sign_in, token
from tests.app.store.examples import a_submission

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.installation import Installation
    from app.store.matters import Matter
    from tests.app.staffed import Clock

AT = f"/inspectors/{OPEN}/safeguarding"
WORDS = "Dad hits me and I am scared to go home\n=1+1"


@pytest.fixture
def raised(installation: Installation, clock: Clock) -> Matter:
    """Store answers that raise something, and a wish to be contacted; give what was raised."""
    submission = a_submission(text=WORDS)
    found = raising.of_submission(submission, newest("young-people"), "s")
    submissions.add(installation.database, OPEN, submission, receipt="r", raised=found, now=clock())
    content = {"name": "Sam", "reach": "01632 960 123", "about": "", "day": "2026-11-24"}
    asked = Raised(id="contact", kind=Kind.CONTACT, alarm="concern", content=content)
    matters.put(installation.database, OPEN, [asked], clock())
    return _all(installation)[0]


def _all(installation: Installation) -> tuple[Matter, ...]:
    return matters.every(installation.database, installation.keys, OPEN)


def _lead(client: FlaskClient) -> FlaskClient:
    sign_in(client, "safeguarding@example.org")
    return client


@pytest.mark.parametrize("person", ["inspector", "lead", "administrator"])
def test_nobody_but_a_safeguarding_lead_sees_a_word_of_it(client: FlaskClient, raised: Matter, person: str) -> None:
    sign_in(client, f"{person}@example.org")
    for address in (AT, f"{AT}.csv", f"{AT}.docx", f"{AT}/{raised.id}"):
        response = client.get(address)
        assert response.status_code in {403, 404}, address
        assert b"Dad" not in response.data


def test_nor_does_a_lead_of_another_inspection(client: FlaskClient) -> None:
    assert _lead(client).get(f"/inspectors/{OTHERS}/safeguarding").status_code == 404


def test_the_list_shows_no_words_and_opening_one_shows_them_and_why(
    client: FlaskClient, installation: Installation, raised: Matter
) -> None:
    listed = _lead(client).get(AT).text
    assert "Dad" not in listed
    assert "960 123" not in listed
    assert "Not opened" in listed
    assert not any(one.looked_at for one in _all(installation))
    opened = client.get(f"{AT}/{raised.id}").text
    assert "Dad hits me and I am scared to go home" in opened
    assert "Raised because of" in opened
    assert [one.looked_at for one in _all(installation) if one.id == raised.id] == [True]
    assert "01632 960 123" in client.get(f"{AT}/contact").text
    assert client.get(f"{AT}/{'0' * 64}").status_code == 404


def test_a_decision_is_kept_with_who_and_when_and_a_second_beside_it(
    client: FlaskClient, installation: Installation, raised: Matter, clock: Clock
) -> None:
    proof = token(_lead(client).get(f"{AT}/{raised.id}"))
    for outcome, note in (("partnership", "Told the duty officer"), ("no_further_action", "They are with a carer")):
        form = {"csrf_token": proof, "outcome": outcome, "note": note}
        assert client.post(f"{AT}/{raised.id}", data=form).status_code == 303
    found = next(one for one in _all(installation) if one.id == raised.id)
    assert [(one.outcome, one.note, one.by) for one in found.decisions] == [
        ("partnership", "Told the duty officer", "Sam Green"),
        ("no_further_action", "They are with a carer", "Sam Green"),
    ]
    assert found.decisions[0].made == clock()
    assert "Told the duty officer" in client.get(f"{AT}/{raised.id}").text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"outcome": ""}, "Choose what was decided."),
        ({"outcome": "made_up"}, "Choose what was decided."),
        ({"outcome": "no_further_action"}, "Write down why nothing more is done."),
        ({"outcome": "partnership", "note": "a" * 4001}, "Shorten it."),
        ({"outcome": "partnership", "csrf_token": "wrong"}, "open for too long"),
    ],
)
def test_what_can_t_be_kept_is_said_and_nothing_is_decided(
    client: FlaskClient, installation: Installation, raised: Matter, form: dict[str, str], said: str
) -> None:
    proof = token(_lead(client).get(f"{AT}/{raised.id}"))
    response = client.post(f"{AT}/{raised.id}", data={"csrf_token": proof, **form})
    assert response.status_code == 400
    assert said in response.text
    assert not any(one.decisions for one in _all(installation))


def test_what_leaves_holds_every_word_and_decision_and_no_formula(
    client: FlaskClient, installation: Installation, raised: Matter
) -> None:
    proof = token(_lead(client).get(f"{AT}/{raised.id}"))
    form = {"csrf_token": proof, "outcome": "partnership", "note": "=HYPERLINK(1)"}
    client.post(f"{AT}/{raised.id}", data=form)
    rows = list(csv.DictReader(io.StringIO(client.get(f"{AT}.csv").data.decode("utf-8-sig"))))
    first = next(row for row in rows if row["level"] == "Urgent")
    assert first["words"] == WORDS
    assert first["note"] == "'=HYPERLINK(1)"
    document = docx.Document(io.BytesIO(client.get(f"{AT}.docx").data))
    written = "\n".join(one.text for one in document.paragraphs)
    for words in ("Dad hits me", "Passed to the area's safeguarding partnership", "Sam Green", "01632 960 123"):
        assert words in written
    recorded = [one.action for one in audit.latest(installation.database, most=50)]
    assert recorded.count("safeguarding.exported") == 2
    assert {"safeguarding.opened", "safeguarding.decided"} <= set(recorded)


def test_without_mail_the_page_says_that_nobody_is_told(client: FlaskClient) -> None:
    assert "Nobody gets an e-mail" in _lead(client).get(AT).text
