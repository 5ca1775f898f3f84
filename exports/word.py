"""Word copies, out and in: write() makes the copy of a questionnaire, read() gives back what was answered on one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exports.copies.layout import Printed
from exports.copies.marks import Reference
from exports.copies.shape import SIZES, FileKind, Shape
from exports.copies.wording import NoWordsError
from exports.reading import filled
from exports.reading.doubts import Doubt, Reason, Spot
from exports.reading.filled import FilledCopy
from exports.reading.package import Refusal, UnreadableError
from exports.writing.copy import copy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accessibility.pictures import PictureSet
    from surveys.questionnaire import Language, Questionnaire

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
    "Spot",
    "UnreadableError",
    "copy",
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
    code; `send_to` says where the filled copy goes (layout.Printed), "the person who gave it to you" unless given;
    `shape` is easy read's own at 14 points unless given. Raises NoWordsError and what the picture set raises for a
    missing picture.
    """
    printed = Printed(reference=reference, address=address, send_to=send_to, credit=pictures.credit_in(language).words)
    return copy(questionnaire, language, printed, shape).written(pictures, kind)


def read(content: bytes, file_name: str, questionnaires: Mapping[tuple[str, int], Questionnaire]) -> FilledCopy:
    """Read a copy that came back: .docx, .odt, .fodt, .rtf, or .pdf whose fields are filled in.

    `questionnaires` maps group and version to the questionnaire, tailored to the inspection where that is known.
    Nothing a person wrote is lost: what is not clearly an answer is a doubt with its words. Raises UnreadableError.
    Files from outside are better read by reading.worker.Worker, which does the same in a process with limits.
    """
    found = filled.returned(content, file_name)
    reference = filled.reference_of(found)
    return filled.filled(found, reference, questionnaires.get((reference.group, reference.version)))


def reference_of(content: bytes, file_name: str) -> Reference:
    """Return which form a file is a copy of. Raises UnreadableError."""
    return filled.reference_of(filled.returned(content, file_name))
