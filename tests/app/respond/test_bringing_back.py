"""Answers so far as a file: saved, read by a person, brought back, and refused kindly where it is none of ours."""

from __future__ import annotations

import html
import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from app.respond import own_file
from surveys.answers import LONGEST_TEXT
from tests.app.client import Client, checked, words

if TYPE_CHECKING:
    from tests.app.client import Page
    from tests.app.respond.conftest import Place

YOUNG = "/kent-4827/young-people"
AT = f"{YOUNG}/bring-back"
SAID = "Shorter waits </meta>\"' & <script>alert(1)</script> 🙂\nfor everyone"


def saved(client: Client) -> bytes:
    client.press(client.get(f"{YOUNG}/who_answered"), given={"answer": "self"})
    client.press(client.get(f"{YOUNG}/help_health"), given={"answer": "no"})
    client.press(client.get(f"{YOUNG}/help_in_time"), "skip")
    client.press(client.get(f"{YOUNG}/better"), given={"answer": SAID})
    content: bytes = client.browser.get(f"{YOUNG}/my-answers.html").data
    return content


def bring(client: Client, content: bytes, *, status: int = 200) -> Page:
    page = client.get(AT)
    proof = str(page.one("input[name=csrf_token]")["value"])
    # Put together here: the test client's own way leaves a temporary file open where the content is long.
    parts = (
        b'--part\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n' + proof.encode(),
        b'--part\r\nContent-Disposition: form-data; name="file"; filename="my-answers.html"\r\n\r\n' + content,
        b"--part--\r\n",
    )
    kind = "multipart/form-data; boundary=part"
    response = client.browser.post(AT, data=b"\r\n".join(parts), follow_redirects=True, content_type=kind)
    assert response.status_code == status
    return checked(response)


def file_with(**changed: Any) -> bytes:  # noqa: ANN401 - whatever JSON holds
    shape = {"heard": 1, "code": "kent-4827", "group": "young-people", "version": 1, "answers": {"help_health": ["no"]}}
    return f'<meta name="heard-answers" content="{html.escape(json.dumps(shape | changed))}">'.encode()


def test_what_was_saved_comes_back_on_another_device_as_a_draft_of_its_own(client: Client, place: Place) -> None:
    content = saved(client)
    second = Client(place.app)
    page = bring(second, content)
    assert page.heading == "Your answers are here"
    assert page.link("Go on where I was").endswith("/help_education") or page.link("Go on where I was")
    assert second.get(f"{YOUNG}/help_health").one("input[checked]")["value"] == "no"
    assert second.get(f"{YOUNG}/better").one("textarea").text.strip() == SAID
    second.press(second.get(f"{YOUNG}/help_health"), given={"answer": "yes"})
    assert client.get(f"{YOUNG}/help_health").one("input[checked]")["value"] == "no", "two drafts, not one"


def test_a_person_can_read_the_file_and_it_warns_them(client: Client) -> None:
    content = saved(client).decode()
    html5lib.HTMLParser(strict=True).parse(content)
    page = BeautifulSoup(content, "lxml")
    assert page.select("script, link, img, iframe") == []
    read = words(page.select("body")[0])
    assert "Everybody who opens this file can read these answers" in read
    assert "Shorter waits </meta>\"' & <script>alert(1)</script>" in read
    assert "9am on Monday 30 November 2026" in read


def test_the_file_is_handed_over_to_be_kept_and_holds_nothing_that_opens_anything(client: Client) -> None:
    saved(client)
    response = client.browser.get(f"{YOUNG}/my-answers.html")
    assert response.headers["Content-Disposition"] == 'attachment; filename="my-answers-kent-4827.html"'
    assert response.headers["Cache-Control"] == "private, no-store"
    shape = json.loads(html.unescape(response.text.split('name="heard-answers" content="')[1].split('"')[0]))
    assert set(shape) == {"heard", "code", "group", "version", "channel", "answers"}
    key = client.browser.get_cookie("heard_draft", path=YOUNG)
    assert key is not None
    assert key.value.split(".")[0] not in response.text


def test_without_answers_there_is_no_file(client: Client) -> None:
    assert client.get(f"{YOUNG}/my-answers.html").heading == "Stop for now"


