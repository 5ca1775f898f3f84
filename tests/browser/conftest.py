"""A real Chromium and the product served to it, with axe-core to find what keeps people out."""

from __future__ import annotations

import io
import threading
import wave
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from flask import abort
from werkzeug.serving import make_server
from werkzeug.test import run_wsgi_app

from accessibility.audio import RECORDED, file_name, script
from app import clock, config, create_app
from app import installation as installations
from app.store import inspections, submissions
from surveys.definitions import newest
from surveys.inspections import Inspection, Window, local_area
from surveys.questionnaire import GROUPS
from tests.axe import breaches
from tests.browser.people import People
from tests.browser.places import CLOSED, CODE, NOT_YET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from flask import Flask
    from playwright.sync_api import Browser, BrowserContext, Page

    from app.installation import Installation


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
    with _serving(tmp_path_factory.mktemp("home")) as one:
        yield one


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve an installation that has a recording of every question, so that pages show all that they ever show."""
    home = tmp_path_factory.mktemp("spoken")
    parts = (("north", "North Kent"), ("south", "South Kent"))
    with _serving(home, parts_of_area=parts, answers_kept_until=date(2040, 1, 31)) as one:
        _record(one.installation.settings.audio / RECORDED)
        yield one


@pytest.fixture
def people(chromium: Browser, spoken: Served) -> Iterator[People]:
    """Give the people who open pages, each with a browser of their own."""
    made = People(chromium, spoken)
    yield made
    made.close()


@contextmanager
def _serving(home: Path, **known: Any) -> Iterator[Served]:  # noqa: ANN401 - an inspection's own fields
    made = installations.installation(config.settings({"HEARD_HOME": str(home)}))
    now = clock.now()
    window = Window(opens=now - timedelta(days=1), closes=now + timedelta(days=6))
    for code, moved in ((CODE, timedelta()), (CLOSED, timedelta(days=-10)), (NOT_YET, timedelta(days=10))):
        moved_window = Window(opens=window.opens + moved, closes=window.closes + moved)
        one = Inspection(code=code, area=local_area("Kent"), window=moved_window, **known)
        inspections.add(made.database, made.keys, one)
    app = create_app(made)
    app.add_url_rule("/break/<int:status>", "break", _broken)
    server = make_server("127.0.0.1", 0, _whole(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Served(address=f"http://127.0.0.1:{server.port}", installation=made)
    server.shutdown()
    thread.join()
    server.server_close()
    made.database.dispose()


def _whole(app: Flask) -> WSGIApplication:
    """Give an answer's bytes at once: of a browser that has gone, werkzeug's server would leave the file open."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        parts, status, headers = run_wsgi_app(app, environ, buffered=True)
        start_response(status, list(headers))
        return list(parts)

    return answer


def _broken(status: int) -> NoReturn:
    """Answer as a page does with which something is wrong."""
    abort(status)


def _record(folder: Path) -> None:
    """Lay a second of silence in place of a voice for all that is read aloud."""
    folder.mkdir(parents=True)
    spoken = {
        file_name(segment.words, language)
        for group in GROUPS
        for language in newest(group).languages
        for item in newest(group).items
        for segment in script(item, language)
    }
    silence = io.BytesIO()
    with wave.open(silence, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(4000)
        file.writeframes(bytes([128]) * 4000)
    for name in spoken:
        (folder / name).with_suffix(".wav").write_bytes(silence.getvalue())


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
