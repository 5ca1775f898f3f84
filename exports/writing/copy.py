"""One copy of a questionnaire, as a value: what stands on it and how it is made. It is written as .docx or as .odt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from exports.copies.asked import as_asked
from exports.copies.layout import Printed, layout
from exports.copies.shape import FileKind, Shape
from exports.writing import document, odt_document

if TYPE_CHECKING:
    from accessibility.pictures import PictureSet
    from exports.copies.layout import Block
    from surveys.questionnaire import Language, Questionnaire


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A copy that can be written."""

    blocks: tuple[Block, ...]
    language: Language
    printed: Printed
    shape: Shape

    @property
    def title(self) -> str:
        """The title at its head."""
        return self.blocks[0].words

    def written(self, pictures: PictureSet, kind: FileKind = FileKind.DOCX) -> bytes:
        """Return the bytes of the file. Raises what the picture set raises for a missing picture."""
        match kind:
            case FileKind.DOCX:
                return document.document(self.blocks, self.language, self.printed, pictures, self.shape)
            case FileKind.ODT:
                return odt_document.document(self.blocks, self.language, self.printed, pictures, self.shape)
            case _:
                assert_never(kind)


def copy(questionnaire: Questionnaire, language: Language, printed: Printed, shape: Shape) -> Copy:
    """Return the copy of `questionnaire`, already tailored to the inspection. Raises wording.NoWordsError."""
    blocks = layout(as_asked(questionnaire), language, printed, pen=shape.pen)
    return Copy(blocks=blocks, language=language, printed=printed, shape=shape)
