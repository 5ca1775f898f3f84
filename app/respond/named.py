"""What the addresses of respondents' pages are made of, by the name of the page."""

from __future__ import annotations

from typing import Final

ANSWERING: Final = frozenset(f"respond.{name}" for name in ("question", "answer", "all", "keep_all", "check", "stop"))
"""The pages on which somebody answers."""

NAMED_BY: Final = {
    f"respond.{name}": parts
    for parts, names in (
        (("code",), "choose take_back delete_sent contact ask_contact"),
        (("code", "group"), "start question answer all keep_all check send sent stop clear who_reads save_file"),
        (("code", "group"), "come_back open_with_words bring brought own_answers own_answers_word wipe"),
    )
    for name in names.split()
}
"""What the address of each page is made of that the address of the page before it holds."""
