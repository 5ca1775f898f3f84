"""The way in: the code from the poster, the three surveys, and each one's first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.app.client import words

if TYPE_CHECKING:
    from tests.app.client import Client


@pytest.mark.parametrize(
    "typed", ["kent-4827", "KENT-4827", " kent 4827 ", "Kent4827", "kent – 4827", "kent_4827", "k e n t - 4 8 2 7"]
)
def test_a_code_is_forgiven_how_it_is_typed(client: Client, typed: str) -> None:
    page = client.browser.get("/", query_string={"code": typed})
    assert page.status_code == 303
    assert page.location == "/kent-4827"


@pytest.mark.parametrize("typed", ["kent-4828", "nope", "<b>kent</b>", "'; drop table", "\x00?", "x" * 4000, "💥"])
def test_an_unknown_code_is_shown_again_with_what_was_typed(client: Client, typed: str) -> None:
    response = client.browser.get("/", query_string={"code": typed})
    page = client._page(response, 404)
    assert page.one("#code")["value"] == typed[:80].removeprefix("\x00")
    assert "can’t find that code" in words(page.one("[role=alert]"))


@pytest.mark.parametrize("address", ["/Kent-4827", "/KENT4827", "/kent-4827/", "/kent%204827"])
def test_an_address_is_forgiven_how_its_code_is_typed(client: Client, address: str) -> None:
    assert client.get(address).heading == "Which survey is for you?"


def test_an_empty_code_says_where_the_code_is(client: Client) -> None:
    assert "on your poster" in words(client.get("/?code=%20", status=400).one("[role=alert]"))


def test_an_address_with_an_unknown_code_offers_to_type_it_again(client: Client) -> None:
    page = client.get("/kent-9999", status=404)
    assert page.one("#code")["value"] == "kent-9999"


def test_an_inspection_offers_its_three_surveys(client: Client) -> None:
    page = client.get("/kent-4827")
    assert [str(one["href"]) for one in page.all(".way__link")] == [
        "/kent-4827/young-people",
        "/kent-4827/parents-and-carers",
        "/kent-4827/practitioners",
    ]


@pytest.mark.parametrize("page", ["", "/help_health", "/all", "/check"])
def test_a_code_in_capitals_leads_to_the_survey_with_all_that_the_address_says(client: Client, page: str) -> None:
    response = client.browser.get(f"/KENT-4827/young-people{page}?via=school&lang=en")
    assert response.status_code == 302
    assert response.headers["Location"] == f"/kent-4827/young-people{page}?via=school&lang=en"
    assert client.get(f"/Kent-4827/young-people{page}").response.request.path == f"/kent-4827/young-people{page}"


@pytest.mark.parametrize("group", ["nobody", "young_people", "Young-People"])
def test_a_survey_that_there_is_none_of_is_not_found(client: Client, group: str) -> None:
    client.get(f"/kent-4827/{group}", status=404)


def test_the_first_page_says_who_reads_that_it_is_a_choice_and_until_when(client: Client) -> None:
    page = client.get("/kent-4827/young-people")
    for told in ("Inspectors read", "You choose", "do not ask your name", "9am on Monday 30 November 2026", "2030"):
        assert told in page.words
    assert "0800 1111" in page.words


def test_young_people_begin_in_easy_words_and_others_in_standard_ones(client: Client) -> None:
    assert client.get("/kent-4827/young-people").one("html")["lang"] == "en-simple"
    assert client.get("/kent-4827/parents-and-carers").one("html")["lang"] == "en"
    assert client.get("/kent-4827/practitioners").one("html")["lang"] == "en"


def test_the_language_in_the_address_goes_with_every_link(client: Client) -> None:
    page = client.get("/kent-4827?lang=en&via=college")
    assert page.all(".way__link")[0]["href"] == "/kent-4827/young-people?lang=en&via=college"


def test_changing_the_language_keeps_the_answers_and_stays_chosen(client: Client) -> None:
    page = client.get("/kent-4827/young-people/help_health")
    client.press(page, given={"answer": "no"})
    page = client.get("/kent-4827/young-people/help_health?lang=en")
    assert page.one("html")["lang"] == "en"
    assert page.one("input[checked]")["value"] == "no"
    client.press(page, given={"answer": "no"})
    assert client.get("/kent-4827/young-people/help_in_time").one("html")["lang"] == "en"


def test_a_language_that_is_not_offered_changes_nothing(client: Client) -> None:
    assert client.get("/kent-4827/young-people?lang=<xx>").one("html")["lang"] == "en-simple"


@pytest.mark.parametrize("address", ["/get-help", "/privacy", "/accessibility"])
@pytest.mark.parametrize("language", ["en", "en-simple"])
def test_the_pages_around_the_survey_can_be_read_in_each_language(client: Client, address: str, language: str) -> None:
    page = client.get(f"{address}?lang={language}")
    assert page.one("html")["lang"] == language
    assert len(page.all("[hreflang]")) == 1


def test_a_page_around_the_survey_leads_back_to_the_question(client: Client) -> None:
    page = client.get(client.get("/kent-4827/young-people/help_health").link("Privacy"))
    assert page.link("Go back") == "/kent-4827/young-people/help_health"


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_no_page_leads_back_to_another_site(client: Client, back: str) -> None:
    page = client._page(client.browser.get("/privacy", query_string={"back": back}), 200)
    assert "evil" not in str(page.one("main"))
    assert "javascript:" not in str(page.one("main"))
