"""A person's own answers as a Word document to keep: each question a heading, the answer below it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import docx
import yaml

from exports.writing import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.questionnaire import Language

_WORDS: Final = Path(__file__).with_name("own_answers.yaml")
_QUESTION: Final = "Heading 1"
"""The first level below the title, so that no level is left out."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A question and what was answered, in words."""

    question: str
    answers: tuple[str, ...]
    """The labels of what was chosen, or one text; none where the question was skipped."""


def write(answered: Sequence[Answered], language: Language, area: str) -> bytes:
    """Return the answers as the bytes of a .docx file. Words that the language lacks are in standard English."""
    words = _content()
    said = words.get(language, words["en"])
    document = docx.Document()
    look.dress(document, language)
    document.styles[_QUESTION].font.size = document.styles[look.QUESTION].font.size
    document.add_paragraph(said["title"], style="Title")
    document.add_paragraph(said["about"].replace("{area}", area))
    document.add_paragraph(said["warning"])
    for one in answered:
        document.add_paragraph(one.question, style=_QUESTION)
        for answer in one.answers or (said["none"],):
            for line in answer.split("\n"):
                document.add_paragraph(line)
    core = document.core_properties
    core.title, core.author, core.comments = said["title"], "Heard", ""
    core.language = look.proofing_language(language)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


@cache
def _content() -> dict[str, Any]:
    content: dict[str, dict[str, Any]] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return content["languages"]
