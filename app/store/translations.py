"""Which translations a person has checked: by a hash of the very words, so that changed words need checking anew."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, delete, insert, select

from app.store.people_tables import TRANSLATIONS_CHECKED
from surveys.questionnaire import plain

if TYPE_CHECKING:
    from datetime import datetime

    from app.store.database import Database
    from surveys.questionnaire import Language, Questionnaire


def is_checked(database: Database, asked: Questionnaire, language: Language) -> bool:
    """Whether a person has checked these words; those that the questionnaire was written in are no translation."""
    if _spoken(language) == _spoken(asked.languages[0]):
        return True
    with database.look() as connection:
        row = connection.execute(_FIND, _place(asked, language)).first()
    return row is not None and bytes(row.words) == _hash(asked, language)


def check(database: Database, asked: Questionnaire, language: Language, now: datetime, staff_id: int | None) -> None:
    """Keep that a person has checked these words."""
    place = _place(asked, language)
    row = {"group": asked.group, "version": asked.version, "language": str(language), "staff_id": staff_id}
    moment = now.astimezone(UTC).isoformat(timespec="seconds")
    with database.begin() as connection:
        connection.execute(delete(TRANSLATIONS_CHECKED).where(*_THERE), place)
        connection.execute(insert(TRANSLATIONS_CHECKED), row | {"words": _hash(asked, language), "moment": moment})


_THERE: Final = (
    TRANSLATIONS_CHECKED.c.group == bindparam("of"),
    TRANSLATIONS_CHECKED.c.version == bindparam("numbered"),
    TRANSLATIONS_CHECKED.c.language == bindparam("in_language"),
)
_FIND: Final = select(TRANSLATIONS_CHECKED.c.words).where(*_THERE)


def _place(asked: Questionnaire, language: Language) -> dict[str, str | int]:
    return {"of": asked.group, "numbered": asked.version, "in_language": str(language)}


def _spoken(language: Language) -> str:
    return language.split("-")[0]


def _hash(asked: Questionnaire, language: Language) -> bytes:
    ours = [one for one in asked.wordings_in if plain(one) == language]
    said = [[place, part, one, wording.words.get(one)] for place, part, wording in asked.wordings() for one in ours]
    return hashlib.sha256(json.dumps(said).encode()).digest()
