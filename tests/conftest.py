"""What every test gets: an environment without anybody's settings, and no way out of the machine."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import sync_playwright

from app import config
from app import installation as installations
from app.config import ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from app.config import Settings
    from app.installation import Installation

# No deadline: tests never assert on time. No example database: two processes would write to one folder.
hypothesis.settings.register_profile("heard", deadline=None, database=None, print_blob=True)
hypothesis.settings.load_profile("heard")


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what a developer has set, so that a test means the same everywhere."""
    for row in ROWS:
        monkeypatch.delenv(row.variable, raising=False)


@pytest.fixture(autouse=True, scope="session")
def _nothing_leaves_the_machine() -> Iterator[None]:
    """Refuse every connection but those to this machine."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def checked_connect(self: socket.socket, address: Any) -> None:  # noqa: ANN401 - a socket's address has no one type
        _check(self, address)
        connect(self, address)

    def checked_connect_ex(self: socket.socket, address: Any) -> int:  # noqa: ANN401 - the same
        _check(self, address)
        return connect_ex(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", checked_connect)
        patch.setattr(socket.socket, "connect_ex", checked_connect_ex)
        yield


def _check(connection: socket.socket, address: Any) -> None:  # noqa: ANN401 - the same
    if connection.family not in {socket.AF_INET, socket.AF_INET6}:
        return
    host = address[0]
    if host not in {"localhost", "::1"} and not host.startswith("127."):
        message = f"A test tried to reach {host}. Tests use this machine alone."
        raise ConnectionRefusedError(message)


@pytest.fixture(autouse=True, scope="session")
def _templates_are_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep compiled templates from one application to the next, as a server does from one page to the next."""
    kept = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {**Flask.jinja_options, "bytecode_cache": kept})
        yield


@pytest.fixture(autouse=True, scope="session")
def _tables_are_made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Begin each new installation with a copy of tables that were migrated once; what it does then is its own."""
    whole = installations.installation
    first = whole(config.settings({"HEARD_HOME": str(tmp_path_factory.mktemp("tables"))}))
    first.database.dispose()
    migrated = first.settings.home / "heard.db"

    def begun(settings: Settings | None = None) -> Installation:
        settings = settings or config.settings()
        file = settings.home / migrated.name
        if not settings.database_url and settings.home.is_dir() and not file.exists():
            shutil.copyfile(migrated, file)
            file.chmod(migrated.stat().st_mode)
        return whole(settings)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installations, "installation", begun)
        yield


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give the variables for a program that a test starts, with Heard's data in a folder of the test's own."""
    ours = {row.variable for row in ROWS}
    return {name: value for name, value in os.environ.items() if name not in ours} | {
        "HEARD_HOME": str(tmp_path / "home")
    }


@pytest.fixture(scope="session")
def house() -> Path:
    """Give the folder of the whole project."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give a real Chromium, one for all tests of a process."""
    switches = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=switches)
        yield browser
        browser.close()
