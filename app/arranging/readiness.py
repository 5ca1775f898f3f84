"""The gate before an inspection opens: whether every format that was promised is there, and which is not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from accessibility.audio import Recordings, missing
from accessibility.pictures import load
from app.language import NAMES
from app.store import translations
from surveys.definitions import newest
from surveys.questionnaire import GROUPS, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from app.installation import Installation
    from surveys.inspections import Inspection
    from surveys.questionnaire import Language, Questionnaire

SURVEYS: Final = {
    "young-people": "children and young people",
    "parents-and-carers": "parents and carers",
    "practitioners": "practitioners",
}


class Format(StrEnum):
    """A way to take part that can be promised beside the pages on the web."""

    WORD = "word"
    RECORDINGS = "recordings"


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Something that was promised and is not there: what, and how to put it right."""

    what: str
    cure: str


def gaps(installation: Installation, languages: Iterable[Language], formats: Iterable[Format]) -> tuple[Gap, ...]:
    """Return what is missing for an inspection that promises these languages and formats; nothing where it can open."""
    promised, wanted = tuple(languages), frozenset(formats)
    found: list[Gap] = []
    for group in GROUPS:
        asked = newest(group).with_local_choices(())
        offered = tuple(language for language in promised if language in asked.languages)
        found += _of_words(installation, asked, promised)
        if Format.RECORDINGS in wanted:
            found += _of_recordings(installation, asked, offered)
        if Format.WORD in wanted:
            found += _of_word_copies(asked, offered, installation.pictures.folder)
    return tuple(found)


def names_without_recording(installation: Installation, inspection: Inspection) -> tuple[str, ...]:
    """Return the names of this inspection's own parts of its area that nobody has recorded yet."""
    names = {name for _, name in inspection.parts_of_area}
    asked = [inspection.tailor(newest(group)) for group in GROUPS]
    lacking = missing(asked, Recordings(installation.settings.audio))
    return tuple(sorted(names & {one.words for one in lacking}))


def _of_words(installation: Installation, asked: Questionnaire, promised: tuple[Language, ...]) -> Iterator[Gap]:
    for language in promised:
        name = NAMES.get(language, str(language))
        if language not in asked.languages:
            yield Gap(what=f"The survey for {SURVEYS[asked.group]} has no words in {name}.", cure=f"Leave {name} out.")
        elif not translations.is_checked(installation.database, asked, language):
            yield Gap(
                what=f"The survey for {SURVEYS[asked.group]} in {name}: no person has checked the translation.",
                cure="Have somebody who speaks it read it, then: "
                f"heard questionnaires checked {asked.group} {language}",
            )


def _of_recordings(installation: Installation, asked: Questionnaire, offered: tuple[Language, ...]) -> Iterator[Gap]:
    lacking = missing([asked], Recordings(installation.settings.audio))
    for language, number in Counter(plain(one.language) for one in lacking if plain(one.language) in offered).items():
        first = next(one for one in lacking if plain(one.language) == language)
        many = f"{number} recordings are" if number > 1 else "1 recording is"
        yield Gap(
            what=f"The survey for {SURVEYS[asked.group]} in {NAMES.get(language, language)}: {many} missing, "
            f"the first at the question {first.item}.",
            cure="Make or put in the recordings: heard audio build",
        )


def _of_word_copies(asked: Questionnaire, offered: tuple[Language, ...], folder: Path) -> Iterator[Gap]:
    for language in offered:
        why = _no_copy(asked.group, language, folder)
        if why:
            yield Gap(
                what=f"The Word copy for {SURVEYS[asked.group]} in {NAMES.get(language, language)} can't be made "
                f"({why}).",
                cure="Put that right, or leave Word copies out.",
            )


@lru_cache(maxsize=64)
def _no_copy(group: str, language: Language, folder: Path) -> str:
    """Return why a Word copy can't be made, empty where it can: it is made, which takes a second."""
    from exports import word

    asked = newest(group).with_local_choices(())
    reference = word.Reference(code="any-0000", group=group, version=asked.version, language=language)
    try:
        word.write(asked, language, str(reference), load(folder), "https://example.org/any-0000")
    except (ValueError, LookupError, OSError) as error:
        return type(error).__name__
    return ""
