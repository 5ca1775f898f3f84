"""Coming back with four words, on any device."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from accessibility.easy_words import easy_words
from app.respond import gently
from app.store import tries
from app.store.tries import MOST, Kind
from tests.app.client import Client, words
from tests.app.respond.conftest import CODE
from tests.app.respond.test_stopping import YOUNG, shown, stopped

if TYPE_CHECKING:
    from tests.app.client import Page
    from tests.app.respond.conftest import Place

AT = f"{YOUNG}/come-back"


def come_back(client: Client, typed: str, *, status: int = 200) -> Page:
    return client.press(client.get(AT), given={"words": typed}, status=status)


def other_words(right: str, number: int = 0) -> str:
    """Return four words that differ from the right ones in one."""
    others = [word for word in easy_words() if word not in right]
    return " ".join([*right.split()[:3], others[number]])


def test_the_words_open_the_answers_on_a_second_device_and_both_share_them(client: Client, place: Place) -> None:
    right = shown(stopped(client))
    second = Client(place.app)
    page = come_back(second, right)
    assert page.heading == "Your answers are here"
    assert "from the device you used before" in page.words
    second.press(second.get(f"{YOUNG}/help_health"), given={"answer": "no"})
    assert client.get(f"{YOUNG}/help_health").one("input[checked]")["value"] == "no"
    assert words(second.get(f"{YOUNG}/better").one("textarea")) == "Shorter waits"
    second.press(second.get(f"{YOUNG}/check"))
    assert len(place.stored()) == 1
    assert words(client.get(f"{YOUNG}/better").one("textarea")) == ""


def test_words_may_be_typed_in_any_way_and_order(client: Client, place: Place) -> None:
    one, two, three, four = shown(stopped(client)).split()
    assert come_back(Client(place.app), f" 1. {two.upper()},  {one.title()}-{four}\tand {three}!").status == 200


def test_words_of_another_survey_of_the_same_inspection_lead_there(client: Client, place: Place) -> None:
    right = shown(stopped(client))
    second = Client(place.app)
    page = second.press(second.get("/kent-4827/practitioners/come-back"), given={"words": right})
    assert page.response.request.path == AT
    assert page.heading == "Your answers are here"


def test_wrong_words_are_said_to_be_wrong_and_stay_to_be_looked_at(client: Client, place: Place) -> None:
    wrong = other_words(shown(stopped(client)))
    page = come_back(Client(place.app), wrong, status=400)
    said = "Those words do not open any answers. Look at each word. You can try again."
    assert said in words(page.one("[role=alert]"))
    assert said in words(page.one("#error"))
    assert words(page.one("#words")) == wrong


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type your 4 words."),
        ("pengwin apple river bucket", "“pengwin” is not one of our words. Is it “penguin”?"),
        ("qqqq apple river bucket", "“qqqq” is not one of our words."),
        ("apple", "You typed 1 word. Type 4 different words."),
        ("apple apple river bucket", "You typed 3 different words."),
        ("apple river bucket jelly kitten", "You typed 5 different words."),
    ],
)
def test_what_is_no_four_words_of_ours_is_told_and_never_counts_as_a_try(client: Client, typed: str, said: str) -> None:
    for _ in range(gently.AT_ONCE + 1):
        page = come_back(client, typed, status=400)
        assert said in words(page.one("[role=alert]"))


def test_what_is_typed_is_never_markup(client: Client) -> None:
    page = come_back(client, "<script>alert(1)</script>", status=400)
    assert "alert" in words(page.one("[role=alert]"))
    assert words(page.one("#words")) == "<script>alert(1)</script>"


def test_after_a_few_wrong_words_this_browser_waits_a_minute_and_others_do_not(client: Client, place: Place) -> None:
    right = shown(stopped(client))
    second = Client(place.app)
    for number in range(gently.AT_ONCE):
        come_back(second, other_words(right, number), status=400)
    page = come_back(second, right, status=429)
    assert "Please wait 1 minute." in words(page.one("[role=alert]"))
    assert words(page.one("#words")) == right
    assert come_back(Client(place.app), right).heading == "Your answers are here"
    place.clock.now += timedelta(minutes=1)
    assert come_back(second, right).heading == "Your answers are here"
    assert second.browser.get_cookie(gently.COOKIE, path="/kent-4827") is None


def test_waits_grow_to_five_minutes_and_are_forgotten_in_an_hour(client: Client, place: Place) -> None:
    right = shown(stopped(client))
    second = Client(place.app)
    for number in range(gently.AT_ONCE + 5):
        come_back(second, other_words(right, number), status=400)
        place.clock.now += gently.LONGEST_WAIT
    place.clock.now -= gently.LONGEST_WAIT
    assert "Please wait 5 minutes." in words(come_back(second, right, status=429).one("[role=alert]"))
    place.clock.now += gently.FORGOTTEN_AFTER
    for number in range(gently.AT_ONCE):
        come_back(second, other_words(right, number), status=400)


def test_a_made_up_count_of_tries_is_no_count(client: Client, place: Place) -> None:
    right = shown(stopped(client))
    second = Client(place.app)
    second.browser.set_cookie(gently.COOKIE, "WzAsMF0.made-up", path="/kent-4827")
    assert come_back(second, right).heading == "Your answers are here"


def test_wrong_words_from_everywhere_make_the_whole_inspection_wait_for_some_minutes(
    client: Client, place: Place
) -> None:
    right = shown(stopped(client))
    for _ in range(MOST - 1):
        tries.begin(place.installation.database, CODE, Kind.DRAFT, place.clock())
    come_back(Client(place.app), other_words(right), status=400)
    page = come_back(Client(place.app), right, status=429)
    assert "Please wait 10 minutes." in words(page.one("[role=alert]"))
    place.clock.now += timedelta(minutes=10)
    assert come_back(Client(place.app), right).heading == "Your answers are here"


def test_a_form_without_our_proof_opens_nothing_and_keeps_the_words(client: Client, place: Place) -> None:
    right = shown(stopped(client))
    second = Client(place.app)
    page = second.get(AT)
    second.browser.delete_cookie("heard_form")
    again = second.press(page, given={"words": right}, status=400)
    assert words(again.one("#words")) == right
    assert second.browser.get_cookie("heard_draft", path=YOUNG) is None
    assert second.press(again, given={"words": right}).heading == "Your answers are here"


def test_the_page_warns_where_other_answers_are_on_the_device(client: Client, place: Place) -> None:
    right = shown(stopped(client))
    second = Client(place.app)
    second.press(second.get(f"{YOUNG}/better"), given={"answer": "Somebody else"})
    assert "There are answers on this device now" in second.get(AT).words
    come_back(second, right)
    assert words(second.get(f"{YOUNG}/better").one("textarea")) == "Shorter waits"


def test_after_the_week_the_words_open_nothing(client: Client, place: Place) -> None:
    right = shown(stopped(client))
    second = Client(place.app)
    page = second.get(AT)
    place.clock.now += timedelta(days=7)
    assert second.get(AT).heading == "This survey has ended"
    assert second.press(page, given={"words": right}, status=403).heading == "This survey has ended"


def test_the_start_page_leads_to_the_words(client: Client) -> None:
    assert client.get(client.get(YOUNG).link("I have 4 words")).heading == "Go on with your 4 words"


def test_the_page_sends_no_address_on_and_the_words_stand_in_none(client: Client, place: Place) -> None:
    right = shown(stopped(client))
    second = Client(place.app)
    asked = second.get(AT)
    assert asked.response.headers["Referrer-Policy"] == "no-referrer"
    sent = second.sent(asked, given={"words": right})
    assert sent.status_code == 303
    assert [word for word in right.split() if word in sent.headers["Location"]] == []


def test_the_draft_s_key_goes_to_the_survey_alone_and_no_script_reads_it(client: Client, place: Place) -> None:
    right = shown(stopped(client))
    second = Client(place.app)
    sent = second.sent(second.get(AT), given={"words": right})
    [cookie] = [one for one in sent.headers.getlist("Set-Cookie") if one.startswith("heard_draft=")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert f"Path={YOUNG}" in cookie
    assert client.browser.get_cookie("heard_draft", path=YOUNG) is not None
