"""What of a questionnaire stands on a copy, for writing and for reading alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from surveys.questionnaire import Questionnaire


def as_asked(questionnaire: Questionnaire) -> Questionnaire:
    """Return the questionnaire without what only an area's own options make a question of."""
    if any(item.local_choices for item in questionnaire.items):
        return questionnaire.with_local_choices(())
    return questionnaire
