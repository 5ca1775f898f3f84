"""The pages on which inspectors take filled copies in and settle what is in doubt."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

import pytest

from app.copies.reading import Reading
from app.store import copies, inspections, submissions
from exports import word
from surveys.definitions import newest
from surveys.questionnaire import EASY_ENGLISH
from surveys.submissions import Mode
from tests.app.staffed import CLOSED, OTHERS, PASSWORD, sign_in, token
from tests.exports.filled_copies import changed, fill, paragraph_of, run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from app.installation import Installation
    from surveys.submissions import Submission

PAGE: Final = f"/inspectors/{CLOSED}/copies"
ANSWERS: Final = {"help_health": ["no"], "friends_clubs": ["yes"], "better": ["Shorter waits"]}
TWO_TICKS: Final = {"help_health": ["no", "yes"], "better": ["Shorter waits"]}


@pytest.fixture(autouse=True)
def signed_in(client: FlaskClient) -> None:
    """Sign the inspector in."""
    sign_in(client)


def a_copy(installation: Installation, answers: Mapping[str, Sequence[str]], code: str = CLOSED) -> bytes:
    """Return the easy-read Word copy of the young people's survey, filled in."""
    inspection = inspections.find(installation.database, code)
    asked = inspection.tailor(newest("young-people"))
    reference = str(word.Reference(code=code, group=asked.group, version=asked.version, language=EASY_ENGLISH))
    address = f"https://example.org/{code}/young-people"
    return fill(word.write(asked, EASY_ENGLISH, reference, installation.pictures, address), answers)


def send(client: FlaskClient, *files: bytes, name: str = "copy.docx", accept: str = "text/html") -> TestResponse:
    """Take files in as the page's form does."""
    data = {
        "csrf_token": token(client.get(PAGE)),
        "channel": "school",
        "files": [(io.BytesIO(one), name) for one in files],
    }
    return client.post(PAGE, data=data, content_type="multipart/form-data", headers={"Accept": accept})


def to_settle(client: FlaskClient) -> TestResponse:
    """Ask for the next copy in doubt, and return its page."""
    return client.post(f"{PAGE}/next", data={"csrf_token": token(client.get(PAGE))}, follow_redirects=True)


def say(client: FlaskClient, page: TestResponse, go: str, *given: str) -> TestResponse:
    """Press a button of the page, and return the page that follows."""
    step = re.search(r'name="step" value="(\d+)"', page.text)
    assert step
    data = {"csrf_token": token(page), "step": step[1], "go": go, "given": list(given)}
    return client.post(page.request.path, data=data, follow_redirects=True)


def stored(installation: Installation) -> list[Submission]:
    """Return the submissions of the closed inspection."""
    return list(submissions.opened(installation.database, installation.keys, CLOSED))


def test_a_clear_copy_is_stored_with_its_original_and_channel(client: FlaskClient, installation: Installation) -> None:
    page = send(client, a_copy(installation, ANSWERS))
    assert "1 of 1 stored" in page.text
    (one,) = stored(installation)
    assert (one.mode, one.channel, one.codes("help_health"), one.text("better")) == (
        Mode.WORD,
        "school",
        ("no",),
        "Shorter waits",
    )


def test_a_bad_file_does_not_stop_the_others(client: FlaskClient, installation: Installation) -> None:
    page = send(client, b"not a document", a_copy(installation, ANSWERS), b"%PDF-1.7")
    assert "1 of 3 stored" in page.text
    assert page.text.count("Not taken:") == 2
    assert len(stored(installation)) == 1


def test_a_script_gets_the_same_as_json(client: FlaskClient, installation: Installation) -> None:
    page = send(client, a_copy(installation, TWO_TICKS), accept="application/json")
    (one,) = page.get_json()["files"]
    assert one["outcome"] == "waits"
    assert one["waits"] == ["help_health: More than one box is ticked where one answer is asked for."]


def test_one_press_settles_a_doubt_and_stores_the_copy(client: FlaskClient, installation: Installation) -> None:
    send(client, a_copy(installation, TWO_TICKS))
    assert not stored(installation)
    page = to_settle(client)
    assert "More than one box is ticked" in page.text
    assert "paper__line" in page.text
    after = say(client, page, "answer:no")
    assert after.request.path == PAGE
    (one,) = stored(installation)
    assert one.codes("help_health") == ("no",)
    assert one.text("better") == "Shorter waits"
    assert copies.queue(installation.database, CLOSED, installation.clock()).waiting == 0


def test_words_outside_the_boxes_are_shown_and_can_be_added_to_a_text(
    client: FlaskClient, installation: Installation
) -> None:
    def write_beside(root: object) -> None:
        paragraph_of(root, "help_health:no").append(run(" It depends on the day"))

    send(client, changed(a_copy(installation, {"better": ["Shorter waits"]}), write_beside))
    page = to_settle(client)
    assert "It depends on the day" in page.text
    page = say(client, page, "add:anything")
    (one,) = stored(installation)
    assert "It depends on the day" in one.text("anything")


