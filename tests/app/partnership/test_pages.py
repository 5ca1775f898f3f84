"""The nominated officer's pages: what they show, what they give, and what nobody learns from them."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import docx
import pytest
import zxingcpp
from bs4 import BeautifulSoup
from PIL import Image

from app.store import shredding, submissions
from exports import word
from surveys.definitions import newest
from surveys.questionnaire import EASY_ENGLISH, GROUPS
from surveys.submissions import Channel, Mode, submit
from tests.app.partnership.conftest import CODE, SITE, TOKEN, Clock

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from app.installation import Installation

PAGE = f"/partnership/{TOKEN}"


def answer(installation: Installation, number: int, *, group: str, channel: Channel, day: int = 24) -> None:
    made = (
        submit(
            newest(group),
            {"better": ["Nobody may read this here"]},
            id=submissions.new_id(),
            language=EASY_ENGLISH,
            mode=Mode.WEB,
            channel=channel,
            day=date(2026, 11, day),
        )
        for _ in range(number)
    )
    submissions.add_all(installation.database, CODE, made)


def rows(client: FlaskClient, caption: str) -> dict[str, list[str]]:
    page = BeautifulSoup(client.get(PAGE).text, "html.parser")
    table = next(one for one in page.find_all("table") if one.caption and one.caption.get_text() == caption)
    return {
        str(row.th.get_text()): [cell.get_text() for cell in row.find_all("td")]
        for row in table.tbody.find_all("tr")  # type: ignore[union-attr]
        if row.th
    }


def test_the_page_says_how_many_have_answered_by_survey_day_and_way(
    client: FlaskClient, installation: Installation
) -> None:
    answer(installation, 12, group="young-people", channel=Channel.SCHOOL)
    answer(installation, 1_010, group="parents-and-carers", channel=Channel.FORUM, day=25)
    answer(installation, 3, group="practitioners", channel=Channel.HEALTH)
    page = BeautifulSoup(client.get(PAGE).text, "html.parser")
    assert [" ".join(one.get_text().split()) for one in page.select(".got__one")] == [
        "12 Children and young people",
        "1,010 Parents and carers",
        "fewer than 10 Practitioners",
    ]
    assert rows(client, "Answers by day") == {
        "Mon 23 Nov": ["0", "0", "0"],
        "Tue 24 Nov": ["12", "0", "fewer than 10"],
        "Wed 25 Nov": ["0", "1,010", "0"],
    }
    ways = rows(client, "How the survey reached them")
    assert len(ways) == len(Channel)
    assert ways["Parent carer forum"] == ["0", "1,010", "0"]
    assert ways["Health services"] == ["0", "0", "fewer than 10"]


@pytest.mark.parametrize(("number", "shown"), [(0, "0"), (1, "fewer than 10"), (9, "fewer than 10"), (10, "10")])
def test_numbers_under_ten_are_not_told(
    client: FlaskClient, installation: Installation, number: int, shown: str
) -> None:
    answer(installation, number, group="young-people", channel=Channel.SCHOOL)
    page = BeautifulSoup(client.get(PAGE).text, "html.parser")
    first = page.select_one(".got__number")
    assert first is not None
    assert first.get_text() == shown


def test_a_slash_after_the_address_does_no_harm(client: FlaskClient) -> None:
    assert client.get(f"{PAGE}/").text == client.get(PAGE).text


def test_nothing_that_anybody_said_is_on_any_page(client: FlaskClient, installation: Installation) -> None:
    answer(installation, 12, group="young-people", channel=Channel.SCHOOL)
    assert "Nobody may read this here" not in client.get(PAGE).text


@pytest.mark.parametrize("channel", list(Channel))
def test_each_way_has_links_that_say_how_they_reached_people_and_that_work(
    client: FlaskClient, channel: Channel
) -> None:
    page = BeautifulSoup(client.get(PAGE, query_string={"via": channel.value}).text, "html.parser")
    links = [str(link["href"]) for link in page.select("section a") if str(link["href"]).startswith(SITE)]
    assert links == [f"{SITE}/{CODE}/{group}?via={channel.value}" for group in GROUPS]
    for link in links:
        assert client.get(link.removeprefix(SITE)).status_code == 200


def test_every_link_to_a_file_gives_a_word_document(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get(PAGE).text, "html.parser")
    files = [str(link["href"]) for link in page.select("a[download]")]
    assert len(files) == len(GROUPS) * 2 * 2
    for address in files:
        response = client.get(address)
        assert response.status_code == 200
        assert f"filename={CODE}-" in response.headers["Content-Disposition"].replace('"', "")
        assert docx.Document(io.BytesIO(response.data)).core_properties.title


def test_a_word_copy_carries_the_reference_of_its_inspection_and_the_areas_own_choices(client: FlaskClient) -> None:
    content = client.get(f"{PAGE}/word/young-people/en-simple").data
    assert str(word.reference_of(content, "copy.docx")) == f"{CODE}/young-people/v1/en-simple"
    words = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    assert "Thanet & Sandwich" in words


@pytest.mark.parametrize(("query", "ending"), [("", ""), ("?via=social-care", "?via=social-care")])
def test_the_code_on_a_poster_opens_its_survey(client: FlaskClient, query: str, ending: str) -> None:
    content = client.get(f"{PAGE}/poster/parents-and-carers/en{query}").data
    parts = docx.Document(io.BytesIO(content)).part.related_parts.values()
    images = [Image.open(io.BytesIO(part.blob)) for part in parts if part.partname.endswith(".png")]
    read = [code.text for image in images for code in zxingcpp.read_barcodes(image.convert("L"))]
    assert read == [f"{SITE}/{CODE}/parents-and-carers{ending}"]
    assert client.get(read[0].removeprefix(SITE)).status_code == 200


def _said(page: str) -> str:
    """Return the page's own part, without the tools above it: they repeat the address that was asked for."""
    main = BeautifulSoup(page, "html.parser").main
    assert main is not None
    tools = main.find(class_="tools")
    assert tools is not None
    tools.extract()
    return str(main)


