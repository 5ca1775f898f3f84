"""An inspector at work in a real browser: signing in by keyboard, reading the lines, on narrow and wide screens."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from werkzeug.serving import make_server

from app import config, create_app
from app import installation as installations
from app.demonstration import installing
from tests.browser.conftest import Served, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from app.demonstration.installing import Demonstration

pytestmark = pytest.mark.browser

Shown = tuple[Served, "Demonstration"]


@pytest.fixture(scope="module")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """Serve an installation with the demonstration in it."""
    made = installations.installation(config.settings({"HEARD_HOME": str(tmp_path_factory.mktemp("home"))}))
    shown = installing.install(made)
    server = make_server("127.0.0.1", 0, create_app(made), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Served(address=f"http://127.0.0.1:{server.port}", installation=made), shown
    server.shutdown()
    thread.join()
    server.server_close()
    made.database.dispose()


def _sign_in(page: Page, shown: Demonstration, wanted: str) -> None:
    page.goto(wanted)
    page.get_by_label("Email address").fill(shown.email)
    page.get_by_label("Password").fill(shown.password)
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_on_any_page_keeps_people_out(chromium: Browser, demonstrated: Shown, width: int) -> None:
    served, shown = demonstrated
    with opened(chromium, served, width=width) as (page, eyes):
        page.goto("/inspectors/")
        eyes.look(page)
        page.get_by_role("button", name="Sign in").click()
        assert page.get_by_role("alert").inner_text().startswith("There is a problem")
        eyes.look(page)
        _sign_in(page, shown, "/inspectors/")
        for address in (
            "",
            "open-demo",
            "open-demo/lines",
            "open-demo/missing",
            "closed-demo",
            "closed-demo/lines",
            "york-0000",
        ):
            page.goto(f"/inspectors/{address}")
            eyes.look(page)
        for address in ("people", "account", "open-demo/set-up", "new"):
            page.goto(f"/inspectors/{address}")
            eyes.look(page)
        page.get_by_label("Area", exact=True).fill("Norfolk")
        page.get_by_role("button", name="Look it over").click(timeout=100_000)  # six Word copies are made once
        eyes.look(page)
        page.goto("/inspectors/closed-demo/lines")
        page.locator("summary").first.click()
        eyes.look(page)


def test_signing_in_and_reading_takes_the_keyboard_alone(chromium: Browser, demonstrated: Shown) -> None:
    served, shown = demonstrated
    with opened(chromium, served, width=1280) as (page, _):
        page.goto("/inspectors/closed-demo/lines")
        page.locator("#email").focus()
        page.keyboard.type(shown.email)
        page.keyboard.press("Tab")
        page.keyboard.type(shown.password)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address: "sign-in" not in address)
        for _press in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.closest('.glance') !== null"):
                break
        page.keyboard.press("Enter")
        assert page.url.endswith("#line-1")


def test_without_scripts_everything_is_there(chromium: Browser, demonstrated: Shown) -> None:
    served, shown = demonstrated
    with opened(chromium, served, scripts=False) as (page, _):
        _sign_in(page, shown, "/inspectors/closed-demo/lines")
        lines = page.locator("article").count()
        assert lines > 5
        assert page.get_by_role("img").count() >= lines - 2, "nearly every line has its chart"
        assert page.locator(".got__number").first.inner_text() == "372"
        with page.expect_download() as download:
            page.get_by_role("link", name="Download for Word").click()
        assert download.value.suggested_filename == "closed-demo-lines.docx"
        page.get_by_role("button", name="Sign out").click()
        page.goto("/inspectors/closed-demo/lines")
        assert page.locator("h1").inner_text() == "Sign in"