def test_a_settled_question_can_be_taken_back(client: FlaskClient, installation: Installation) -> None:
    send(client, a_copy(installation, {**TWO_TICKS, "friends_clubs": ["yes", "no"]}))
    first = to_settle(client)
    second = say(client, first, "answer:no")
    assert "2 questions left" in first.text
    assert "1 question left" in second.text
    again = say(client, second, "back")
    assert "2 questions left" in again.text
    say(client, say(client, again, "answer:yes"), "as_it_is")
    (one,) = stored(installation)
    assert one.codes("help_health") == ("yes",)
    assert one.codes("friends_clubs") == ()


def test_pressing_twice_settles_once(client: FlaskClient, installation: Installation) -> None:
    send(client, a_copy(installation, {**TWO_TICKS, "friends_clubs": ["yes", "no"]}))
    page = to_settle(client)
    say(client, page, "answer:no")
    again = say(client, page, "answer:no")
    assert "1 question left" in again.text
    assert not stored(installation)


def test_a_way_that_is_not_offered_is_refused_and_nothing_is_lost(
    client: FlaskClient, installation: Installation
) -> None:
    send(client, a_copy(installation, TWO_TICKS))
    page = to_settle(client)
    for go in ("count", "also:age:11_to_15", "add:nowhere", "rubbish", ""):
        assert say(client, page, go).status_code == 400
    assert copies.queue(installation.database, CLOSED, installation.clock()).waiting == 1


def test_the_same_file_twice_is_noticed_and_a_person_decides(client: FlaskClient, installation: Installation) -> None:
    content = a_copy(installation, ANSWERS)
    send(client, content)
    page = send(client, content)
    assert "This file was taken in before." in page.text
    say(client, to_settle(client), "aside")
    assert len(stored(installation)) == 1
    assert copies.queue(installation.database, CLOSED, installation.clock()).aside == 1
    client.post(f"{PAGE}/bring-back", data={"csrf_token": token(client.get(PAGE))})
    say(client, to_settle(client), "count")
    assert len(stored(installation)) == 2


def test_another_file_with_the_very_same_answers_is_noticed(client: FlaskClient, installation: Installation) -> None:
    answers = {**ANSWERS, "help_education": ["yes"], "listened_to": ["no"]}
    send(client, a_copy(installation, answers))
    page = send(client, changed(a_copy(installation, answers), lambda root: root.set("changed", "yes")))
    assert "the very same answers" in page.text
    assert len(stored(installation)) == 1


def test_a_form_of_another_inspection_is_not_taken(client: FlaskClient, installation: Installation) -> None:
    page = send(client, a_copy(installation, ANSWERS, code=OTHERS))
    assert f"a form of another inspection, {OTHERS}" in page.text
    assert not stored(installation)


def test_two_people_never_settle_the_same_copy(app: Flask, client: FlaskClient, installation: Installation) -> None:
    send(client, a_copy(installation, TWO_TICKS))
    mine = to_settle(client)
    other = app.test_client()
    sign_in(other, "administrator@example.org", PASSWORD)
    assert to_settle(other).request.path == PAGE
    assert other.get(mine.request.path).status_code == 409
    assert other.post(mine.request.path, data={"go": "answer:yes", "step": "0"}).status_code == 409
    say(client, mine, "let_go")
    assert to_settle(other).request.path == mine.request.path


def test_the_original_comes_as_a_download_that_no_browser_opens(
    client: FlaskClient, installation: Installation
) -> None:
    content = a_copy(installation, TWO_TICKS)
    send(client, content)
    file = client.get(f"{to_settle(client).request.path}/file")
    assert file.data == content
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.mimetype == "application/octet-stream"


def test_an_original_never_comes_back_under_an_ending_that_a_machine_would_run(
    client: FlaskClient, installation: Installation
) -> None:
    content = a_copy(installation, TWO_TICKS)
    send(client, content, name="form.hta")
    file = client.get(f"{to_settle(client).request.path}/file")
    assert file.data == content
    assert file.headers["Content-Disposition"].endswith('.bin"')


def test_copies_of_another_inspection_are_not_to_be_seen(client: FlaskClient, installation: Installation) -> None:
    send(client, a_copy(installation, TWO_TICKS))
    path = to_settle(client).request.path
    assert client.get(f"/inspectors/{OTHERS}/copies").status_code == 404
    assert client.get(path.replace(CLOSED, OTHERS)).status_code == 404
    assert client.get(f"{PAGE}/{'0' * 32}").status_code == 409


def test_sending_no_file_says_what_to_do(client: FlaskClient) -> None:
    page = send(client)
    assert page.status_code == 400
    assert "Choose 1 file or more" in page.text


def test_a_reading_is_sealed_and_comes_back_as_it_was(client: FlaskClient, installation: Installation) -> None:
    send(client, a_copy(installation, TWO_TICKS), name="Für Mia.docx")
    id = to_settle(client).request.path.rpartition("/")[2]  # noqa: A001 - the field's own name
    kept = copies.hold(installation.database, installation.keys, CLOSED, id, by=1, now=installation.clock())
    reading = Reading.from_json(kept.reading)
    assert reading.file == "Für Mia.docx"
    assert Reading.from_json(reading.to_json()) == reading
