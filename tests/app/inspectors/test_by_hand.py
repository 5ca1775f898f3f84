"""The page on which a paper copy is typed in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from app.store import submissions
from surveys.definitions import newest
from surveys.submissions import AnsweredBy, Mode
from tests.app.staffed import CLOSED, OTHERS, sign_in, token

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from app.installation import Installation
    from surveys.submissions import Submission

PAGE: Final = f"/inspectors/{CLOSED}/by-hand/young-people"


@pytest.fixture(autouse=True)
def signed_in(client: FlaskClient) -> None:
    """Sign the inspector in."""
    sign_in(client)


def type_in(client: FlaskClient, page: TestResponse, **answers: list[str]) -> TestResponse:
    """Send the page's form."""
    copy = re.search(r'name="copy" value="(\w+)"', page.text)
    assert copy
    data = {f"q-{item}": given for item, given in answers.items()}
    more = {"csrf_token": token(page), "copy": copy[1], "channel": "health", "language": "en-simple"}
    return client.post(PAGE, data={**data, **more}, follow_redirects=True)


def stored(installation: Installation) -> list[Submission]:
    return list(submissions.opened(installation.database, installation.keys, CLOSED))


def test_a_paper_copy_is_stored_as_paper(client: FlaskClient, installation: Installation) -> None:
    page = type_in(
        client,
        client.get(PAGE),
        who_answered=["with_help"],
        who_helped=["parent"],
        help_health=["no"],
        need=["asd", "slcn"],
        good=["my club"],
    )
    assert "Stored. The next form is ready below." in page.text
    (one,) = stored(installation)
    assert (one.mode, one.answered_by, one.helper, one.language) == (
        Mode.PAPER,
        AnsweredBy.WITH_HELP,
        "parent",
        "en-simple",
    )
    assert one.codes("need") == ("asd", "slcn")
    assert one.text("good") == "my club"


def test_every_question_stands_on_the_page_with_a_key_for_each_answer(client: FlaskClient) -> None:
    page = client.get(PAGE)
    for item in newest("young-people").items:
        if item.asks and not item.local_choices:
            assert f'name="q-{item.name}"' in page.text
            assert page.text.count(f'name="q-{item.name}"') == max(1, len(item.options))


def test_sending_twice_stores_once(client: FlaskClient, installation: Installation) -> None:
    page = client.get(PAGE)
    type_in(client, page, help_health=["no"])
    type_in(client, page, help_health=["no"])
    assert len(stored(installation)) == 1


def test_what_does_not_apply_is_said_and_nothing_typed_is_lost(client: FlaskClient, installation: Installation) -> None:
    page = type_in(client, client.get(PAGE), right_place=["yes"], good=["Art"])
    assert page.status_code == 400
    assert "does not apply after the answer" in page.text
    assert "Art</textarea>" in page.text
    assert not stored(installation)


def test_an_empty_form_is_not_stored(client: FlaskClient, installation: Installation) -> None:
    page = type_in(client, client.get(PAGE), good=["  "])
    assert page.status_code == 400
    assert "Nothing is answered yet." in page.text
    assert not stored(installation)


def test_an_unknown_survey_or_somebody_elses_is_not_found(client: FlaskClient) -> None:
    assert client.get(f"/inspectors/{CLOSED}/by-hand/nobody").status_code == 404
    assert client.get(f"/inspectors/{OTHERS}/by-hand/young-people").status_code == 404