WRONG = [
    "/partnership/wrong",
    f"/partnership/{TOKEN}x",
    f"/partnership/{TOKEN[:-1]}",
    "/partnership/" + "x" * 5_000,
    "/partnership/%00%ff",
    f"/partnership/{CODE}",
    "/partnership/wrong/word/young-people/en",
    "/partnership/wrong/poster/young-people/en",
]


@pytest.mark.parametrize("address", WRONG, ids=range(len(WRONG)))
def test_a_wrong_address_tells_no_more_than_any_page_that_is_not_there(client: FlaskClient, address: str) -> None:
    wrong, unknown = client.get(address), client.get("/partnership/no/such/page/at/all")
    assert (wrong.status_code, unknown.status_code) == (404, 404)
    main = [_said(page.text) for page in (wrong, unknown)]
    assert main[0] == main[1]
    assert "Kent" not in wrong.text


@pytest.mark.parametrize(
    "rest", ["word/nobody/en", "word/young-people/tlh", "poster/nobody/en", "poster/young-people/en?via=pigeon", "word"]
)
def test_what_is_not_offered_is_not_found(client: FlaskClient, rest: str) -> None:
    assert client.get(f"{PAGE}/{rest}").status_code == 404


def test_a_way_that_does_not_exist_is_not_found(client: FlaskClient) -> None:
    assert client.get(f"{PAGE}?via=pigeon").status_code == 404


def test_nothing_can_be_sent_to_the_page(client: FlaskClient) -> None:
    assert client.post(PAGE).status_code == 405


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}/poster/young-people/en", "/partnership/wrong"])
def test_the_address_stays_private(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"] or address.endswith("wrong")


@pytest.mark.parametrize(
    ("now", "says", "passes_on"),
    [
        (datetime(2026, 11, 20, 9, tzinfo=UTC), "They open at 9am on Monday 23 November 2026.", True),
        (datetime(2026, 11, 25, 9, tzinfo=UTC), "They close at 9am on Monday 30 November 2026.", True),
        (datetime(2026, 11, 30, 9, 30, tzinfo=UTC), "People who have begun can send until 10am", False),
        (datetime(2026, 12, 1, 9, tzinfo=UTC), "They closed at 9am on Monday 30 November 2026.", False),
    ],
)
def test_the_page_says_when_the_surveys_open_and_close_and_passes_nothing_on_when_it_is_too_late(
    client: FlaskClient, clock: Clock, now: datetime, says: str, *, passes_on: bool
) -> None:
    clock.now = now
    page = client.get(PAGE).text
    assert says in page
    assert ("Pass the surveys on" in page) is passes_on


def test_an_inspection_that_was_shredded_is_not_found(client: FlaskClient, installation: Installation) -> None:
    shredding.shred(installation.database, installation.keys, CODE)
    assert client.get(PAGE).status_code == 404
