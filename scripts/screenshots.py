"""Takes README's pictures from the running product: a young person's question, and a line of enquiry."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

HERE: Final = Path(__file__).resolve().parent.parent
PICTURES: Final = HERE / "docs" / "pictures"
HEARD: Final = Path(sys.executable).with_name("heard")
ITEM: Final = "help_in_time"
PATIENCE: Final = 60
"""Seconds that the server may take to answer for the first time."""


@contextmanager
def running() -> Iterator[tuple[str, str]]:
    """Serve a demonstration of its own for as long as it is needed; give its address and what `heard demo` said."""
    with tempfile.TemporaryDirectory() as home, socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = os.environ | {"HEARD_HOME": home, "PORT": str(port)}
        subprocess.run([HEARD, "audio", "build", "--questionnaire", "young-people"], env=environment, check=True)
        said = subprocess.run([HEARD, "demo"], env=environment, check=True, capture_output=True, text=True).stdout
        server = subprocess.Popen([HEARD, "serve"], env=environment)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/readyz")
            yield address, said
        finally:
            server.terminate()
            server.wait()


def _wait_for(address: str) -> None:
    patience_ends = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - an http address of this machine
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > patience_ends:
                sys.exit(f"Heard did not answer at {address} within {PATIENCE} seconds.")
            time.sleep(0.2)
        else:
            return


def question(browser: Browser, address: str, picture: Path) -> None:
    """Take a young person's question as a phone shows it."""
    page = browser.new_page(viewport={"width": 400, "height": 860})
    page.goto(f"{address}/open-demo/young-people?lang=en-simple")
    page.get_by_role("link", name="Start", exact=True).click()
    page.goto(f"{address}/open-demo/young-people/{ITEM}?lang=en-simple")
    page.locator("main input[type=radio]").nth(1).check(force=True)
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    page.screenshot(path=picture)


def line_of_enquiry(browser: Browser, address: str, said: str, picture: Path) -> None:
    """Take the first line of enquiry as an inspector's screen shows it."""
    signing_in = re.search(r"Sign in as (\S+) with the password (\S+)", said)
    if signing_in is None:
        sys.exit("`heard demo` did not say how to sign in.")
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.goto(f"{address}/inspectors/closed-demo/lines")
    page.locator("input[type=email]").fill(signing_in[1])
    page.locator("input[type=password]").fill(signing_in[2])
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{address}/inspectors/closed-demo/lines")
    page.screenshot(path=picture)


def take() -> None:
    """Take both pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with running() as (address, said), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell"), args=["--no-sandbox"]
        )
        question(browser, address, PICTURES / "question.png")
        line_of_enquiry(browser, address, said, PICTURES / "lines.png")
        browser.close()
    for picture in sorted(PICTURES.glob("*.png")):
        print(f"{picture.relative_to(HERE)}: {picture.stat().st_size:,} bytes")


if __name__ == "__main__":
    take()
