"""Texts in other languages are known from English, however the English is spelt."""

from __future__ import annotations

import json

import pytest

from analysis import learned, safeguarding, themes
from analysis.languages import ENGLISH, UNKNOWN, alarming, language
from analysis.safeguarding import Alarm


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Mój syn czeka na logopedę od dwóch lat", "pl"),
        ("Moj syn czeka na logopede i nikt nie pomoze", "pl"),
        ("Mi hijo lleva dos años esperando y nadie nos ayuda", "es"),
        ("Mon fils attend depuis trois ans et personne ne nous aide", "fr"),
        ("Fiica mea nu are loc la școală", "ro"),
        ("mera beta school mein bohot akela hai koi nahi sunta", "ur-Latn"),
        ("ابني ينتظر منذ سنتين", UNKNOWN),
        ("Мій син не має допомоги", UNKNOWN),
    ],
)
def test_another_language_is_recognised_and_never_coded(text: str, code: str) -> None:
    assert language(text).code == code
    assert themes.code(text, "better") == ()


@pytest.mark.parametrize(
    "text",
    [
        "my sun dus not lyk skool coz its to lowd",
        "Nobdy lisens",
        "ma mam says na",
        "CAMHS",
        "la la la",
        "no no no",
        "café was nice, très bien",
        "He is 5",
        "👍",
        "",
    ],
)
def test_english_is_english_however_it_is_spelt(text: str) -> None:
    assert language(text).code == ENGLISH


def test_at_most_one_in_a_hundred_english_comments_is_taken_for_another_language() -> None:
    lines = [json.loads(line) for line in learned.LABELLED.read_text(encoding="utf-8").splitlines()]
    own = [line["text"] for line in lines if line["id"].startswith("own")]
    assert sum(language(text).code != ENGLISH for text in own) <= 0.01 * len(own)


def test_words_of_harm_in_another_language_are_raised_and_others_wait_for_a_reader() -> None:
    text = "Fiul meu nu mai vrea să trăiască, spune că se omoară"
    assert alarming(text, language(text)) == ("omoară",)
    assert safeguarding.triage(text).alarm is Alarm.URGENT
    assert safeguarding.triage("W szkole mojego syna pani jest bardzo miła").alarm is Alarm.NONE
