"""Which set of pictures an installation shows: the one that ships with Heard, or the folder that a setting names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accessibility import pictures
from accessibility.pictures import PictureSetError
from surveys import definitions

if TYPE_CHECKING:
    from pathlib import Path

    from accessibility.pictures import PictureSet

_SHOWN: Final = """
    calendar choose clock council cross door ear eye family feelings get_help hand_up handshake hearing helper
    hug letters lock magnifier name_badge open_book people place plan private question_mark reads_answers school_bag
    sent skip speaker speech_bubble stop survey text_box tick time two_people two_people_talking welcome writing
    number_1 number_2 number_3 number_4 number_5 number_6 number_7 number_8 number_9
"""

INTERFACE: Final = frozenset(_SHOWN.split())
"""The concepts that pages, Word copies and posters show beside those of the questionnaires."""

_NAMED: Final = 5
"""How many of the concepts that are missing are named: the line should stay one."""


def chosen(folder: Path | None) -> PictureSet:
    """Return the set in `folder`, or the one that ships with Heard where there is none.

    Raises PictureSetError where the folder holds no set, or lacks a picture that Heard shows.
    """
    if folder is None:
        return pictures.default()
    shown = pictures.load(folder)
    missing = shown.missing(needed())
    if missing:
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        problem = f"has no picture for {', '.join(missing[:_NAMED])}{more}"
        cure = "Add a row for each and put its file there: docs/pictures.md says how."
        raise PictureSetError(shown.folder.name, "pictures.csv", problem, cure)
    return shown


def needed() -> frozenset[str]:
    """Return every concept that Heard shows: of its pages and papers, and of all its questionnaires."""
    asked = {
        concept
        for questionnaire in definitions.catalogue().values()
        for item in questionnaire.items
        for concept in (item.image, *(option.image for option in item.options))
    }
    return INTERFACE | asked
