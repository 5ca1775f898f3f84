"""Whoever wants somebody to contact them can ask for it, apart from their answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.store import matters
from app.store.matters import Kind
from tests.app.respond.conftest import CODE

if TYPE_CHECKING:
    from app.store.matters import Matter
    from tests.app.client import Client
    from tests.app.respond.conftest import Clock, Place

YOUNG = f"/{CODE}/young-people"
AT = f"/{CODE}/contact"


def _kept(place: Place) -> tuple[Matter, ...]:
    return matters.every(place.installation.database, place.installation.keys, CODE)


def test_after_sending_a_person_can_ask_to_be_contacted(client: Client, place: Place) -> None:
    client.press(client.get(f"{YOUNG}/better"), given={"answer": "Shorter waits"})
    sent = client.press(client.get(f"{YOUNG}/check"))
    form = client.get(sent.link("Ask someone to contact you"))
    done = client.press(form, "", {"name": "Sam", "reach": "01632 960 123", "about": "After school"})
    assert done.heading == "We have your message"
    [one] = _kept(place)
    assert one.kind is Kind.CONTACT
    assert {name: one.content[name] for name in ("name", "reach", "about")} == {
        "name": "Sam",
        "reach": "01632 960 123",
        "about": "After school",
    }


def test_nothing_in_it_leads_to_the_answers(client: Client, place: Place) -> None:
    client.press(client.get(f"{YOUNG}/better"), given={"answer": "Shorter waits"})
    client.press(client.get(f"{YOUNG}/check"))
    client.press(client.get(AT), "", {"reach": "sam@example.org"})
    sent = client.browser.get(AT).request.headers.get("Cookie", "")
    assert "heard_receipt" not in sent
    assert "heard_kept" not in sent
    [one], [stored] = _kept(place), place.stored()
    assert set(one.content) == {"inspection", "name", "reach", "about", "day"}
    assert stored.id not in str(one)


def test_sent_twice_it_is_kept_once(client: Client, place: Place) -> None:
    form = client.get(AT)
    for _ in range(2):
        client.press(form, "", {"reach": "sam@example.org"})
    assert len(_kept(place)) == 1


def test_without_a_way_to_reach_them_the_page_says_what_is_missing(client: Client, place: Place) -> None:
    page = client.press(client.get(AT), "", {"name": "Sam", "reach": " "}, status=400)
    assert "Write how we can reach you." in page.words
    assert page.one("#name")["value"] == "Sam"
    assert _kept(place) == ()


def test_a_form_that_is_not_ours_or_too_long_keeps_nothing_and_loses_nothing(client: Client, place: Place) -> None:
    page = client.press(client.get(AT), "", {"reach": "sam@example.org", "about": "a" * 2001}, status=400)
    assert page.one("#reach")["value"] == "sam@example.org"
    client.browser.delete_cookie("heard_form")
    assert client.browser.post(AT, data={"reach": "sam@example.org"}).status_code == 400
    assert _kept(place) == ()


def test_out_of_hours_the_page_and_the_box_for_words_say_when_somebody_is_back(client: Client, clock: Clock) -> None:
    for address in (AT, f"{YOUNG}/better"):
        assert "not at work now" not in client.get(address).words
    clock.now = datetime(2026, 11, 28, 12, tzinfo=UTC)
    for address in (AT, f"{YOUNG}/better"):
        assert "They are back at 9am on Monday 30 November 2026" in client.get(address).words


def test_when_the_week_is_over_nobody_is_asked_to_write(client: Client, clock: Clock) -> None:
    clock.now = datetime(2026, 12, 5, 12, tzinfo=UTC)
    assert "reach" not in client.get(AT).response.text
