"""While a survey is open, inspectors see who is missing, and get words that ask them again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.store import audit, plan_figures, submissions
from surveys.definitions import newest
from surveys.plan_figures import PlanFigures
from surveys.questionnaire import ENGLISH
from surveys.submissions import Channel, Mode, submit
from tests.app.staffed import CLOSED, OPEN, sign_in

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.installation import Installation

PAGE = f"/inspectors/{OPEN}/missing"
PLANS = {"mainstream": 500, "special": 400, "college": 100}


def answers(installation: Installation, where: str, number: int) -> None:
    """Store answers of parents whose child learns there, none like another."""
    made = [
        submit(
            newest("parents-and-carers"),
            {"learn_where": [where], "better": [f"Comment {where} {one}"]},
            id=submissions.new_id(),
            language=ENGLISH,
            mode=Mode.WEB,
            channel=Channel.SCHOOL,
            day=date(2026, 11, 24),
        )
        for one in range(number)
    ]
    submissions.add_all(installation.database, OPEN, made)


@pytest.fixture
def known_plans(installation: Installation) -> None:
    """Import how many plans the area has by setting."""
    figures = PlanFigures(area="E10000016", year=2025, plans=1000, by={"learn_where": PLANS})
    plan_figures.keep(installation.database, [figures])


@pytest.mark.usefixtures("known_plans")
def test_who_hardly_answered_is_named_with_an_e_mail_that_gives_no_number(
    client: FlaskClient, installation: Installation
) -> None:
    sign_in(client)
    answers(installation, "mainstream", 70)
    answers(installation, "college", 20)
    answers(installation, "special", 3)
    page = client.get(PAGE).text
    assert page.count("<h2") == 1
    assert "Children and young people in special schools" in page
    assert "Fewer than 10 of the 93 answers that say so are from or about special schools: under 11% here." in page
    assert "In this area it is 40%" in page
    letter = page.partition('<pre class="letter">')[2].partition("</pre>")[0]
    assert "We would like to hear more from children and young people in special schools." in letter
    assert f"/{OPEN}/parents-and-carers?via=school" in letter
    assert "40%" not in letter
    assert "93" not in letter
    assert "Comment special" not in page
    assert audit.latest(installation.database, most=1)[0].action == "missing.looked"


@pytest.mark.usefixtures("known_plans")
def test_where_everybody_answers_nobody_is_called_missing(client: FlaskClient, installation: Installation) -> None:
    sign_in(client)
    for where, number in (("mainstream", 50), ("special", 40), ("college", 10)):
        answers(installation, where, number)
    assert "Nobody is missing that can be told" in client.get(PAGE).text


def test_few_answers_say_nothing(client: FlaskClient, installation: Installation) -> None:
    sign_in(client)
    answers(installation, "mainstream", 30)
    page = client.get(PAGE).text
    assert "Fewer than 50 children, young people and families have answered." in page
    assert "<pre" not in page


def test_once_closed_the_lines_say_it(client: FlaskClient) -> None:
    sign_in(client)
    assert client.get(f"/inspectors/{CLOSED}/missing").location == f"/inspectors/{CLOSED}"


def test_without_the_key_nothing_is_told(client: FlaskClient, installation: Installation) -> None:
    sign_in(client)
    (installation.settings.keys / f"{OPEN}.key").unlink()
    page = client.get(PAGE)
    assert page.status_code == 503
    assert "Nothing is lost." in page.text


def test_the_page_is_led_to_while_the_survey_is_open(client: FlaskClient) -> None:
    sign_in(client)
    assert f'href="{PAGE}"' in client.get(f"/inspectors/{OPEN}").text
    assert "/missing" not in client.get(f"/inspectors/{CLOSED}").text


def test_a_safeguarding_lead_is_not_led_there(client: FlaskClient) -> None:
    sign_in(client, "safeguarding@example.org")
    assert "/missing" not in client.get(f"/inspectors/{OPEN}").text
    assert client.get(PAGE).status_code == 403
