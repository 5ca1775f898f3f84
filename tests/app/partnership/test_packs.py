"""The pack is made once, in a process of its own, and given as soon as it is there."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from app import create_app
from app.partnership import packs
from app.partnership.pages import PATIENCE
from app.store import inspections
from surveys.questionnaire import EASY_ENGLISH
from tests.app.partnership.conftest import CODE, TOKEN

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from app.installation import Installation

ADDRESS = f"/partnership/{TOKEN}/pack"


@pytest.fixture
def hurried(installation: Installation) -> FlaskClient:
    """Give a browser whose requests wait for nothing."""
    app = create_app(installation)
    app.config[PATIENCE] = 0.0
    return app.test_client()


def place(installation: Installation) -> Path:
    return packs._path(installation, inspections.find(installation.database, CODE))


def test_a_pack_that_was_made_is_given_at_once_with_a_plain_name(
    hurried: FlaskClient, installation: Installation
) -> None:
    path = place(installation)
    path.parent.mkdir()
    path.write_bytes(b"PK")
    with hurried.get(ADDRESS) as response:
        assert (response.status_code, response.data, response.mimetype) == (200, b"PK", "application/zip")
        assert f"attachment; filename=surveys-{CODE}.zip" in response.headers["Content-Disposition"]
        assert response.headers["Cache-Control"] == "private, no-store"


def test_another_request_is_told_that_it_is_being_made(hurried: FlaskClient, installation: Installation) -> None:
    path = place(installation)
    path.parent.mkdir()
    with packs._making(path) as alone:
        assert alone
        response = hurried.get(ADDRESS)
    page = BeautifulSoup(response.data, "html.parser")
    assert response.status_code == 202
    assert [one.get_text() for one in page.find_all("h1")] == ["The file is being made"]
    assert page.find("a", href=ADDRESS)


def test_the_page_before_leads_to_it_and_nobody_else_can(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get(f"/partnership/{TOKEN}").data, "html.parser")
    assert page.find("a", href=ADDRESS)
    assert client.get("/partnership/another-token/pack").status_code == 404


def test_it_is_made_anew_when_something_in_it_would_be_different(installation: Installation) -> None:
    before = place(installation)
    other = replace(installation, settings=replace(installation.settings, return_to="forms@heard.example"))
    assert place(other) != before
    installation.settings.audio.mkdir()
    (installation.settings.audio / "manifest.json").write_text("{}", encoding="utf-8")
    assert place(installation) != before


def test_it_is_made_in_a_process_of_its_own(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # without LibreOffice, whose PDFs have tests of their own
    known = inspections.find(installation.database, CODE)
    inspection = replace(known, code="kent-1000", languages=(EASY_ENGLISH,), partnership_token="another-token")
    inspections.add(installation.database, installation.keys, inspection)
    assert packs.ready(installation, inspection, seconds=0) is None
    path = packs.ready(installation, inspection, seconds=600)
    assert path is not None
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        assert "README.txt" in package.namelist()
    assert not list(path.parent.glob("*.aside"))


def test_why_it_could_not_be_made_is_kept_for_who_asked(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = place(installation)
    path.parent.mkdir()
    path.with_suffix(".aside").mkdir()  # nothing can be written there
    monkeypatch.setenv("PATH", "")
    with pytest.raises(OSError, match="directory"):
        packs.make(installation.settings, CODE, path)
    assert "directory" in path.with_suffix(".failed").read_text(encoding="utf-8")
    assert not path.exists()
