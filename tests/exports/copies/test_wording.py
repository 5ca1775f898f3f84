"""Words that stood on a copy stay known, so that no copy which is out comes back with doubts about our own words."""

from __future__ import annotations

from pathlib import Path

from exports.copies.wording import in_language, languages, standing

PRINTED = Path(__file__).with_name("printed.txt")


def kept() -> set[tuple[str, str]]:
    """Return every line that ever stood on a copy, with its language."""
    rows = (line.split("\t") for line in PRINTED.read_text(encoding="utf-8").splitlines())
    return {(language, " ".join(words.split())) for language, words in rows}


def test_every_line_of_a_copy_is_kept_for_later() -> None:
    now = {(str(language), " ".join(words.split())) for language in languages() for words in standing(language)}
    missing = sorted(now - kept())
    assert missing == [], f"Add these lines to {PRINTED.name}, so that they are known when they are changed one day."


def test_a_line_that_was_changed_is_still_known() -> None:
    for language, words in sorted(kept()):
        known = next(one for one in languages() if one == language)
        lines = {" ".join(line.split()) for line in (*standing(known), *in_language(known).former)}
        assert words in lines, f"Add {words!r} to `former` of {language} in wording.yaml: copies with it are out."
