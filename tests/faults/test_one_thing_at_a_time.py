"""A form that is sent many times at once, and a clock that jumps: nothing is kept twice, and nothing is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.app.respond.conftest import CODE, client, clock, place

if TYPE_CHECKING:
    from tests.app.client import Client
    from tests.app.respond.conftest import Clock, Place

__all__ = ["client", "clock", "place"]

YOUNG = f"/{CODE}/young-people"


def test_a_form_that_is_sent_eight_times_at_once_is_kept_once(client: Client, place: Place) -> None:
    client.press(client.get(f"{YOUNG}/better"), given={"answer": "Shorter waits"})
    page = client.get(f"{YOUNG}/check")
    form = {str(tag["name"]): str(tag["value"]) for tag in page.all("main form input[type=hidden][name]")}
    cookies = {
        name: found.value
        for name, path in (("heard_form", "/"), ("heard_draft", YOUNG))
        if (found := client.browser.get_cookie(name, path=path))
    }
    assert set(cookies) == {"heard_form", "heard_draft"}

    def send(_number: int) -> tuple[int, str]:
        browser = place.app.test_client(use_cookies=False)
        header = "; ".join(f"{name}={value}" for name, value in cookies.items())
        response = browser.post(f"{YOUNG}/check", data=form, headers={"Cookie": header})
        return response.status_code, "".join(
            one.partition(";")[0] for one in response.headers.getlist("Set-Cookie") if one.startswith("heard_receipt=")
        )

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(8)))
    assert {status for status, _ in answers} == {303}
    assert len({receipt for _, receipt in answers}) == 1
    assert len(place.stored()) == 1


def test_a_clock_that_jumps_loses_no_draft_that_can_still_be_sent(client: Client, place: Place, clock: Clock) -> None:
    began = clock.now
    for jump in (timedelta(hours=-5), timedelta(days=3), timedelta(0)):
        clock.now = began + jump
        client.press(client.get(f"{YOUNG}/better"), given={"answer": f"Shorter waits {jump}"})
    clock.now = began - timedelta(days=10)  # before the week: the answers wait
    assert client.browser.get(f"{YOUNG}/check").status_code == 200
    clock.now = began
    assert client.press(client.get(f"{YOUNG}/check")).heading == "Thank you. Your answers are sent."
    assert [one.answers["better"].text for one in place.stored()] == ["Shorter waits 0:00:00"]
