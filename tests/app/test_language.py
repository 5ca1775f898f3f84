"""The interface's words: every one has its easy form, and easy forms keep the rules of easy read."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import Flask
from markupsafe import Markup

from app import language
from surveys.questionnaire import EASY_ENGLISH, ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator

APP = Path(language.__file__).parent
EASY = APP / "translations" / "en-simple.po"
STAFF = ("inspectors", "accounts", "partnership")


def written() -> set[str]:
    """Return the words that respondents' templates and the language's own module mark for translation."""
    templates = extract_from_dir(str(APP / "templates"), [("**.html", "jinja2")])
    found = {str(words) for file, _, words, _, _ in templates if not file.startswith(STAFF)}
    code = extract_from_dir(str(APP), [("language.py", "python"), ("**", "ignore")])
    return found | {str(words) for _, _, words, _, _ in code}


def easy_sentences() -> Iterator[str]:
    for words in sorted(written()):
        yield from re.split(r"(?<=[.?!]) ", language.catalogue(EASY_ENGLISH).gettext(words))


def test_no_easy_words_are_left_for_words_that_are_no_longer_there() -> None:
    with EASY.open("rb") as file:
        easy = {message.id for message in read_po(file) if message.id}
    assert easy - written() == set()


@pytest.mark.parametrize("sentence", sorted(set(easy_sentences())))
def test_easy_words_are_short_sentences_with_one_idea(sentence: str) -> None:
    assert len(sentence.split()) <= 15
    assert sentence.count(",") <= 1
    assert not re.search(r"\bwhich\b.*\bwhich\b|;|%(?!\()", sentence)


def test_standard_words_have_at_most_25_words_a_sentence() -> None:
    for words in written():
        for sentence in re.split(r"(?<=[.?!]) ", words):
            assert len(sentence.split()) <= 25, sentence


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 30, 9, tzinfo=UTC), "9am on Monday 30 November 2026"),
        (datetime(2026, 7, 1, 8, 5, tzinfo=UTC), "9:05am on Wednesday 1 July 2026"),
        (datetime(2026, 12, 1, 12, tzinfo=UTC), "midday on Tuesday 1 December 2026"),
        (datetime(2026, 12, 1, 0, tzinfo=UTC), "midnight on Tuesday 1 December 2026"),
        (datetime(2026, 12, 1, 12, 30, tzinfo=UTC), "12:30pm on Tuesday 1 December 2026"),
    ],
)
def test_moments_are_told_in_the_time_of_london(moment: datetime, words: str) -> None:
    assert language.moment_words(moment) == words


def test_easy_sentences_stand_on_lines_of_their_own_and_their_words_are_never_markup() -> None:
    app = Flask(__name__)
    with app.test_request_context("/"):
        language.use(EASY_ENGLISH)
        assert language.sentences("One <b>. Two 2.2.") == "One &lt;b&gt;.<br>Two 2.2."
        assert language.sentences(Markup("One &amp; two. Three.")) == "One &amp; two.<br>Three."
        language.use(ENGLISH)
        assert language.sentences("One. Two.") == "One. Two."


def test_a_phrase_of_a_template_is_escaped_and_filled_in_as_jinja_does() -> None:
    app = Flask(__name__)
    language.set_up(app)
    page = app.jinja_env.from_string("{{ _('100%%') }} {{ _('%(one)s of 2', one='<b>') }} {{ _('Next') }}")
    with app.test_request_context("/"):
        language.use(ENGLISH)
        assert page.render() == "100% &lt;b&gt; of 2 Next"
        assert isinstance(app.jinja_env.compile_expression("_('Next')")(), Markup)
