"""Word copies, out and in: write() makes the copy of a questionnaire, read() gives back what was answered on one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never

from exports import word_answers, word_docx, word_marks, word_odt, word_package
from exports.word_copy import asked, copy
from exports.word_doubts import Doubt, Reason
from exports.word_layout import Printed, also_printed, layout
from exports.word_marks import PRINTED, PROPERTY, Reference
from exports.word_package import Format, Refusal, UnreadableError
from exports.word_shape import SIZES, FileKind, Shape
from exports.word_wording import NoWordsError
from surveys.questionnaire import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accessibility.pictures import PictureSet
    from exports.word_lines import Line, Returned
    from surveys.answers import RawAnswers
    from surveys.questionnaire import Questionnaire

EASY_READ: Final = Shape()

__all__ = [
    "EASY_READ",
    "SIZES",
    "Doubt",
    "FileKind",
    "FilledCopy",
    "NoWordsError",
    "Printed",
    "Reason",
    "Reference",
    "Refusal",
    "Shape",
    "UnreadableError",
    "copy",
    "lines_of",
    "read",
    "reference_of",
    "write",
]


def write(
    questionnaire: Questionnaire,
    language: Language,
    reference: str,
    pictures: PictureSet,
    address: str,
    *,
    send_to: str = "",
    shape: Shape = EASY_READ,
    kind: FileKind = FileKind.DOCX,
) -> bytes:
    """Return the copy of `questionnaire`, already tailored to the inspection, in `language`: a .docx file, or an .odt.

    `reference` is `<code>/<group>/v<version>/<language>`; `address` is the survey's on the web, printed and as a QR
    code; `send_to` says where the filled copy goes (word_layout.Printed), "the person who gave it to you" unless given;
    `shape` is easy read's own at 14 points unless given. Raises NoWordsError and what the picture set raises for a
    missing picture.
    """
    printed = Printed(reference=reference, address=address, send_to=send_to, credit=pictures.credit_in(language).words)
    return copy(questionnaire, language, printed, shape).written(pictures, kind)


@dataclass(frozen=True, kw_only=True)
class FilledCopy:
    """What came back on one copy: `raw` is clear and passes the gate, `doubts` are for a person to settle."""

    reference: Reference
    raw: RawAnswers
    doubts: tuple[Doubt, ...]

    @property
    def code(self) -> str:
        """The inspection's code."""
        return self.reference.code

    @property
    def group(self) -> str:
        """Whom the questionnaire is for."""
        return self.reference.group

    @property
    def version(self) -> int:
        """The questionnaire's version."""
        return self.reference.version

    @property
    def language(self) -> Language:
        """The language of the copy."""
        return Language(self.reference.language)


def reference_of(content: bytes, file_name: str) -> Reference:
    """Return which form a file is a copy of. Raises UnreadableError."""
    return _reference(_returned(content, file_name))


def read(content: bytes, file_name: str, questionnaires: Mapping[tuple[str, int], Questionnaire]) -> FilledCopy:
    """Read a copy that came back, .docx or .odt.

    `questionnaires` maps group and version to the questionnaire, tailored to the inspection where that is known.
    Nothing a person wrote is lost: what is not clearly an answer is a doubt with its words. Raises UnreadableError.
    """
    returned = _returned(content, file_name)
    reference = _reference(returned)
    questionnaire = questionnaires.get((reference.group, reference.version))
    language = Language(reference.language)
    if questionnaire is None or language not in questionnaire.languages:
        raise UnreadableError(Refusal.UNKNOWN_FORM)
    address, send_to, credit = (returned.properties.get(name, "") for name in PRINTED)
    printed = Printed(reference=str(reference), address=address, send_to=send_to, credit=credit)
    held = asked(questionnaire)
    blocks = (*layout(held, language, printed), *also_printed(language, printed))
    found = word_answers.answers(returned, held, language, blocks)
    return FilledCopy(reference=reference, raw=found.raw, doubts=found.doubts)


def lines_of(content: bytes, file_name: str) -> tuple[Line, ...]:
    """Return the lines of a file, for who looks at what is in doubt on it. Raises UnreadableError."""
    return _returned(content, file_name).lines


def _returned(content: bytes, file_name: str) -> Returned:
    package = word_package.opened(content, file_name)
    match package.format:
        case Format.DOCX:
            return word_docx.returned(package)
        case Format.ODT:
            return word_odt.returned(package)
        case _:
            assert_never(package.format)


def _reference(returned: Returned) -> Reference:
    words = "\n".join([returned.properties.get(PROPERTY, ""), *(line.text for line in returned.lines)])
    found = set(word_marks.references(words))
    if not found:
        raise UnreadableError(Refusal.ANOTHER_DOCUMENT)
    if len(found) > 1:
        raise UnreadableError(Refusal.TWO_FORMS)
    return found.pop()
