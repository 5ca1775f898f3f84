"""Stopping for now: the words, closing the answers on this computer, and clearing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accessibility.easy_words import understood
from tests.app.client import Client, words

if TYPE_CHECKING:
    from tests.app.client import Page
    from tests.app.respond.conftest import Place

YOUNG = "/kent-4827/young-people"


def stopped(client: Client) -> Page:
    return client.press(client.get(f"{YOUNG}/better"), "stop", {"answer": "Shorter waits"})


def shown(page: Page) -> str:
    return " ".join(words(one) for one in page.all(".four__word"))


def test_stopping_gives_four_words_a_qr_code_and_until_when_they_count(client: Client) -> None:
    page = stopped(client)
    assert page.response.request.path == f"{YOUNG}/stop"
    assert understood(shown(page)).whole
    assert page.one("svg.qr")
    assert "9am on Monday 30 November 2026" in page.words
    assert f"{YOUNG}/come-back" in words(page.one(".address"))


def test_whoever_has_begun_when_the_week_ends_is_told_how_long_they_still_have(client: Client, place: Place) -> None:
    stopped(client)
    place.clock.now = place.clock.now.replace(day=30, hour=9, minute=30)
    for address in (f"{YOUNG}/stop", YOUNG):
        page = client.get(address)
        assert "until 10am on Monday 30 November 2026" in page.words
        assert "9am" not in page.words


def test_after_the_week_nothing_is_said_of_other_devices_and_what_would_lose_the_answers_is_not_done(
    client: Client, place: Place
) -> None:
    made = shown(stopped(client))
    open_before = client.get(f"{YOUNG}/stop")
    place.clock.now = place.clock.now.replace(day=30, hour=9, minute=30)
    page = client.get(f"{YOUNG}/stop")
    assert shown(page) == ""
    assert page.all("svg.qr") == []
    assert "4 words" not in words(page.one("main"))
    assert "any device" not in words(page.one("main"))
    assert page.link("See my answers to print or keep") == f"{YOUNG}/my-answers"
    assert client.press(open_before, "close").heading == "Stop for now"
    assert words(client.get(f"{YOUNG}/better").one("textarea")) == "Shorter waits"
    assert "open the survey until" not in client.browser.get(f"{YOUNG}/my-answers.html").text
    other = Client(place.app)
    assert made
    assert other.get(f"{YOUNG}/come-back").heading == "This survey has ended"


def test_stopping_on_the_page_with_all_questions_gives_words_too(client: Client) -> None:
    page = client.press(client.get(f"{YOUNG}/all"), "stop", {"answer-better": "Shorter waits"})
    assert understood(shown(page)).whole


def test_opening_the_page_makes_no_words_and_pressing_makes_them_once(client: Client) -> None:
    client.press(client.get(f"{YOUNG}/better"), given={"answer": "Shorter waits"})
    page = client.get(f"{YOUNG}/stop")
    assert page.all(".four__word") == []
    made = shown(client.press(page, "words"))
    assert understood(made).whole
    client.press(client.get(f"{YOUNG}/help_health"), given={"answer": "no"})
    assert shown(client.get(f"{YOUNG}/stop")) == made
    assert shown(stopped(client)) == made


def test_another_browser_is_shown_no_words(client: Client, place: Place) -> None:
    stopped(client)
    assert Client(place.app).get(f"{YOUNG}/stop").all(".four__word") == []


@pytest.mark.parametrize("press", ["words", "close", "clear"])
def test_a_form_without_our_proof_does_nothing(client: Client, press: str) -> None:
    page = stopped(client)
    made = shown(page)
    client.browser.delete_cookie("heard_form")
    again = client.press(page, press, status=400)
    assert again.heading == "Stop for now"
    assert shown(again) == made


def test_closing_takes_the_answers_off_this_computer_and_the_words_still_open_them(client: Client) -> None:
    page = stopped(client)
    start = client.press(page, "close")
    assert "Your 4 words open them" in words(start.one(".notice[role=status]"))
    assert client.browser.get_cookie("heard_draft", path=YOUNG) is None
    assert words(client.get(f"{YOUNG}/better").one("textarea")) == ""
    back = client.press(client.get(f"{YOUNG}/come-back"), given={"words": shown(page)})
    assert back.heading == "Your answers are here"
    assert words(client.get(f"{YOUNG}/better").one("textarea")) == "Shorter waits"


def test_clearing_destroys_the_answers_and_the_words_open_nothing(client: Client) -> None:
    page = stopped(client)
    start = client.press(page, "clear")
    assert "cleared" in words(start.one(".notice[role=status]"))
    refused = client.press(client.get(f"{YOUNG}/come-back"), given={"words": shown(page)}, status=400)
    assert "do not open any answers" in words(refused.one("[role=alert]"))


def test_closing_without_words_would_lose_the_answers_so_it_clears_them_as_it_says(client: Client) -> None:
    client.press(client.get(f"{YOUNG}/better"), given={"answer": "Shorter waits"})
    start = client.press(client.get(f"{YOUNG}/stop"), "close")
    assert "cleared" in words(start.one(".notice[role=status]"))


def test_with_nothing_answered_there_is_nothing_to_keep(client: Client) -> None:
    page = client.get(f"{YOUNG}/stop")
    assert "nothing to keep" in page.words
    assert page.link("I have 4 words") == f"{YOUNG}/come-back"


def test_sending_ends_the_words(client: Client, place: Place) -> None:
    page = stopped(client)
    client.press(client.get(f"{YOUNG}/check"))
    assert len(place.stored()) == 1
    other = Client(place.app)
    other.press(other.get(f"{YOUNG}/come-back"), given={"words": shown(page)}, status=400)
