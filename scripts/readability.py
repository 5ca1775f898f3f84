"""Writes docs/readability.md: how easily every wording is read, the questionnaires' and the interface's.

Run it after any of those words changed. With --check nothing is written; it says whether the page is in step.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.extract import extract_from_dir

from accessibility.readability import LONG, Figures, figures
from app import language as languages
from surveys import definitions
from surveys.questionnaire import EASY_ENGLISH, ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.questionnaire import Language

HERE: Final = Path(__file__).resolve().parent.parent
PAGE: Final = HERE / "docs" / "readability.md"
APP: Final = HERE / "app"
STAFF: Final = ("accounts", "inspectors", "partnership")
"""Templates of people at work: they are in standard words alone."""

VALUES: Final = {"area": "Kent", "number": "4", "total": "15", "day": "Monday 30 November", "moment": "9am on Monday"}
"""What stands for a value while words are counted; any other value is one word."""

_TOLD: Final = """# How easily the words are read

Figures for every wording that respondents meet. `scripts/readability.py` writes this page; a test says when it is not
in step.

- **Mean** and **longest** are words a sentence; **over {long}** is the share of sentences with more than {long} words.
  Easy read allows none. Standard words may have 25.
- **Hard** counts words of the list of hard words in `accessibility/easy_read.yaml`, also where the next sentence
  explains them.
- **Grade** is the Flesch-Kincaid grade: 0.39 x words a sentence + 11.8 x syllables a word - 15.59 (Kincaid and others,
  1975); add 5 for about the reader's age. Syllables are counted by Talburt's rule (1985): groups of vowels, without a
  silent e at the end. It is a rough guide. Names such as “Ofsted and the Care Quality Commission” raise it, and it
  can't tell whether words are kind or clear. Nothing takes the place of asking people with SEND to read them.

Questions and hints are whole sentences. Answers, headings and buttons are a few words each, so they stand apart: among
the sentences they would make every figure look better than it is. A language that ends in `x-they` is for whoever
answers for a young person.
"""


def main() -> None:
    """Write the page, or look whether it is in step."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true")
    page = written()
    if not options.parse_args().check:
        PAGE.write_text(page, encoding="utf-8")
        print(f"Wrote {PAGE.relative_to(HERE)}.")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
        sys.exit("docs/readability.md is not in step with the words. Run scripts/readability.py.")


def written() -> str:
    """Return the page."""
    rows = list(wordings())
    lines = [_TOLD.format(long=LONG)]
    for heading, wanted in (("Sentences", True), ("Answers, headings and buttons", False)):
        lines += [f"## {heading}", ""]
        lines += [f"| wording | language | number | mean | longest | over {LONG} | hard | grade |"]
        lines += ["|---|---|--:|--:|--:|--:|--:|--:|"]
        lines += [_row(name, language, counted) for name, language, whole, counted in rows if whole is wanted]
        lines += [""]
    lines += ["## The longest sentence of each", ""]
    lines += [f"- {name}, `{language}`: “{one.longest}”" for name, language, whole, one in rows if whole]
    return "\n".join([*lines, ""])


def _row(name: str, language: Language, one: Figures) -> str:
    longest = figures([one.longest]).words
    return (
        f"| {name} | `{language}` | {one.sentences} | {one.mean:.1f} | {longest} | {one.share_over:.0%} "
        f"| {one.hard} | {one.grade:.1f} |"
    )


def wordings() -> Iterator[tuple[str, Language, bool, Figures]]:
    """Yield each wording's name and language, whether it is of whole sentences, and its figures."""
    for questionnaire in definitions.catalogue().values():
        name = f"{questionnaire.group}, version {questionnaire.version}"
        for language in questionnaire.wordings_in:
            asked: dict[bool, dict[str, None]] = {True: {}, False: {}}
            for _, part, wording in questionnaire.wordings():
                asked[part in {"label", "hint"}].update(dict.fromkeys(wording.lines(language)))
            for whole, lines in asked.items():
                yield name, language, whole, figures(lines)
    for language in (ENGLISH, EASY_ENGLISH):
        shown = [_filled(languages.catalogue(language).gettext(words)) for words in interface()]
        for whole in (True, False):
            yield (
                "the pages",
                language,
                whole,
                figures(one for one in shown if bool(re.search(r"[.?:]$", one)) is whole),
            )


def interface() -> list[str]:
    """Return the words that respondents' pages hold, in standard English."""
    templates = extract_from_dir(str(APP / "templates"), [("**.html", "jinja2")])
    found = {str(words): None for file, _, words, _, _ in templates if not file.startswith(STAFF)}
    return sorted(found)


def _filled(words: str) -> str:
    return re.sub(r"%\((\w+)\)s|\{(\w+)\}", lambda value: VALUES.get(value[1] or value[2], "something"), words)


if __name__ == "__main__":
    main()
