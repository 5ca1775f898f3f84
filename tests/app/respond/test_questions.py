"""One question a page: showing it, keeping what comes back, and going where the button leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.store import tables
from surveys.answers import LONGEST_TEXT
from surveys.questionnaire import GROUPS
from tests.app.client import words

if TYPE_CHECKING:
    from tests.app.client import Client
    from tests.app.respond.conftest import Place

YOUNG = "/kent-4827/young-people"


def test_next_keeps_the_answer_and_shows_the_following_question(client: Client) -> None:
    page = client.get(f"{YOUNG}/help_education")
    after = client.press(page, given={"answer": "sometimes"})
    assert after.response.request.path == f"{YOUNG}/help_health"
    again = client.get(f"{YOUNG}/help_education")
    assert again.one("input[checked]")["value"] == "sometimes"


def test_nothing_is_chosen_before_the_person_chooses(client: Client) -> None:
    assert client.get(f"{YOUNG}/help_health").all("input[checked]") == []


def test_next_without_a_choice_goes_on(client: Client) -> None:
    after = client.press(client.get(f"{YOUNG}/help_education"))
    assert after.response.request.path == f"{YOUNG}/help_health"


def test_skipping_keeps_an_answer_that_was_given_before(client: Client) -> None:
    client.press(client.get(f"{YOUNG}/help_health"), given={"answer": "no"})
    client.press(client.get(f"{YOUNG}/help_health"), "skip", {"answer": "yes"})
    assert client.get(f"{YOUNG}/help_health").one("input[checked]")["value"] == "no"


def test_an_answer_can_be_taken_away_again(client: Client) -> None:
    client.press(client.get(f"{YOUNG}/help_health"), given={"answer": "no"})
    page = client.press(client.get(f"{YOUNG}/help_health"), "clear")
    assert page.response.request.path == f"{YOUNG}/help_health"
    assert page.all("input[checked]") == []


def test_going_back_keeps_what_was_typed(client: Client) -> None:
    before = client.press(client.get(f"{YOUNG}/better"), "back", {"answer": "Shorter waits"})
    assert before.response.request.path == f"{YOUNG}/good"
    assert words(client.get(f"{YOUNG}/better").one("textarea")) == "Shorter waits"


def test_going_back_from_the_first_question_leads_to_the_first_page(client: Client) -> None:
    assert client.press(client.get(f"{YOUNG}/who_answered"), "back").response.request.path == YOUNG


def test_a_question_that_hangs_on_an_answer_comes_only_after_it(client: Client) -> None:
    alone = client.press(client.get(f"{YOUNG}/who_answered"), given={"answer": "self"})
    assert alone.response.request.path == f"{YOUNG}/learn_where"
    helped = client.press(client.get(f"{YOUNG}/who_answered"), given={"answer": "with_help"})
    assert helped.response.request.path == f"{YOUNG}/who_helped"


def test_a_question_that_does_not_apply_leads_on_to_the_next_that_does(client: Client) -> None:
    assert client.get(f"{YOUNG}/who_helped").response.request.path == f"{YOUNG}/learn_where"


def test_no_form_is_sent_to_the_address_of_its_own_page(client: Client) -> None:
    for address in (f"{YOUNG}/better", f"{YOUNG}/better?via=school&lang=en", f"{YOUNG}/all"):
        page = client.get(address)
        assert str(page.one("#question")["action"]) not in {"", address}
        name = "answer" if "better" in address else "answer-better"
        again = client.press(page, given={name: "x" * (LONGEST_TEXT + 1)}, status=400)
        assert again.one("#question")["action"] != page.one("#question")["action"]
        after = client.sent(again, given={name: "Shorter waits"})
        assert "turn" not in after.headers["Location"]


def test_progress_counts_the_questions_that_apply(client: Client) -> None:
    first = client.get(f"{YOUNG}/who_answered")
    total = int(words(first.one(".where__words")).split()[-1])
    assert words(first.one(".where__words")) == f"Question 1 of {total}"
    helped = client.press(first, given={"answer": "with_help"})
    assert words(helped.one(".where__words")) == f"Question 2 of {total + 1}"
    assert len(helped.all(".where__steps li")) == total + 1


def test_all_questions_about_the_person_can_be_skipped_at_once(client: Client) -> None:
    page = client.press(client.get(f"{YOUNG}/age"), "skip_section")
    assert page.response.request.path == f"{YOUNG}/check"


def test_a_choice_of_several_keeps_them_all_and_can_be_emptied(client: Client) -> None:
    client.press(client.get(f"{YOUNG}/need"), given={"answer": ["asd", "slcn"]})
    page = client.get(f"{YOUNG}/need")
    assert {tag["value"] for tag in page.all("input[checked]")} == {"asd", "slcn"}
    client.press(page)
    assert client.get(f"{YOUNG}/need").all("input[checked]") == []


def test_the_parts_of_the_area_are_the_inspections_own(client: Client) -> None:
    assert "North Kent" in client.get(f"{YOUNG}/part_of_area").words


def test_a_text_that_is_too_long_is_shown_again_whole(client: Client) -> None:
    written = "ä" * (LONGEST_TEXT + 1)
    page = client.press(client.get(f"{YOUNG}/better"), given={"answer": written}, status=400)
    assert page.one("textarea").get_text().strip() == written
    assert "too long" in words(page.one("[role=alert]"))
    assert page.one("title").get_text().startswith("Problem: ")


@pytest.mark.parametrize("given", ["nonsense", "<script>", "x" * 5000])
def test_an_answer_that_is_not_offered_is_refused_and_the_one_before_stays(client: Client, given: str) -> None:
    client.press(client.get(f"{YOUNG}/help_health"), given={"answer": "no"})
    page = client.press(client.get(f"{YOUNG}/help_health"), given={"answer": given}, status=400)
    assert page.one("input[checked]")["value"] == "no"
    assert "Choose one" in words(page.one("[role=alert]"))


def test_a_wrong_answer_to_a_question_that_no_longer_applies_is_refused_like_any_other(client: Client) -> None:
    page = client.press(client.get(f"{YOUNG}/who_answered"), given={"answer": "with_help"})
    client.press(client.get(f"{YOUNG}/who_answered"), given={"answer": "self"})
    again = client.press(page, given={"answer": "nonsense"}, status=400)
    assert again.all(".where") == []
    assert "Choose one" in words(again.one("[role=alert]"))


def test_the_question_is_met_first_and_what_is_wrong_before_it(client: Client) -> None:
    page = client.get(f"{YOUNG}/help_health")
    assert page.one("[autofocus]").name == "h1"
    assert words(page.one(f"#{page.one('h1')['aria-describedby']}")).startswith("Question ")
    again = client.press(page, given={"answer": "nonsense"}, status=400)
    assert again.all("[autofocus]") == []
    assert again.one("[data-focus]")["tabindex"] == "-1"


def test_two_answers_where_one_is_asked_are_refused(client: Client) -> None:
    client.press(client.get(f"{YOUNG}/help_health"), given={"answer": ["yes", "no"]}, status=400)


def test_a_form_whose_proof_has_lapsed_is_shown_again_with_what_was_typed(client: Client) -> None:
    page = client.get(f"{YOUNG}/better")
    client.browser.delete_cookie("heard_form")
    again = client.press(page, given={"answer": "Please call us back"}, status=400)
    assert words(again.one("textarea")) == "Please call us back"
    assert "Press the button again" in words(again.one("[role=alert]"))
    assert client.press(again, given={"answer": "Please call us back"}).response.request.path == f"{YOUNG}/anything"


def test_a_body_that_is_too_large_gets_a_page_of_its_own(client: Client) -> None:
    page = client.press(client.get(f"{YOUNG}/better"), given={"answer": "x" * 300_000}, status=413)
    assert "too much" in page.heading


def test_what_was_typed_comes_back_as_text_and_never_as_markup(client: Client) -> None:
    written = "</textarea><script>alert(1)</script> & “you”"
    client.press(client.get(f"{YOUNG}/better"), given={"answer": written})
    page = client.get(f"{YOUNG}/better")
    assert page.one("textarea").get_text().strip() == written
    assert "alert" in client.get(f"{YOUNG}/check").words


def test_opening_pages_keeps_nothing(client: Client, place: Place) -> None:
    for address in ("", "/who_answered", "/check", "/stop", "/who-reads"):
        client.get(f"{YOUNG}{address}")
    with place.installation.database.look() as connection:
        assert connection.execute(tables.DRAFTS.select()).all() == []


def test_the_draft_s_key_goes_to_its_own_survey_only_and_no_script_can_read_it(client: Client) -> None:
    response = client.sent(client.get(f"{YOUNG}/help_health"), given={"answer": "no"})
    cookie = next(one for one in response.headers.getlist("Set-Cookie") if one.startswith("heard_draft="))
    assert f"Path={YOUNG};" in f"{cookie};"
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert client.get("/kent-4827/practitioners").all("a[href*='check']") == []


def test_someone_who_comes_back_goes_on_where_they_were(client: Client) -> None:
    client.press(client.get(f"{YOUNG}/who_answered"), given={"answer": "self"})
    client.press(client.get(f"{YOUNG}/learn_where"), "skip")
    assert client.get(YOUNG).link("Go on where I was") == f"{YOUNG}/help_education"


def test_a_damaged_key_begins_anew(client: Client) -> None:
    client.browser.set_cookie("heard_draft", "0" * 32 + "." + "A" * 43, path=YOUNG)
    assert client.get(YOUNG).link("Start") == f"{YOUNG}/who_answered"
    client.press(client.get(f"{YOUNG}/help_health"), given={"answer": "no"})
    assert client.get(f"{YOUNG}/help_health").one("input[checked]")["value"] == "no"


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("language", ["en", "en-simple"])
def test_every_question_of_every_survey_has_a_good_page_in_each_language(
    client: Client, group: str, language: str
) -> None:
    page = client.get(f"/kent-4827/{group}/who_answered?lang={language}")
    seen = []
    while not page.response.request.path.endswith("/check"):
        seen.append(page.response.request.path)
        assert page.one("html")["lang"] == language
        assert len(page.all("[hreflang]")) == 1
        given = "alternative_provision" if page.all("input[value=alternative_provision]") else None
        page = client.press(page, given={"answer": given} if given else None)
    assert len(seen) == len(set(seen)) > 15


@pytest.mark.parametrize("name", ["nope", "Good", "good/more", "..", "%00", "a" * 3000])
def test_a_question_that_there_is_none_of_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"{YOUNG}/{name}", status=404).heading == "We can’t find that page"