def test_what_no_longer_fits_is_left_out_and_told(client: Client) -> None:
    answers = {"help_health": ["no"], "help_in_time": ["purple"], "asked_long_ago": ["yes"], "better": ["a", "b"]}
    page = bring(client, file_with(answers=answers))
    assert "We left them out" in page.words
    told = [words(one) for one in page.all(".notice li")]
    assert told == ["Do you get help soon enough?", "What should be better?"]
    assert client.get(f"{YOUNG}/help_health").one("input[checked]")["value"] == "no"
    assert client.get(f"{YOUNG}/help_in_time").all("input[checked]") == []


def test_an_answer_that_does_not_apply_now_waits_until_it_does(client: Client) -> None:
    bring(client, file_with(answers={"who_answered": ["self"], "who_helped": ["parent"]}))
    client.press(client.get(f"{YOUNG}/who_answered"), given={"answer": "with_help"})
    assert client.get(f"{YOUNG}/who_helped").one("input[checked]")["value"] == "parent"


def test_a_file_can_t_say_which_submission_or_receipt_it_is(client: Client, place: Place) -> None:
    bring(client, file_with(submission_id="mine", receipt="apple-river-bucket-jelly", id="mine"))
    sent = client.press(client.get(f"{YOUNG}/check"))
    assert words(sent.one(".receipt__code")) != "apple river bucket jelly"
    assert place.stored()[0].id != "mine"


def test_a_file_of_an_unknown_version_is_read_by_the_newest(client: Client) -> None:
    assert bring(client, file_with(version=99)).heading == "Your answers are here"


def test_a_file_of_another_group_goes_on_there(client: Client) -> None:
    page = bring(client, file_with(group="practitioners", answers={"leaders_act": ["always"]}))
    assert page.response.request.path == "/kent-4827/practitioners/bring-back"


@pytest.mark.parametrize(
    "content",
    [
        b"not a page at all",
        b"\xff\xfe\x00binary\x00",
        b"<meta name='heard-answers'>",
        b"<meta name='heard-answers' content='not json'>",
        b"<meta name='heard-answers' content='[1]'>",
        b"<meta name='heard-answers' content='" + b"[" * 100_000 + b"'>",
        b"<meta name='heard-answers' content='" + b"9" * 5000 + b"'>",
        b"<meta " * 100_000,
        b"<!" * 400_000,
        file_with(heard=2),
        file_with(version=True),
        file_with(version="1"),
        file_with(group="../../etc"),
        file_with(answers=[]),
        file_with(answers={"help_health": "no"}),
        file_with(answers={"help_health": [1]}),
        file_with(answers={str(number): ["no"] for number in range(600)}),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_kindly(client: Client, content: bytes) -> None:
    page = bring(client, content, status=400)
    assert "We can’t read this file" in words(page.one("[role=alert]"))
    assert client.browser.get_cookie("heard_draft", path=YOUNG) is None


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (b"", 400, "Choose the file"),
        (file_with(code="kent-2"), 400, "from another survey"),
        (file_with(answers={"asked_long_ago": ["yes"]}), 400, "no answers in this file"),
        (b"x" * (own_file.LARGEST + 1), 413, "too big"),
    ],
)
def test_a_file_that_can_t_be_used_is_told_why(client: Client, content: bytes, status: int, said: str) -> None:
    assert said in words(bring(client, content, status=status).one("[role=alert]"))


def test_the_longest_answers_there_can_be_come_back(client: Client, place: Place) -> None:
    longest = '"' * LONGEST_TEXT
    for name in ("good", "better", "anything"):
        client.press(client.get(f"{YOUNG}/{name}"), given={"answer": longest})
    content = client.browser.get(f"{YOUNG}/my-answers.html").data
    second = Client(place.app)
    bring(second, content)
    assert second.get(f"{YOUNG}/anything").one("textarea").text.strip() == longest


def test_without_our_proof_no_file_is_taken(client: Client) -> None:
    response = client.browser.post(AT, data={"file": (BytesIO(file_with()), "a.html")})
    assert response.status_code == 400
    assert client.browser.get_cookie("heard_draft", path=YOUNG) is None


@given(content=st.binary(max_size=3000))
def test_any_bytes_at_all_are_read_or_refused(content: bytes) -> None:
    for each in (content, b"<meta name=heard-answers content='" + content + b"'>"):
        with pytest.raises(own_file.NotOursError):
            own_file.read(each)
