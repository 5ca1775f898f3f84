"""A copy of one's own answers: before sending, for an hour after, and gone when it is cleared."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import docx

from tests.app.client import Client, words
from tests.app.respond.test_sending import YOUNG, answer_some

if TYPE_CHECKING:
    from tests.app.respond.conftest import Place

AT = f"{YOUNG}/my-answers"


def rows(client: Client) -> dict[str, str]:
    page = client.get(AT)
    return {words(row.select("dt")[0]): words(row.select("dd")[0]) for row in page.all(".govuk-summary-list__row")}


def in_word(client: Client) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(client.browser.get(f"{AT}.docx").data)).paragraphs]


def test_before_sending_the_answers_can_be_seen_and_kept_in_word(client: Client) -> None:
    check = answer_some(client)
    page = client.get(check.link("See my answers to print or keep"))
    assert "You have not sent these answers yet" in page.words
    assert rows(client)["What should be better?"] == "Shorter waits for everyone"
    said = in_word(client)
    assert said[said.index("What should be better?") + 1 :][:2] == ["Shorter waits", "for everyone"]
    assert "This is the survey" not in said


def test_after_sending_they_can_be_seen_for_an_hour_and_not_longer(client: Client, place: Place) -> None:
    sent = client.press(answer_some(client))
    page = client.get(sent.link("See my answers"))
    assert "until 1pm on Tuesday 24 November 2026" in page.words
    assert rows(client)["What should be better?"] == "Shorter waits for everyone"
    assert "Shorter waits" in in_word(client)
    assert client.browser.get(f"{AT}.docx").headers["Cache-Control"] == "private, no-store"
    place.clock.now += timedelta(hours=1)
    assert client.get(AT).heading == "Thank you. Your answers are sent."
    assert "See my answers" not in client.get(f"{YOUNG}/sent").words
    assert client.browser.get(f"{AT}.docx").status_code == 303


def test_the_week_may_end_meanwhile(client: Client, place: Place) -> None:
    check = answer_some(client)
    place.clock.now = place.clock.now.replace(day=30, hour=9, minute=30)
    client.press(check)
    assert rows(client)["What should be better?"] == "Shorter waits for everyone"


def test_another_browser_sees_nothing(client: Client, place: Place) -> None:
    client.press(answer_some(client))
    assert Client(place.app).get(AT).response.request.path == YOUNG


def test_clearing_takes_the_copy_and_the_receipt_off_this_computer(client: Client, place: Place) -> None:
    sent = client.press(answer_some(client))
    kept = client.browser.get_cookie("heard_kept", path=YOUNG)
    assert kept is not None
    start = client.press(sent)
    assert "cleared from this computer" in words(start.one(".notice[role=status]"))
    client.browser.set_cookie("heard_kept", kept.value, path=YOUNG)
    assert client.get(AT).response.request.path == YOUNG, "it is destroyed, not only forgotten"
    assert client.get(f"{YOUNG}/sent").response.request.path == YOUNG
    assert len(place.stored()) == 1


def test_clearing_without_our_proof_clears_nothing(client: Client) -> None:
    page = client.press(answer_some(client))
    client.browser.delete_cookie("heard_form")
    client.press(page, status=400)
    assert rows(client)["What should be better?"] == "Shorter waits for everyone"


def test_someone_who_answers_for_a_young_person_reads_their_wording(client: Client) -> None:
    client.press(client.get(f"{YOUNG}/who_answered"), given={"answer": "on_behalf"})
    client.press(client.get(f"{YOUNG}/help_in_time"), given={"answer": "no"})
    assert "Do they get help soon enough?" in rows(client)
