"""Answers for the copies of the corpus: at most questions that then apply, with texts that programs trip over."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from surveys.answers import check_all
from surveys.questionnaire import ItemKind
from tests.corpus.habit import AS_IT_WAS, last_text, question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.questionnaire import Questionnaire

TEXTS: Final = (
    "It’s good & <useful>: “yes” – 100%",
    "Two lines.\n\nThe second: café, ąę, 中文",
    "🙂",
    "x",
    "Yes",
    "1. Shorter waits\n2. More clubs\n\t- on Fridays",
    "No one rings back.\nI don’t know why.\nPage 3 of 4",
    "Ω≈ç √ ∫ – “quotes” ‘more’ … ½ {braces} \\back\\slash",
    "Šárka řekla, že Łódź leży w Polsce. שלום. مرحبا",
    "☒ is what I ticked, ☐ is what I did not",
    "A long answer. " * 60,
)


def answered(questionnaire: Questionnaire, seed: int) -> dict[str, Sequence[str]]:
    """Return the answers that one invented person gives."""
    chance = random.Random(f"{questionnaire.group} {seed}")
    texts = list(TEXTS)
    chance.shuffle(texts)
    chosen: dict[str, Sequence[str]] = {}
    for item in questionnaire.items:
        if not item.asks or chance.random() < 0.15:
            continue
        if item.kind is ItemKind.TEXT:
            chosen[item.name] = [texts.pop()]
        else:
            most = 1 if item.kind is ItemKind.SELECT_ONE else 3
            chosen[item.name] = chance.sample(item.codes, k=chance.randint(1, most))
    applies = check_all(questionnaire, chosen).answers
    return {name: given for name, given in chosen.items() if name in applies}


def bystanders(questionnaire: Questionnaire) -> dict[str, Sequence[str]]:
    """Return answers to all questions that apply but the one at which habits are shown."""
    chosen: dict[str, Sequence[str]] = {}
    for number, item in enumerate(questionnaire.items):
        if item.kind is ItemKind.TEXT:
            chosen[item.name] = [f"The {item.name} words."]
        elif item.asks:
            chosen[item.name] = [item.codes[number % len(item.codes)]]
    chosen[last_text(questionnaire).name] = [AS_IT_WAS]
    del chosen[question(questionnaire).name]
    applies = check_all(questionnaire, chosen).answers
    return {name: given for name, given in chosen.items() if name in applies}
