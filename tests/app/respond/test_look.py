"""Changing the look without scripts: what is chosen is kept on the device alone, and shows on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.look import CHOICES, COOKIE

if TYPE_CHECKING:
    from tests.app.client import Client, Page
    from tests.app.respond.conftest import Place

QUESTION = "/kent-4827/young-people/help_health"


def opened(client: Client, back: str = QUESTION) -> Page:
    return client.get(f"/look?back={back}")


def test_every_page_that_is_answered_or_read_leads_to_the_look_and_back(client: Client) -> None:
    pages = ("/", "/about", "/privacy?back=%2Fkent-4827", "/kent-4827", "/kent-4827/young-people")
    for address in (*pages, *(f"/kent-4827/young-people/{name}" for name in ("check", "stop", "who-reads"))):
        page = client.get(client.get(address).link("Change the look"))
        assert page.heading == "Change the look"
        assert page.link("Go back") == address


def test_what_is_chosen_shows_on_every_page_and_leads_back(client: Client) -> None:
    back = client.press(opened(client), "save", {"colours": "dark", "size": "150", "letters": "lexend"})
    assert back.response.request.path == QUESTION
    for page in (back, client.get("/privacy"), client.get("/no/such/page", status=404)):
        tag = page.one("html")
        assert (tag["data-colours"], tag["data-size"], tag["data-letters"]) == ("dark", "150", "lexend")
        assert [str(link["href"]) for link in page.all("link[rel=preload]")] == [
            "/static/fonts/lexend-latin-400-normal.woff2",
            "/static/fonts/lexend-latin-700-normal.woff2",
        ]


def test_the_page_shows_what_is_chosen_now(client: Client) -> None:
    client.press(opened(client), "save", {"spacing": "widest", "speed": "0.7"})
    chosen = {str(tag["name"]): str(tag["value"]) for tag in opened(client).all("input[checked]")}
    usual = {name: codes[0] for name, codes in CHOICES.items()}
    assert chosen == {**usual, "words": "easy", "spacing": "widest", "speed": "0.7"}


def test_nothing_is_on_the_device_until_something_is_chosen_and_nothing_after_all_is_put_back(client: Client) -> None:
    client.get(QUESTION)
    assert client.browser.get_cookie(COOKIE) is None
    client.press(opened(client), "save", {"pictures": "hidden"})
    kept = client.browser.get_cookie(COOKIE)
    assert kept is not None
    assert kept.value == "pictures=hidden"
    client.press(opened(client), "usual", {"pictures": "hidden"})
    assert client.browser.get_cookie(COOKIE) is None


def test_who_switches_pictures_off_is_sent_none(client: Client) -> None:
    survey = "/kent-4827/young-people"
    client.press(client.get(QUESTION), "next", {"answer": "yes"})
    pages = ["/", "/kent-4827", survey, QUESTION]
    pages += [f"/{name}" for name in ("get-help", "help", "helpers", "about", "privacy", "accessibility")]
    pages += [f"{survey}/{name}" for name in ("all", "check", "stop", "come-back", "bring-back", "my-answers")]
    assert {len(client.get(address).all("main img")) > 0 for address in pages} == {True}
    client.press(opened(client), "save", {"pictures": "hidden"})
    assert {address: len(client.get(address).all("img")) for address in pages} == dict.fromkeys(pages, 0)
    assert client.get("/no/such/page", status=404).all("img") == []
    # On the page of the look it waits, not fetched, to show what "Show pictures" is.
    assert [tag["loading"] for tag in opened(client).all("img")] == ["lazy"]


def test_what_is_being_answered_is_kept_while_the_look_is_changed(client: Client) -> None:
    look = client.press(client.get(QUESTION), "look", {"answer": "sometimes"})
    assert look.heading == "Change the look"
    back = client.press(look, "save", {"colours": "cream"})
    assert back.one("input[checked]")["value"] == "sometimes"


def test_the_way_back_to_checking_the_answers_is_not_lost(client: Client) -> None:
    look = client.press(client.get(f"{QUESTION}?from=check&lang=en"), "look", {"answer": "no"})
    assert look.link("Go back") == f"{QUESTION}?from=check&lang=en"


def test_other_words_are_spoken_on_every_page_from_then_on(client: Client) -> None:
    back = client.press(opened(client, f"{QUESTION}%3Ffrom%3Dcheck%26lang%3Den-simple"), "save", {"words": "standard"})
    assert back.response.request.full_path == f"{QUESTION}?from=check"
    assert back.one("html")["lang"] == "en"
    assert client.get("/privacy").one("html")["lang"] == "en"
    client.press(opened(client), "save", {"words": "easy"})
    assert client.get("/kent-4827/practitioners").one("html")["lang"] == "en-simple"
    assert client.get("/kent-4827/practitioners?lang=en").one("html")["lang"] == "en"


def test_who_leaves_the_words_as_they_are_meets_each_survey_in_its_own(client: Client) -> None:
    client.press(opened(client), "save", {"words": "easy", "colours": "blue"})
    assert client.get("/kent-4827/practitioners").one("html")["lang"] == "en"


def test_a_form_that_is_not_ours_changes_nothing_and_loses_nothing(client: Client) -> None:
    page = client.press(opened(client), "save", {"csrf_token": "wrong", "colours": "dark"}, status=400)
    assert page.one("input[name=colours][checked]")["value"] == "dark"
    assert client.browser.get_cookie(COOKIE) is None


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_the_look_never_leads_back_to_another_site(client: Client, back: str) -> None:
    page = client._page(client.browser.get("/look", query_string={"back": back}), 200)
    assert "Go back" not in page.words
    answered = client.sent(page, "save", {"colours": "dark"})
    assert answered.headers["Location"] == "/"


def test_what_is_no_choice_is_not_kept(client: Client) -> None:
    client.press(opened(client), "save", {"colours": '"><script>', "size": "9999", "letters": "arial"})
    kept = client.browser.get_cookie(COOKIE)
    assert kept is not None
    assert kept.value == "letters=arial"


def test_pages_for_staff_keep_their_own_colours(place: Place, client: Client) -> None:
    client.browser.set_cookie(COOKIE, "colours=dark&size=200")
    with place.app.test_client() as staff:
        staff.set_cookie(COOKIE, "colours=dark&size=200")
        page = staff.get("/inspectors/", follow_redirects=True).text
    assert 'data-colours="light"' in page
    assert 'data-size="200"' not in page
