"""The way in: the code from the poster, the three surveys, and each one's first page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app import config, create_app
from app import installation as installations
from tests.app.client import Client, words

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.respond.conftest import Place


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


@pytest.mark.parametrize("language", ["en", "en-simple"])
@pytest.mark.parametrize("group", ["young-people", "parents-and-carers", "practitioners"])
def test_before_its_button_the_first_page_has_one_sentence_and_one_picture(
    client: Client, group: str, language: str
) -> None:
    page = client.get(f"/kent-4827/{group}?lang={language}")
    before = [tag for tag in page.one("main").find_all(["p", "img"]) if tag.find_next("a", class_="next")]
    assert [tag.name for tag in before] == ["img", "p"]
    sentence = words(before[1])
    assert sentence.count(".") == 1
    assert "you choose" in sentence
    assert "Kent" in page.heading


@pytest.mark.parametrize("group", ["young-people", "parents-and-carers", "practitioners"])
def test_the_switch_to_other_words_comes_before_the_heading_and_once(client: Client, group: str) -> None:
    page = client.get(f"/kent-4827/{group}")
    easy = page.one("html")["lang"] == "en-simple"
    (switch,) = page.all("[hreflang]")
    assert words(switch) == f"English, {'standard' if easy else 'easy'} words"
    assert switch.find_next("h1") is not None
    assert client.get(str(switch["href"])).one("html")["lang"] == ("en" if easy else "en-simple")


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


AROUND = ("/get-help", "/help", "/helpers", "/about", "/privacy", "/accessibility")


@pytest.mark.parametrize("address", AROUND)
@pytest.mark.parametrize("language", ["en", "en-simple"])
def test_the_pages_around_the_survey_can_be_read_in_each_language(client: Client, address: str, language: str) -> None:
    page = client.get(f"{address}?lang={language}")
    assert page.one("html")["lang"] == language
    assert len(page.all("[hreflang]")) == 1


EVERYWHERE = ("/", "/kent-4827", "/kent-4827/young-people", "/kent-4827/young-people/help_health", *AROUND)


@pytest.mark.parametrize("language", ["en", "en-simple"])
def test_help_the_way_out_and_the_words_around_are_on_every_page(client: Client, place: Place, language: str) -> None:
    pages = [client.get(f"{address}?lang={language}") for address in (*EVERYWHERE, "/look")]
    pages.append(client.get(f"/nothing-here?lang={language}", status=404))
    pages.append(client.get(f"/kent-4827/young-people/nothing?lang={language}", status=404))
    for now in (datetime(2026, 11, 20, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)):
        place.clock.now = now
        pages.append(client.get(f"/kent-4827/young-people?lang={language}"))
    for page in pages:
        where = page.response.request.path
        leave = page.one("a[data-leave]")
        assert (leave["href"], words(leave)) == ("https://www.bbc.co.uk/weather", "Leave this page quickly"), where
        assert len(str(leave["data-leave"]).split("|")) == 3
        help_now = words(page.one("#help-now"))
        for told in ("Get help now", "999", "0800 1111", "85258"):
            assert told in help_now, where
        leads = {str(link["href"]).split("?")[0] for link in page.all(".foot a")}
        assert leads >= set(AROUND), where


@pytest.mark.parametrize("language", ["en", "en-simple"])
@pytest.mark.parametrize(
    ("settings", "told", "link"),
    [
        (
            {"HEARD_CONTROLLER": "Made-up Inspectorate", "HEARD_CONTACT": "a@made-up.example"},
            "Made-up Inspectorate",
            "mailto:a@made-up.example",
        ),
        ({"HEARD_CONTACT": "0300 123 4567"}, "Nobody is named here yet", "tel:03001234567"),
        ({"HEARD_CONTACT": "https://made-up.example/us"}, "Nobody is named here yet", "https://made-up.example/us"),
        ({}, "Ask the person who told you about the survey", None),
    ],
)
def test_who_is_responsible_and_how_to_reach_them_are_told_or_that_they_are_missing(
    tmp_path: Path, language: str, settings: dict[str, str], told: str, link: str | None
) -> None:
    made = installations.installation(config.settings({"HEARD_HOME": str(tmp_path), **settings}))
    client = Client(create_app(made))
    privacy = client.get(f"/privacy?lang={language}")
    assert told in privacy.words
    for page in (privacy, client.get(f"/accessibility?lang={language}")):
        assert ("made-up" in str(page.one("article"))) == ("made-up" in str(settings)), page.words
        assert [str(one["href"]) for one in page.all("article a") if one["href"] == link] == ([link] if link else [])
    made.database.dispose()


def test_the_privacy_notice_names_each_cookie_that_answering_sets(client: Client) -> None:
    page = client.get("/kent-4827/young-people/help_health")
    client.press(page, given={"answer": "no"})
    client.press(client.get("/kent-4827/young-people/check"), "send")
    client.press(client.get("/look"), "save", {"colours": "dark"})
    jar = client.browser._cookies
    assert jar is not None
    names = {cookie.key for cookie in jar.values()}
    assert {"heard_form", "heard_look", "heard_receipt"} <= names
    assert names <= {words(tag) for tag in client.get("/privacy").all(".cookies dt")}


def test_the_page_for_helpers_says_how_to_help_and_what_to_do_when_someone_is_not_safe(client: Client) -> None:
    for language in ("en", "en-simple"):
        told = client.get(f"/helpers?lang={language}").words
        for word in (
            "as they are",
            "don’t know",
            "Skip this question",
            "own words",
            "Stop",
            "safeguarding lead",
            "999",
        ):
            assert word in told, (language, word)
    start = client.get("/kent-4827/young-people")
    assert start.link("See all questions on one page") == "/kent-4827/young-people/all"
    assert [tag["href"] for tag in start.all(".more a[href^='/helpers']")] == ["/helpers?back=/kent-4827/young-people"]


def test_a_page_around_the_survey_leads_back_to_the_question(client: Client) -> None:
    page = client.get(client.get("/kent-4827/young-people/help_health").link("Privacy"))
    assert page.link("Go back") == "/kent-4827/young-people/help_health"


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_no_page_leads_back_to_another_site(client: Client, back: str) -> None:
    page = client._page(client.browser.get("/privacy", query_string={"back": back}), 200)
    assert "evil" not in str(page.one("main"))
    assert "javascript:" not in str(page.one("main"))


@pytest.mark.parametrize("lang", ["en", "en-simple"])
def test_an_address_in_a_survey_that_is_none_leads_to_the_survey_in_both_kinds_of_words(
    client: Client, lang: str
) -> None:
    page = client.get(f"/kent-4827/young-people/no-such-question?lang={lang}", status=404)
    assert page.one("a.next")["href"] == f"/kent-4827/young-people?lang={lang}"
    assert page.one("a.tool--words")
    nowhere = client.get("/kent-4827/no-such-survey", status=404)
    assert nowhere.one("a.next")["href"] == "/"
