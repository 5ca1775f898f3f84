"""What was learned stands for what is shipped, and reads what words alone do not show."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
import pytest

from analysis import learned, themes
from analysis.learning import Labelled, learn


@pytest.mark.parametrize("name", [learned.THEMES, learned.RAISED])
def test_the_shipped_weights_were_learned_from_the_shipped_comments_and_codebook(name: str) -> None:
    assert learned.shipped(name).learned_from == learned.fingerprint(), "run scripts/learn_themes.py"


def test_every_theme_has_enough_comments_to_learn_from_and_some_have_none() -> None:
    lines = [json.loads(line) for line in learned.LABELLED.read_text(encoding="utf-8").splitlines()]
    often = Counter(theme["id"] for line in lines for theme in line["themes"])
    assert set(often) == set(themes.frame())
    assert min(often.values()) >= 15
    assert sum(not line["themes"] for line in lines) >= 50
    assert len({line["text"] for line in lines}) == len(lines)


def test_learning_finds_a_theme_by_words_that_no_pattern_holds() -> None:
    comments = [
        *(
            Labelled(text=f"zog {word} flim", themes=frozenset({"transport"}))
            for word in ("one", "two", "three", "four")
        ),
        *(Labelled(text=f"plain {word} words", themes=frozenset()) for word in ("one", "two", "three", "four")),
    ]
    weights = learn(comments)
    words, patterns = themes.signs("zog again flim")
    assert max(weights.scores(words, patterns).items(), key=lambda pair: pair[1])[0] == "transport"
    assert [words[place] for place in weights.telling(words, "transport")] == ["zog", "flim"]


def test_the_same_comments_teach_the_same() -> None:
    comments = [
        Labelled(text=f"the bus is late {n}", themes=frozenset({"transport"} if n % 2 else ())) for n in range(6)
    ]
    first, second = learn(comments), learn(comments)
    assert first.place == second.place
    assert np.array_equal(first.rows, second.rows)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("The lady who practised sounds with her has left", "speech_and_language"),
        ("Sent home at lunch again, nothing in writing", "exclusion"),
        ("they talk to my mum and not to me", "being_heard"),
        ("A new case worker every month and I start the story again", "communication_with_families"),
    ],
)
def test_what_is_meant_is_coded_and_its_words_are_shown(text: str, theme: str) -> None:
    coded = {one.theme: one for one in themes.code(text, "better")}
    assert theme in coded
    assert coded[theme].words
    assert all(word.lower() in text.lower() for word in coded[theme].words)


@pytest.mark.parametrize("text", ["Thank you for asking us", "no comment", "My dog is called Biscuit", "10/10"])
def test_a_comment_about_no_service_gets_no_theme(text: str) -> None:
    assert themes.code(text, "anything") == ()
