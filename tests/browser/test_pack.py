"""The nominated officer downloads everything in one file, in a real browser, however long it takes to make."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import TimeoutError as TooLongError

from app import clock
from app.store import inspections
from surveys.inspections import Inspection, Window, local_area
from surveys.questionnaire import EASY_ENGLISH
from tests.browser.conftest import Served, opened

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Download, Page

pytestmark = pytest.mark.browser

CODE = "kent-pack"
TOKEN = "a-token-for-the-officer"


def press(page: Page) -> Download | None:
    """Press the button, and give the file where one comes."""
    try:
        with page.expect_download(timeout=45_000) as got:
            page.get_by_role("link", name="Download everything (zip file)").click(timeout=60_000)
    except TooLongError:
        assert page.get_by_role("heading", name="The file is being made").is_visible()
        return None
    return got.value


def test_the_pack_is_downloaded_whole(
    chromium: Browser, served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # without LibreOffice's PDFs: they take most of the time and are proved elsewhere
    now = clock.now()
    window = Window(opens=now - timedelta(days=1), closes=now + timedelta(days=6))
    made = Inspection(
        code=CODE, area=local_area("Kent"), window=window, languages=(EASY_ENGLISH,), partnership_token=TOKEN
    )
    inspections.add(served.installation.database, served.installation.keys, made)
    with opened(chromium, served, width=1280) as (page, eyes):
        page.goto(f"/partnership/{TOKEN}")
        eyes.look(page)
        download = next((found for _ in range(8) if (found := press(page)) is not None), None)
        assert download is not None
        assert download.suggested_filename == f"surveys-{CODE}.zip"
        download.save_as(tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as package:
        assert package.testzip() is None
        names = package.namelist()
        assert "README.txt" in names
        assert "1 Word copies/Children and young people/Easy read/Word copy.docx" in names
        assert "3 Posters/Schools/Easy read/Poster, Parents and carers, A4.docx" in names
