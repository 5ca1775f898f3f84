"""An inspector sees who has answered, and the lines of enquiry once the survey has closed, and takes them along."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from app.store.keys import WRAPPING_KEY
from tests.app.staffed import CLOSED, OPEN, answer, sign_in

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.installation import Installation


@pytest.fixture(autouse=True)
def signed_in(client: FlaskClient) -> None:
    """Sign an inspector in."""
    sign_in(client)


def test_the_list_says_where_each_inspection_stands(client: FlaskClient, installation: Installation) -> None:
    answer(installation, CLOSED, 12)
    page = client.get("/inspectors/").text
    assert "Kent" in page
    assert "until 9am on Monday 30 November 2026" in page
    assert "since 9am on Monday 9 November 2026" in page
    assert page.count("Lines of enquiry") == 1, "only the closed one has lines"


def test_reach_shows_the_numbers_and_hides_small_ones(client: FlaskClient, installation: Installation) -> None:
    answer(installation, OPEN, 12)
    answer(installation, OPEN, 4, group="practitioners")
    page = client.get(f"/inspectors/{OPEN}").text
    assert ">12</strong> Children and young people" in page
    assert "fewer than 10</strong> Practitioners" in page
    assert "What people said can be read when the survey has closed." in page


@pytest.mark.parametrize("page", ["lines", "lines.docx", "tables.csv", "tables.xlsx"])
def test_an_open_survey_gives_nothing_away(client: FlaskClient, installation: Installation, page: str) -> None:
    answer(installation, OPEN, 12)
    refused = client.get(f"/inspectors/{OPEN}/{page}")
    assert refused.status_code == 409
    assert "They will be here from <strong>9am on Monday 30 November 2026" in refused.text


def test_the_lines_of_a_closed_survey_stand_below_its_counts(client: FlaskClient, installation: Installation) -> None:
    answer(installation, CLOSED, 12)
    page = client.get(f"/inspectors/{CLOSED}/lines")
    assert page.status_code == 200
    assert ">12</strong> children and young people" in page.text
    assert "Questions to test, not findings about the area." in page.text


def test_a_closed_survey_that_nobody_answered_says_so(client: FlaskClient) -> None:
    page = client.get(f"/inspectors/{CLOSED}/lines")
    assert page.status_code == 200
    assert "The answers point to no line of enquiry." in page.text


def test_the_word_summary_and_the_tables_are_real_files(client: FlaskClient, installation: Installation) -> None:
    answer(installation, CLOSED, 12)
    for name, inside in (("lines.docx", "word/document.xml"), ("tables.xlsx", "xl/workbook.xml")):
        file = client.get(f"/inspectors/{CLOSED}/{name}")
        assert file.status_code == 200
        assert f"{CLOSED}-" in file.headers["Content-Disposition"]
        with ZipFile(io.BytesIO(file.data)) as archive:
            assert inside in archive.namelist()
    table = client.get(f"/inspectors/{CLOSED}/tables.csv")
    rows = list(csv.reader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert len(rows) > 1
    assert "no-store" in table.headers["Cache-Control"]


def test_without_the_key_the_page_says_that_nothing_is_lost(client: FlaskClient, installation: Installation) -> None:
    (installation.settings.keys / f"{CLOSED}.key").unlink()
    page = client.get(f"/inspectors/{CLOSED}/lines")
    assert page.status_code == 503
    assert "Nothing is lost." in page.text
    assert client.get(f"/inspectors/{CLOSED}").status_code == 200


def test_with_a_spoilt_wrapping_key_the_page_says_the_same(client: FlaskClient, installation: Installation) -> None:
    (installation.settings.keys / WRAPPING_KEY).write_text("spoilt", encoding="ascii")
    page = client.get(f"/inspectors/{CLOSED}/lines")
    assert page.status_code == 503
    assert "Nothing is lost." in page.text
