"""Question pages that are written out once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.app.client import Client, words
from tests.app.respond.conftest import CODE

if TYPE_CHECKING:
    from tests.app.respond.conftest import Place

YOUNG: Final = f"/{CODE}/young-people"


def test_each_browser_has_a_proof_of_its_own_on_the_same_page(place: Place) -> None:
    one, other = Client(place.app), Client(place.app)
    first, second = one.get(f"{YOUNG}/better"), other.get(f"{YOUNG}/better")
    proofs = [page.one("input[name=csrf_token]")["value"] for page in (first, second)]
    assert proofs[0] != proofs[1]
    other.press(second, given={"answer": "Please call us back"})
    assert one.press(first, given={"answer": "Shorter waits"}).response.request.path == f"{YOUNG}/anything"


def test_one_browsers_proof_is_nothing_in_another(place: Place) -> None:
    one, other = Client(place.app), Client(place.app)
    page = one.get(f"{YOUNG}/better")
    other.get(f"{YOUNG}/better")
    other.press(page, given={"answer": "Please call us back"}, status=400)


def test_what_one_person_wrote_is_never_shown_to_another(place: Place) -> None:
    one, other = Client(place.app), Client(place.app)
    one.press(one.get(f"{YOUNG}/better"), given={"answer": "Please call us back"})
    assert words(one.get(f"{YOUNG}/better").one("textarea")) == "Please call us back"
    assert words(other.get(f"{YOUNG}/better").one("textarea")) == ""


@pytest.mark.parametrize("address", ["help_health?lang=en", "help_health?via=school", "help_health?from=check"])
def test_a_page_keeps_what_its_address_names(client: Client, address: str) -> None:
    plain = client.get(f"{YOUNG}/help_health").response.text
    named = client.get(f"{YOUNG}/{address}").response.text
    assert plain != named
    assert client.get(f"{YOUNG}/help_health").response.text == plain
    assert client.get(f"{YOUNG}/{address}").response.text == named


def test_a_page_keeps_the_look_of_its_own_device(place: Place) -> None:
    one, other = Client(place.app), Client(place.app)
    one.browser.set_cookie("heard_look", "colours=dark")
    assert one.get(f"{YOUNG}/help_health").one("html")["data-colours"] == "dark"
    assert not other.get(f"{YOUNG}/help_health").one("html").has_attr("data-colours")
    assert one.get(f"{YOUNG}/help_health").one("html")["data-colours"] == "dark"


def test_a_long_address_is_answered_too(client: Client) -> None:
    assert client.get(f"{YOUNG}/help_health?x={'y' * 1000}").status == 200


def test_the_count_of_questions_follows_the_answers(client: Client) -> None:
    before = client.get(f"{YOUNG}/next_steps").one(".where__words")
    client.press(client.get(f"{YOUNG}/learn_where"), given={"answer": "alternative_provision"})
    after = client.get(f"{YOUNG}/next_steps").one(".where__words")
    assert words(before) != words(after)
