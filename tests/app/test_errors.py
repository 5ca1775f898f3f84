"""What goes wrong becomes a page in plain words, and tells nobody anything."""

from __future__ import annotations

import errno
import io
import json
from typing import TYPE_CHECKING, NoReturn

import pytest
from flask import abort
from structlog.testing import capture_logs

from app import config, create_app, logs
from app import installation as installations
from app.errors import PAGES
from app.store.database import UnavailableError
from tests.app.client import Client, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

SECRET = "what a child wrote"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    made = installations.installation(config.settings({"HEARD_HOME": str(tmp_path)}))
    app = create_app(made)

    def breaks() -> str:
        raise RuntimeError(SECRET)

    def without_database() -> str:
        raise UnavailableError(SECRET)

    app.add_url_rule("/test/breaks", "breaks", breaks)
    app.add_url_rule("/test/stopped/<int:code>", "stopped", abort)
    app.add_url_rule("/test/without-database", "without_database", without_database)
    yield app
    made.database.dispose()


def test_what_fails_after_the_view_is_a_page_too_and_its_address_is_in_no_log(
    app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(_response: object) -> NoReturn:
        raise RuntimeError(SECRET)

    app.after_request(breaks)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with capture_logs() as logged:
        answer = app.test_client().get("/get-help?key=of-somebody")
    assert answer.status_code == 500
    assert [row["kind"] for row in logged if row["event"] == "page_failed"] == ["RuntimeError"]
    said = capsys.readouterr()
    assert not any(word in f"{logged}{said.out}{said.err}" for word in (SECRET, "of-somebody"))


def test_methods_that_no_page_needs_are_refused_with_a_page(app: Flask) -> None:
    for method in ("OPTIONS", "TRACE", "PUT", "DELETE"):
        assert app.test_client().open("/get-help", method=method).status_code == 405, method


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/test/breaks", 500),
        ("/test/without-database", 503),
        ("/no-such-code", 404),
        ("/no/such/page/at/all", 404),
        ("/%00", 404),
        ("/..%2f..%2fetc/passwd", 404),
    ],
)
def test_an_error_is_a_whole_page_with_its_status(app: Flask, address: str, status: int) -> None:
    page = Client(app).get(address, status=status)
    assert page.heading
    assert SECRET not in page.response.text


@pytest.mark.parametrize("language", ["en", "en-simple"])
@pytest.mark.parametrize("status", sorted(PAGES))
def test_an_error_says_what_to_do_and_keeps_help_and_the_way_out(app: Flask, status: int, language: str) -> None:
    page = Client(app).get(f"/test/stopped/{status}?lang={language}", status=status)
    assert page.one("html")["lang"] == language
    assert page.all("main p"), "says what to do"
    assert page.link("Go to the first page").startswith("/")
    assert page.one("a[data-leave]")
    for told in ("Get help now", "999", "0800 1111", "85258"):
        assert told in words(page.one("#help-now"))


def test_a_page_that_fails_is_logged_by_its_place_and_never_by_its_words(
    app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up()
    Client(app).get("/test/breaks", status=500)
    shown = capsys.readouterr()
    line = json.loads(shown.err.strip().splitlines()[-1])
    assert line["event"] == "page_failed"
    assert line["kind"] == "RuntimeError"
    assert line["where"][-1].startswith("tests/app/test_errors.py:")
    assert SECRET not in shown.err + shown.out


def test_a_line_that_can_not_be_logged_keeps_no_page_from_being_shown(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(io.StringIO):
        def write(self, _words: str) -> NoReturn:
            raise OSError(errno.ENOSPC, "No space left on device")

    logs.set_up()
    monkeypatch.setattr("sys.stderr", Full())
    assert Client(app).get("/test/breaks", status=500).heading


def test_a_database_that_is_away_asks_people_to_come_back(app: Flask) -> None:
    response = app.test_client().get("/test/without-database")
    assert response.headers["Retry-After"] == "60"


def test_a_wrong_method_is_refused_kindly(app: Flask) -> None:
    response = app.test_client().post("/accessibility")
    assert response.status_code == 405
    assert "<h1" in response.text
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize("address", ["/", "/privacy", "/no-such-code", "/test/breaks", "/healthz", "/static/heard.css"])
def test_every_response_carries_the_headers_that_protect(app: Flask, address: str) -> None:
    with app.test_client().get(address) as response:
        headers = response.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    if not address.startswith("/static/"):
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "private, no-store"
