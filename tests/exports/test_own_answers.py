"""A person's own answers as a Word document."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from exports.own_answers import Answered, write
from surveys.questionnaire import EASY_ENGLISH, ENGLISH, Language

SAID = (
    Answered(question="Do you get help soon enough?", answers=("No",)),
    Answered(question="What should be better?", answers=("Shorter waits\n\x26 <replies> 🙂",)),
    Answered(question="Anything else?", answers=()),
)


@pytest.mark.parametrize("language", [ENGLISH, EASY_ENGLISH, Language("cy")])
def test_each_question_is_a_heading_with_its_answer_below(language: Language) -> None:
    document = docx.Document(BytesIO(write(SAID, language, "Kent")))
    said = [(paragraph.style.name if paragraph.style else "", paragraph.text) for paragraph in document.paragraphs]
    assert said[0] == ("Title", "My answers")
    assert said[1][1] == "These are my answers to the survey about help in Kent."
    assert said[3:8] == [
        ("Heading 1", "Do you get help soon enough?"),
        ("Normal", "No"),
        ("Heading 1", "What should be better?"),
        ("Normal", "Shorter waits"),
        ("Normal", "& <replies> 🙂"),
    ]
    assert said[8][0] == "Heading 1"
    assert "no answer" in said[9][1].lower()


def test_the_document_says_its_title_and_language_and_names_nobody() -> None:
    core = docx.Document(BytesIO(write(SAID, EASY_ENGLISH, "Kent"))).core_properties
    assert (core.title, core.author, core.language, core.comments) == ("My answers", "Heard", "en-GB", "")
