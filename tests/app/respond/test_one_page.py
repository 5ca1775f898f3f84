"""All questions on one page: nothing given is lost, and both ways of answering can be mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from accessibility import audio
from surveys.answers import LONGEST_TEXT
from surveys.definitions import newest
from surveys.questionnaire import EASY_ENGLISH, GROUPS
from tests.app.client import words

if TYPE_CHECKING:
    from tests.app.client import Client
    from tests.app.respond.conftest import Place

YOUNG: Final = "/kent-4827/young-people"
ALL: Final = f"{YOUNG}/all"


@pytest.mark.parametrize("language", ["en", "en-simple"])
@pytest.mark.parametrize("group", GROUPS)
def test_every_question_stands_there_under_a_heading_and_in_a_group_of_its_own(
    client: Client, group: str, language: str
) -> None:
    page = client.get(f"/kent-4827/{group}/all?lang={language}")
    asked = [item for item in newest(group).items if item.asks]
    assert len(page.all("h3")) == len(asked)
    assert len(page.all("fieldset > legend h3")) == sum(bool(item.options) for item in asked)
    assert {str(tag["id"]) for tag in page.all(".whole__part")} == {f"part-{item.name}" for item in asked}
    for question in page.all(".whole__part"):
        parts = [str(tag["data-part"]) for tag in question.select("[data-part]")]
        assert len(parts) == len(set(parts))
    assert page.all("input[checked]") == []


def test_all_that_is_answered_at_once_is_on_the_check_page(client: Client) -> None:
    needs = ["asd", "slcn"]
    given: dict[str, str | list[str]] = {"answer-help_health": "no", "answer-need": needs}
    page = client.press(client.get(ALL), "check", {**given, "answer-better": "Shorter waits"})
    assert page.response.request.path == f"{YOUNG}/check"
    assert "Shorter waits" in page.words
    again = client.get(ALL)
    assert {tag["value"] for tag in again.all("input[checked]")} == {"no", "asd", "slcn"}
    assert words(again.one("#answer-better")) == "Shorter waits"


def test_both_ways_of_answering_keep_the_same_answers(client: Client, place: Place) -> None:
    client.press(client.get(f"{YOUNG}/help_health"), given={"answer": "sometimes"})
    one = client.press(client.get(f"{YOUNG}/good"), "all", {"answer": "My teacher"})
    assert one.response.request.path == ALL
    assert words(one.one("#answer-good")) == "My teacher"
    back = client.press(one, "one", {"answer-help_health": "sometimes", "answer-good": "My teacher and my nurse"})
    assert back.response.request.path == f"{YOUNG}/who_answered"
    assert words(client.get(f"{YOUNG}/good").one("textarea")) == "My teacher and my nurse"
    client.press(client.get(f"{YOUNG}/check"), "send")
    [sent] = place.stored()
    assert (sent.codes("help_health"), sent.text("good")) == (("sometimes",), "My teacher and my nurse")


def test_a_question_page_leads_to_its_own_question_among_all(client: Client) -> None:
    response = client.sent(client.get(f"{YOUNG}/good"), "all", {"answer": "My teacher"})
    assert response.headers["Location"] == f"{ALL}#part-good"


def test_stopping_keeps_what_was_given_and_goes_on_with_what_was_not(client: Client) -> None:
    page = client.press(client.get(ALL), "stop", {"answer-who_answered": "self"})
    assert page.response.request.path == f"{YOUNG}/stop"
    assert client.get(YOUNG).link("Go on where I was") == f"{YOUNG}/learn_where"


def test_after_checking_nothing_is_left_to_meet(client: Client) -> None:
    client.press(client.get(ALL), "check", {"answer-who_answered": "self"})
    assert client.get(YOUNG).link("Go on where I was") == f"{YOUNG}/check"


def test_a_question_that_hangs_on_an_answer_says_so_and_counts_only_after_it(client: Client, place: Place) -> None:
    page = client.get(ALL)
    told = words(page.one("#only-who_helped"))
    assert told == "Answer this only if you chose: Me, with help or Someone else, for me"
    assert "only-who_helped" in str(page.one("#part-who_helped fieldset")["aria-describedby"])
    assert page.one("#part-who_helped")["data-if"] == "who_answered on_behalf with_help"
    page = client.press(page, "check", {"answer-who_helped": "parent", "answer-help_health": "yes"})
    assert "A parent or carer" not in page.words
    client.press(client.get(ALL), "check", {"answer-who_answered": "with_help"})
    client.press(client.get(f"{YOUNG}/check"), "send")
    [sent] = place.stored()
    assert sent.helper == "parent"


def test_what_is_wrong_is_said_at_its_place_and_the_rest_is_kept(client: Client) -> None:
    long = "ä" * (LONGEST_TEXT + 1)
    given = {"answer-better": long, "answer-good": "My teacher", "answer-help_health": "nonsense"}
    page = client.press(client.get(ALL), "check", given, status=400)
    assert page.one("title").get_text().startswith("Problem: ")
    links = [str(tag["href"]) for tag in page.all("[role=alert] a")]
    assert links == ["#answer-help_health", "#answer-better"]
    assert page.one("#answer-better").get_text().strip() == long
    assert "error-better" in str(page.one("#answer-better")["aria-describedby"])
    assert "error-help_health" in str(page.one("#part-help_health fieldset")["aria-describedby"])
    assert words(page.one("#answer-good")) == "My teacher"
    assert words(client.get(f"{YOUNG}/good").one("textarea")) == "My teacher"


def test_a_form_whose_proof_has_lapsed_is_shown_again_with_all_that_was_given(client: Client) -> None:
    page = client.get(ALL)
    client.browser.delete_cookie("heard_form")
    again = client.press(page, "check", {"answer-better": "Call us back", "answer-need": ["asd", "hi"]}, status=400)
    assert words(again.one("#answer-better")) == "Call us back"
    assert {tag["value"] for tag in again.all("input[checked]")} == {"asd", "hi"}
    assert "Press the button again" in words(again.one("[role=alert]"))


def test_what_was_there_can_be_emptied_and_what_another_page_kept_meanwhile_stays(client: Client) -> None:
    early = client.get(ALL)
    client.press(client.get(f"{YOUNG}/better"), given={"answer": "Shorter waits"})
    client.press(client.get(f"{YOUNG}/need"), given={"answer": ["asd"]})
    client.press(early, "check", {"answer-good": "My teacher"})
    assert words(client.get(f"{YOUNG}/better").one("textarea")) == "Shorter waits"
    page = client.get(ALL)
    assert [tag["value"] for tag in page.all("input[name=had]")] == ["good", "better", "need"]
    client.press(page, "check", {"answer-good": "My teacher", "had": ["good", "better", "need"]})
    assert words(client.get(f"{YOUNG}/better").one("textarea")) == ""
    assert client.get(f"{YOUNG}/need").all("input[checked]") == []


def test_the_look_can_be_changed_on_the_way_and_nothing_is_lost(client: Client) -> None:
    response = client.sent(client.get(ALL), "look", {"answer-better": "Shorter waits"})
    assert response.headers["Location"].startswith("/look?back=")
    assert words(client.get(ALL).one("#answer-better")) == "Shorter waits"


def test_each_text_box_says_who_reads_it_and_how_much_room_there_is(client: Client) -> None:
    page = client.get(ALL)
    boxes = page.all("textarea")
    assert len(boxes) == 3
    for box in boxes:
        described = [words(page.one(f"#{name}")) for name in str(box["aria-describedby"]).split()]
        assert any("Inspectors will read this" in one for one in described)
        assert any("10,000 characters" in one for one in described)
        assert box["spellcheck"] == "true"


def test_opening_it_keeps_nothing(client: Client) -> None:
    client.get(ALL)
    assert client.browser.get_cookie("heard_draft", path=YOUNG) is None


def test_no_answer_is_in_a_page_that_the_browser_may_keep(client: Client) -> None:
    assert client.get(ALL).response.headers["Cache-Control"] == "private, no-cache"
    client.press(client.get(ALL), "stop", {"answer-better": "Shorter waits"})
    assert client.get(ALL).response.headers["Cache-Control"] == "private, no-store"


def test_the_parts_that_can_be_heard_are_those_of_the_page(client: Client, place: Place) -> None:
    item = newest("young-people").item("help_health")
    segment = audio.script(item, EASY_ENGLISH)[0]
    folder = place.installation.settings.audio
    (folder / audio.RECORDED).mkdir(parents=True)
    name = audio.file_name(segment.words, EASY_ENGLISH).removesuffix(".mp3")
    (folder / audio.RECORDED / f"{name}.wav").write_bytes(b"not listened to here")
    page = client.get(f"{ALL}?lang=en-simple")
    question, address, part, lies = str(page.one("[data-passages]")["data-passages"]).split(" ")
    assert (question, part, lies) == ("help_health", "label", "0")
    assert address.startswith(f"/audio/{name}.wav?v=")
    assert words(page.one(f"#part-{question} [data-part='{part}']")) == segment.words
