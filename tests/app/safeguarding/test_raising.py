"""What is raised before answers are sealed, in every way they come; nobody is kept from sending by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.copies.reading import Question, Reading
from app.copies.taking_in import store
from app.safeguarding import raising
from app.store import matters
from app.store.inspections import find
from app.store.tables import MATTERS
from surveys.definitions import newest
from surveys.questionnaire import ENGLISH
from surveys.submissions import Channel, Mode
from tests.app.respond.conftest import CODE, client, clock, place
from tests.app.store.examples import a_submission

if TYPE_CHECKING:
    import pytest

    from tests.app.client import Client
    from tests.app.respond.conftest import Place

__all__ = ["client", "clock", "place"]

YOUNG = f"/{CODE}/young-people"
WORDS = "Dad hits me and I am scared to go home"


def _send(client: Client, words: str) -> str:
    client.press(client.get(f"{YOUNG}/better"), given={"answer": words})
    return client.press(client.get(f"{YOUNG}/check")).heading


def test_what_was_sent_on_the_web_is_in_the_queue_with_its_words_and_why(client: Client, place: Place) -> None:
    assert _send(client, WORDS) == "Thank you. Your answers are sent."
    [one] = matters.every(place.installation.database, place.installation.keys, CODE)
    assert one.alarm == "urgent"
    assert not one.looked_at
    [said] = one.content["texts"]
    assert said["words"] == WORDS
    assert said["item"] == "better"
    assert said["why"]
    assert said["prompt"].endswith("?")
    assert len(place.stored()) == 1


def test_ordinary_words_raise_nothing(client: Client, place: Place) -> None:
    _send(client, "Shorter waits for everyone")
    assert matters.every(place.installation.database, place.installation.keys, CODE) == ()


def test_answers_are_kept_when_the_rules_fail_and_a_person_is_asked_to_read_them(
    client: Client, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_text: str) -> None:
        message = "the rules are broken"
        raise RuntimeError(message)

    monkeypatch.setattr(raising, "triage", fails)
    assert _send(client, "Shorter waits") == "Thank you. Your answers are sent."
    [one] = matters.every(place.installation.database, place.installation.keys, CODE)
    assert one.alarm == "concern"
    assert one.content["texts"][0]["why"] == [raising.UNREAD]
    assert len(place.stored()) == 1


def test_a_copy_raises_once_however_often_it_is_stored(place: Place) -> None:
    inspection = find(place.installation.database, CODE)
    reading = Reading(
        file="copy.docx",
        group="young-people",
        version=1,
        language=ENGLISH,
        channel=Channel.SCHOOL,
        mode=Mode.PAPER,
        raw={"better": (WORDS,)},
        open=(),
    )
    for _ in range(2):
        store(place.installation, inspection, reading, id="ab" * 16)
    [one] = matters.every(place.installation.database, place.installation.keys, CODE)
    assert one.content["mode"] == "paper"


def test_a_copy_that_waits_for_a_person_raises_already_and_not_again_when_it_is_settled(place: Place) -> None:
    from app.copies import taking_in

    inspection = find(place.installation.database, CODE)
    doubt = Question(item="need", reason="two")
    reading = Reading(
        file="copy.docx",
        group="young-people",
        version=1,
        language=ENGLISH,
        channel=Channel.SCHOOL,
        mode=Mode.WORD,
        raw={"better": (f"  {WORDS}\r\n",)},
        open=(doubt,),
    )
    installation, id = place.installation, "cd" * 16  # noqa: A001 - the field's own name
    now = installation.clock()
    raised = taking_in.raised_by(installation, inspection, reading, id)
    assert matters.put(installation.database, CODE, raised, now) == 1
    store(installation, inspection, reading, id=id)
    assert len(matters.every(installation.database, installation.keys, CODE)) == 1


def test_the_id_of_what_was_raised_says_nothing_of_the_answers_it_came_from(client: Client, place: Place) -> None:
    _send(client, WORDS)
    [stored] = place.stored()
    with place.installation.database.look() as connection:
        row = connection.execute(select(MATTERS)).one()
    assert stored.id not in str(row)
    assert stored.id != row.id


def test_the_most_pressing_text_says_how_pressing_all_are() -> None:
    texts = {"better": WORDS, "anything": "I get bullied every day and they hit me"}
    [one] = raising.of_texts(texts, {"submission": "1"}, newest("young-people"), "s")
    assert one.alarm == "urgent"
    assert len(one.content["texts"]) == 2
    assert raising.of_submission(a_submission(), newest("young-people"), "s") == ()
