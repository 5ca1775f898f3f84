"""A real Chromium and the product served to it, with axe-core to find what keeps people out."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest
from werkzeug.serving import make_server

from app import clock, config, create_app
from app import installation as installations
from app.store import inspections, submissions
from surveys.inspections import Inspection, Window, local_area
from tests.axe import breaches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from app.installation import Installation

CODE: Final = "kent-4827"


@dataclass(frozen=True, kw_only=True)
class Served:
    """The product as it is served: its address, and what has been sent to it."""

    address: str
    installation: Installation

    def stored(self) -> int:
        """Return how many submissions there are."""
        return sum(count.number for count in submissions.counts(self.installation.database, CODE))


@dataclass
class Eyes:
    """Looks at each page with axe-core, and for what the browser itself complained of."""

    complaints: list[str] = field(default_factory=list)

    def look(self, page: Page) -> None:
        """See that axe-core finds nothing on the page, that nothing scrolls sideways and nothing was complained of."""
        assert breaches(page) == []
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} pixels wider than the window"
        assert self.complaints == [], f"{page.url}: {self.complaints}"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve an installation with one open inspection on a free port."""
    home = tmp_path_factory.mktemp("home")
    made = installations.installation(config.settings({"HEARD_HOME": str(home)}))
    now = clock.now()
    window = Window(opens=now - timedelta(days=1), closes=now + timedelta(days=6))
    for code, moved in ((CODE, timedelta()), ("york-1111", timedelta(days=-10)), ("york-2222", timedelta(days=10))):
        moved_window = Window(opens=window.opens + moved, closes=window.closes + moved)
        inspections.add(made.database, made.keys, Inspection(code=code, area=local_area("Kent"), window=moved_window))
    server = make_server("127.0.0.1", 0, create_app(made), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Served(address=f"http://127.0.0.1:{server.port}", installation=made)
    server.shutdown()
    thread.join()
    server.server_close()
    made.database.dispose()


@contextmanager
def opened(
    chromium: Browser, served: Served, *, width: int = 390, height: int = 844, scripts: bool = True
) -> Iterator[tuple[Page, Eyes]]:
    """Open a page of a new browser that has nothing of anybody's, and eyes for it."""
    context: BrowserContext = chromium.new_context(
        base_url=served.address, viewport={"width": width, "height": height}, java_script_enabled=scripts
    )
    context.set_default_timeout(20_000)
    eyes = Eyes()
    page = context.new_page()
    page.on("pageerror", lambda error: eyes.complaints.append(str(error)))
    page.on(
        "console",
        lambda said: (
            eyes.complaints.append(said.text) if said.type == "error" and "status of" not in said.text else None
        ),
    )
    yield page, eyes
    context.close()
