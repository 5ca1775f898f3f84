"""Taking answers back with the four words of the receipt."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from app.copies import taking_in
from app.copies.reading import Reading
from app.respond import gently
from app.store import inspections, submissions
from surveys.questionnaire import EASY_ENGLISH
from surveys.submissions import Channel, Mode
from tests.app.client import Client, words
from tests.app.respond.conftest import CODE
from tests.app.respond.test_coming_back import other_words
from tests.app.respond.test_sending import YOUNG, answer_some

if TYPE_CHECKING:
    from tests.app.client import Page
    from tests.app.respond.conftest import Place

AT = "/kent-4827/take-back"


def sent(client: Client) -> str:
    """Send some answers and return the receipt."""
    return words(client.press(answer_some(client)).one(".receipt__code"))


def take_back(client: Client, typed: str, *, status: int = 200) -> Page:
    return client.press(client.get(AT), given={"words": typed}, status=status)


def test_the_receipt_takes_the_answers_back_for_good_from_any_device(client: Client, place: Place) -> None:
    receipt = sent(client)
    page = take_back(Client(place.app), receipt)
    assert page.heading == "Your answers are taken back"
    assert "We deleted your answers" in page.words
    assert place.stored() == []


def test_only_the_answers_of_the_receipt_are_taken_back(client: Client, place: Place) -> None:
    receipts = [sent(one) for one in (client, Client(place.app))]
    take_back(Client(place.app), receipts[1].upper())
    assert len(place.stored()) == 1
    take_back(Client(place.app), receipts[0])
    assert place.stored() == []


def test_on_the_same_device_the_receipt_and_the_copy_go_too(client: Client) -> None:
    receipt = sent(client)
    take_back(client, receipt)
    assert client.browser.get_cookie("heard_receipt", path=YOUNG) is None
    assert client.browser.get_cookie("heard_kept", path=YOUNG) is None
    assert client.get(f"{YOUNG}/help_health").one("main form")


def test_taken_back_on_another_device_the_first_one_shows_no_copy_any_more_and_says_so(
    client: Client, place: Place
) -> None:
    receipt = sent(client)
    assert client.get(f"{YOUNG}/my-answers").heading == "My answers"
    take_back(Client(place.app), receipt)
    page = client.get(f"{YOUNG}/my-answers")
    assert page.heading == "Your answers are taken back"
    assert client.browser.get_cookie("heard_receipt", path=YOUNG) is None
    assert client.browser.get_cookie("heard_kept", path=YOUNG) is None
    assert client.get(f"{YOUNG}/my-answers.docx").heading != "My answers"


def test_an_old_check_page_does_not_send_again_what_was_taken_back(client: Client, place: Place) -> None:
    page = answer_some(client)
    take_back(client, words(client.press(page).one(".receipt__code")))
    assert "not answered" in words(client.press(page, status=400).one("[role=alert]"))
    assert place.stored() == []


def test_wrong_words_and_words_used_before_take_nothing_back_and_say_so(client: Client, place: Place) -> None:
    receipt = sent(client)
    page = take_back(client, other_words(receipt), status=400)
    assert "do not open any answers" in words(page.one("[role=alert]"))
    assert len(place.stored()) == 1
    take_back(client, receipt)
    again = take_back(client, receipt, status=400)
    assert "Then they are deleted already" in again.words


def test_the_words_of_a_draft_take_nothing_back(client: Client, place: Place) -> None:
    sent(client)
    second = Client(place.app)
    page = second.press(second.get(f"{YOUNG}/better"), "stop", {"answer": "Shorter waits"})
    take_back(second, " ".join(words(one) for one in page.all(".four__word")), status=400)
    assert len(place.stored()) == 1


def test_after_a_few_wrong_words_there_is_a_short_wait(client: Client, place: Place) -> None:
    receipt = sent(client)
    second = Client(place.app)
    for number in range(gently.AT_ONCE):
        take_back(second, other_words(receipt, number), status=400)
    assert "Please wait 1 minute." in words(take_back(second, receipt, status=429).one("[role=alert]"))
    place.clock.now += timedelta(minutes=1)
    take_back(second, receipt)
    assert place.stored() == []


def test_a_form_without_our_proof_deletes_nothing(client: Client, place: Place) -> None:
    receipt = sent(client)
    page = client.get(AT)
    client.browser.delete_cookie("heard_form")
    client.press(page, given={"words": receipt}, status=400)
    assert len(place.stored()) == 1


def test_after_the_week_the_page_says_why_it_can_t_be(client: Client, place: Place) -> None:
    receipt = sent(client)
    page = client.get(AT)
    place.clock.now += timedelta(days=7)
    for after in (client.get(AT), client.press(page, given={"words": receipt}, status=403)):
        assert after.heading == "You can’t take your answers back now"
        assert "inspectors are reading the answers" in after.words
        assert "9am on Monday 30 November 2026" in after.words
    assert len(place.stored()) == 1


def test_before_the_week_there_is_nothing_to_take_back(client: Client, place: Place) -> None:
    place.clock.now -= timedelta(days=7)
    assert client.get(AT).heading == "This survey is not open yet"


@pytest.mark.parametrize("address", ["/nowhere-1/take-back", "/nowhere-1/young-people/come-back"])
def test_an_inspection_that_is_not_there_is_not_found(client: Client, address: str) -> None:
    client.get(address, status=404)


def test_what_is_kept_of_a_receipt_can_t_be_guessed_without_the_installation_s_secret(
    client: Client, place: Place
) -> None:
    receipt = sent(client)
    database = place.installation.settings.home / "heard.db"
    place.installation.database.dispose()
    kept = database.read_bytes()
    # A short word alone stands in any few hundred kilobytes by chance; two in a row do not.
    pairs = [between.join(two) for two in pairwise(receipt.split()) for between in ("", " ", "-")]
    assert [pair for pair in pairs if pair.encode() in kept] == []
    assert sha256(" ".join(receipt.split()).encode()).digest() not in kept
    (place.installation.settings.home / "secret.key").unlink()
    place.app.config["SECRET_KEY"] = "another"
    take_back(Client(place.app), receipt, status=400)
    assert len(place.stored()) == 1


def test_the_receipt_of_a_word_copy_takes_it_back_with_its_original(client: Client, place: Place) -> None:
    made = place.installation
    inspection = inspections.find(made.database, CODE)
    reading = Reading(
        file="filled.docx",
        group="young-people",
        version=1,
        language=EASY_ENGLISH,
        channel=Channel.SCHOOL,
        mode=Mode.WORD,
        raw={"help_health": ("no",)},
        open=(),
    )
    receipt = taking_in.store(made, inspection, reading, id="copy-1", original=b"the copy itself")
    assert len(place.stored()) == 1
    assert take_back(client, receipt).heading == "Your answers are taken back"
    assert place.stored() == []
    assert submissions.original(made.database, made.keys, CODE, "copy-1") is None
