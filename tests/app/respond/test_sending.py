"""The end: checking, sending once, stopping, clearing, and the hour after the week."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from surveys.submissions import AnsweredBy, Channel, Mode
from tests.app.client import words

if TYPE_CHECKING:
    from tests.app.client import Client, Page
    from tests.app.respond.conftest import Place

YOUNG = "/kent-4827/young-people"
A_WEEK = timedelta(days=7)


def answer_some(client: Client, via: str = "") -> Page:
    page = client.get(f"{YOUNG}/who_answered{via}")
    client.press(page, given={"answer": "with_help"})
    client.press(client.get(f"{YOUNG}/who_helped"), given={"answer": "parent"})
    client.press(client.get(f"{YOUNG}/help_health"), given={"answer": "no"})
    client.press(client.get(f"{YOUNG}/better"), given={"answer": "Shorter waits\r\nfor everyone"})
    return client.get(f"{YOUNG}/check")


def test_what_is_sent_is_what_was_answered_and_nothing_more(client: Client, place: Place) -> None:
    page = client.press(answer_some(client, "?via=school"))
    assert page.heading == "Thank you. Your answers are sent."
    [stored] = place.stored()
    assert (stored.questionnaire, stored.version, stored.mode) == ("young-people", 1, Mode.WEB)
    assert stored.channel is Channel.SCHOOL
    assert stored.answered_by is AnsweredBy.WITH_HELP
    assert stored.helper == "parent"
    assert stored.language == "en-simple"
    assert stored.day.isoformat() == "2026-11-24"
    assert {name: given.codes or given.text for name, given in stored.answers.items()} == {
        "help_health": ("no",),
        "better": "Shorter waits\nfor everyone",
    }


def test_the_heading_is_met_first_at_the_end_as_at_each_question(client: Client) -> None:
    check = answer_some(client)
    assert check.one("[autofocus]").name == "h1"
    assert client.press(check).one("[autofocus]").name == "h1"


def test_what_is_wrong_is_met_before_the_heading(client: Client) -> None:
    check = client.press(client.get(f"{YOUNG}/check"), status=400)
    assert check.all("[autofocus]") == []
    assert check.one("[data-focus]")


def test_a_channel_that_we_do_not_know_is_some_other_way(client: Client, place: Place) -> None:
    client.press(answer_some(client, "?via=<b>pigeon"))
    assert place.stored()[0].channel is Channel.OTHER


def test_the_check_page_shows_each_question_with_its_answer_and_a_way_to_change_it(client: Client) -> None:
    page = answer_some(client)
    rows = {words(row.select("dt")[0]): words(row.select("dd")[0]) for row in page.all(".govuk-summary-list__row")}
    assert rows["What should be better?"] == "Shorter waits for everyone"
    assert rows["Do you get help soon enough?"] == "No answer"
    assert len(page.all("a.change")) == len(rows)


def test_a_change_returns_to_the_check_page(client: Client) -> None:
    answer_some(client)
    page = client.press(client.get(f"{YOUNG}/help_health?from=check"), given={"answer": "yes"})
    assert page.response.request.path == f"{YOUNG}/check"


def test_a_change_that_brings_new_questions_asks_them_first(client: Client) -> None:
    client.press(client.get(f"{YOUNG}/who_answered"), given={"answer": "self"})
    page = client.get(f"{YOUNG}/learn_where")
    while not page.response.request.path.endswith("/check"):
        page = client.press(page)
    page = client.press(client.get(f"{YOUNG}/who_answered?from=check"), given={"answer": "with_help"})
    assert page.response.request.path == f"{YOUNG}/who_helped"
    assert client.press(page, given={"answer": "other"}).response.request.path == f"{YOUNG}/check"


def test_an_answer_that_no_longer_applies_is_not_sent(client: Client, place: Place) -> None:
    answer_some(client)
    client.press(client.get(f"{YOUNG}/who_answered"), given={"answer": "self"})
    client.press(client.get(f"{YOUNG}/check"))
    assert place.stored()[0].helper is None


def test_sending_twice_stores_once_and_shows_the_same_receipt(client: Client, place: Place) -> None:
    page = answer_some(client)
    first = client.press(page)
    second = client.press(page)
    assert words(first.one(".receipt__code")) == words(second.one(".receipt__code"))
    assert len(place.stored()) == 1


def test_sending_again_after_the_answer_was_lost_on_the_way_shows_the_same_receipt(
    client: Client, place: Place
) -> None:
    page = answer_some(client)
    key = client.browser.get_cookie("heard_draft", path=YOUNG)
    assert key is not None
    receipt = words(client.press(page).one(".receipt__code"))
    client.browser.delete_cookie("heard_receipt", path=YOUNG)
    client.browser.set_cookie("heard_draft", key.value, path=YOUNG)
    assert words(client.press(page).one(".receipt__code")) == receipt
    assert len(place.stored()) == 1


def test_answers_that_were_cleared_on_another_page_are_not_said_to_be_sent(client: Client, place: Place) -> None:
    page = answer_some(client)
    client.press(client.get(f"{YOUNG}/stop"))
    assert "not answered" in words(client.press(page, status=400).one("[role=alert]"))
    assert place.stored() == []


def test_nothing_is_sent_when_nothing_was_answered(client: Client, place: Place) -> None:
    client.press(client.get(f"{YOUNG}/help_health"), "skip")
    page = client.press(client.get(f"{YOUNG}/check"), status=400)
    assert "not answered a question yet" in words(page.one("[role=alert]"))
    assert place.stored() == []


def test_sending_without_our_proof_sends_nothing_and_loses_nothing(client: Client, place: Place) -> None:
    page = answer_some(client)
    client.browser.delete_cookie("heard_form")
    again = client.press(page, status=400)
    assert place.stored() == []
    client.press(again)
    assert len(place.stored()) == 1


def test_the_sent_page_without_a_receipt_leads_to_the_start(client: Client) -> None:
    assert client.get(f"{YOUNG}/sent").response.request.path == YOUNG


def test_another_person_can_answer_on_the_same_device(client: Client, place: Place) -> None:
    sent = client.press(answer_some(client))
    start = client.get(sent.link("Answer for another person on this device"))
    first = client.get(start.link("Start"))
    assert first.all("input[checked]") == []
    client.press(first, "skip")
    assert client.browser.get_cookie("heard_receipt", path=YOUNG) is None, "it is the other person's"
    assert client.browser.get_cookie("heard_kept", path=YOUNG) is None
    client.press(answer_some(client))
    assert len(place.stored()) == 2


def test_the_start_page_after_sending_says_so_and_lets_another_person_start(client: Client) -> None:
    client.press(answer_some(client))
    start = client.get(YOUNG)
    assert "You have sent your answers already" in start.words
    assert client.get(start.link("See my receipt")).heading == "Thank you. Your answers are sent."
    assert client.get(start.link("Start")).one("main form")


def test_a_second_tab_after_sending_says_so_and_begins_nothing(client: Client, place: Place) -> None:
    tab = client.get(f"{YOUNG}/better")
    client.press(answer_some(client))
    for name in ("help_health", "check", "stop", "all"):
        assert client.get(f"{YOUNG}/{name}").heading == "You have sent your answers already"
    page = client.press(tab, given={"answer": "One more thing"}, status=409)
    assert page.heading == "You have sent your answers already"
    assert "One more thing" in page.words, "what was typed is not lost without a word"
    assert client.browser.get_cookie("heard_draft", path=YOUNG) is None
    assert client.get(page.link("See my receipt")).heading == "Thank you. Your answers are sent."
    assert len(place.stored()) == 1


def test_the_sent_page_says_what_happens_next_and_when(client: Client) -> None:
    page = client.press(answer_some(client))
    for said in ("9am on Monday 30 November 2026", "the week of Monday 7 December 2026", "February 2027"):
        assert said in page.words
    assert len(page.all(".receipt__code li")) == 4


def test_stopping_on_the_check_page_leads_to_the_words(client: Client) -> None:
    page = client.press(answer_some(client), "stop")
    assert page.heading == "Stop for now"
    assert len(page.all(".four__word")) == 4


def test_stopping_keeps_what_was_typed_and_says_until_when(client: Client) -> None:
    page = client.press(client.get(f"{YOUNG}/better"), "stop", {"answer": "Shorter waits"})
    assert page.response.request.path == f"{YOUNG}/stop"
    assert "9am on Monday 30 November 2026" in page.words
    assert words(client.get(f"{YOUNG}/better").one("textarea")) == "Shorter waits"


def test_clearing_destroys_the_draft(client: Client) -> None:
    answer_some(client)
    page = client.press(client.get(f"{YOUNG}/stop"), "clear")
    assert "cleared" in words(page.one(".notice[role=status]"))
    assert client.get(f"{YOUNG}/help_health").all("input[checked]") == []


def test_before_the_week_every_page_says_when_it_opens_and_takes_nothing(client: Client, place: Place) -> None:
    question = client.get(f"{YOUNG}/help_health")
    place.clock.now -= A_WEEK
    for address in ("/kent-4827", YOUNG, f"{YOUNG}/help_health", f"{YOUNG}/check"):
        page = client.get(address)
        assert page.heading == "This survey is not open yet"
        assert "9am on Monday 23 November 2026" in page.words
    client.press(question, given={"answer": "no"}, status=403)


def test_after_the_week_every_page_says_so_and_takes_nothing(client: Client, place: Place) -> None:
    question, check = client.get(f"{YOUNG}/help_health"), answer_some(client)
    place.clock.now += A_WEEK
    for address in ("/kent-4827", YOUNG, f"{YOUNG}/help_health", f"{YOUNG}/check"):
        assert client.get(address).heading == "This survey has ended"
    client.press(question, given={"answer": "no"}, status=403)
    client.press(check, status=403)
    assert place.stored() == []


def test_in_the_hour_after_the_week_an_open_draft_can_still_be_sent(client: Client, place: Place) -> None:
    check = answer_some(client)
    place.clock.now = place.clock.now.replace(day=30, hour=9, minute=59)
    client.press(client.get(f"{YOUNG}/help_in_time"), given={"answer": "yes"})
    client.press(check)
    assert len(place.stored()) == 1
    assert client.press(check).heading == "Thank you. Your answers are sent."
    assert client.get(YOUNG).heading == "This survey has ended"
    assert client.get(f"{YOUNG}/sent").heading == "Thank you. Your answers are sent."


def test_what_was_written_and_came_too_late_is_shown_so_that_it_can_be_copied(client: Client, place: Place) -> None:
    one, every = client.get(f"{YOUNG}/better"), client.get(f"{YOUNG}/all")
    place.clock.now += A_WEEK
    late = client.press(one, given={"answer": "Speechtherapy\r\n<b>sooner</b>"}, status=403)
    assert late.heading == "This survey has ended"
    assert late.one("textarea[readonly]").text.strip() == "Speechtherapy\n<b>sooner</b>"
    among = client.press(
        every, given={"answer-good": "My teacher", "answer-better": "Waits", "answer-help_health": "no"}, status=403
    )
    assert [words(field) for field in among.all("textarea")] == ["My teacher", "Waits"]
    assert client.press(one, given={"answer": ""}, status=403).all("textarea") == []


def test_in_the_hour_after_the_week_each_moment_that_is_named_is_still_to_come(client: Client, place: Place) -> None:
    answer_some(client)
    place.clock.now = place.clock.now.replace(day=30, hour=9, minute=30)
    page = client.get(f"{YOUNG}/check")
    assert "until 10am on Monday 30 November 2026" in page.words
    assert "until the survey ends" not in page.words
    thanks = client.press(page)
    assert "The survey ended at 9am on Monday 30 November 2026." in thanks.words
    assert "take your answers back until 10am on Monday 30 November 2026" in thanks.words
    receipt = words(thanks.one(".receipt__code"))
    back = client.get("/kent-4827/take-back")
    assert "until 10am on Monday 30 November 2026" in back.words
    gone = client.press(back, given={"words": receipt})
    assert gone.heading == "Your answers are taken back"
    assert "answer again" not in gone.words
    assert place.stored() == []
