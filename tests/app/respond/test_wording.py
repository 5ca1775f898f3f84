"""Whom the questions speak to: the young person, or someone who answers for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from accessibility import audio
from surveys.definitions import newest
from surveys.questionnaire import EASY_ENGLISH, ENGLISH, about_them
from surveys.submissions import AnsweredBy
from tests.app.client import Client, words

if TYPE_CHECKING:
    from tests.app.respond.conftest import Place

YOUNG: Final = "/kent-4827/young-people"
TO_THE_PERSON: Final = re.compile(r"\b(?:(?i:my|me|mine)|I)\b")


def answered_by(client: Client, who: str, language: str = "en-simple") -> None:
    client.press(client.get(f"{YOUNG}/who_answered?lang={language}"), given={"answer": who})


@pytest.mark.parametrize("language", ["en", "en-simple"])
def test_the_questions_turn_to_they_for_someone_who_answers_for_the_person_and_back(
    client: Client, language: str
) -> None:
    address = f"{YOUNG}/help_health?lang={language}"
    assert client.get(address).heading == "Do you get the help you need from health services?"
    answered_by(client, "on_behalf", language)
    page = client.get(address)
    assert page.heading == "Do they get the help they need from health services?"
    assert page.one("html")["lang"] == language
    answered_by(client, "with_help", language)
    assert client.get(address).heading == "Do you get the help you need from health services?"


@pytest.mark.parametrize("language", ["en", "en-simple"])
def test_no_later_question_speaks_to_the_young_person(client: Client, language: str) -> None:
    answered_by(client, "on_behalf", language)
    page = client.get(f"{YOUNG}/who_helped?lang={language}")
    seen = 0
    while not page.response.request.path.endswith("/check"):
        form = words(page.one("#question"))
        assert not TO_THE_PERSON.search(form), form
        assert not re.search(r"\byour?\b", page.heading), page.heading
        seen += 1
        given = "alternative_provision" if page.all("input[value=alternative_provision]") else None
        page = client.press(page, given={"answer": given} if given else None)
    assert seen > 20


def test_who_answers_is_asked_in_the_same_words_as_before(client: Client) -> None:
    before = words(client.get(f"{YOUNG}/who_answered").one("fieldset"))
    answered_by(client, "on_behalf")
    assert words(client.get(f"{YOUNG}/who_answered").one("fieldset")) == before


def test_one_person_s_wording_is_never_another_s(place: Place) -> None:
    helper, young = Client(place.app), Client(place.app)
    assert "Do you" in young.get(f"{YOUNG}/help_health").heading
    answered_by(helper, "on_behalf")
    assert "Do they" in helper.get(f"{YOUNG}/help_health").heading
    assert "Do you" in young.get(f"{YOUNG}/help_health").heading


def test_the_answers_are_marked_for_ever_and_keep_the_language(client: Client, place: Place) -> None:
    answered_by(client, "on_behalf")
    client.press(client.get(f"{YOUNG}/who_helped"), given={"answer": "parent"})
    client.press(client.get(f"{YOUNG}/help_health"), given={"answer": "no"})
    client.press(client.get(f"{YOUNG}/check"), "send")
    [sent] = place.stored()
    assert (sent.answered_by, sent.helper, sent.language) == (AnsweredBy.ON_BEHALF, "parent", EASY_ENGLISH)


@pytest.mark.parametrize("group", ["parents-and-carers", "practitioners"])
def test_parents_and_practitioners_are_spoken_to_as_themselves_whoever_answers(client: Client, group: str) -> None:
    before = client.get(f"/kent-4827/{group}/help_health").heading
    client.press(client.get(f"/kent-4827/{group}/who_answered"), given={"answer": "on_behalf"})
    assert client.get(f"/kent-4827/{group}/help_health").heading == before


def test_on_one_page_too_the_words_turn_when_the_person_asks_for_it(client: Client) -> None:
    page = client.get(f"{YOUNG}/all?lang=en")
    assert "Do you get help soon enough?" in page.words
    page = client.press(page, "reword", {"answer-who_answered": "on_behalf", "answer-better": "Shorter waits"})
    assert "Do they get help soon enough?" in page.words
    assert words(page.one("#answer-better")) == "Shorter waits"
    assert "Save and check the answers" in words(page.one("#next"))
    page = client.press(page, "reword", {"answer-who_answered": "self"})
    assert "Do you get help soon enough?" in page.words


def test_whoever_helps_is_shown_where_to_read_how(client: Client) -> None:
    assert not client.get(f"{YOUNG}/learn_where").all("main a[href*='/helpers']")
    answered_by(client, "with_help")
    for name, shown in (("who_answered", 0), ("who_helped", 1), ("learn_where", 1), ("help_health", 0)):
        assert len(client.get(f"{YOUNG}/{name}").all("main a[href*='/helpers']")) == shown, name


def test_the_words_about_a_young_person_are_heard_where_they_are_recorded(client: Client, place: Place) -> None:
    item = newest("young-people").item("help_health")
    segment = audio.script(item, about_them(ENGLISH))[0]
    folder = place.installation.settings.audio
    (folder / audio.RECORDED).mkdir(parents=True)
    name = audio.file_name(segment.words, ENGLISH).removesuffix(".mp3")
    (folder / audio.RECORDED / f"{name}.wav").write_bytes(b"not listened to here")
    assert not client.get(f"{YOUNG}/help_health?lang=en").all("[data-passages]")
    answered_by(client, "on_behalf", "en")
    assert name in str(client.get(f"{YOUNG}/help_health?lang=en").one("[data-passages]")["data-passages"])
