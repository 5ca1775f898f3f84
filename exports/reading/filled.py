"""A copy that came back: which form it is, and what was answered on it, from any format that is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from accessibility import pictures
from exports.copies import marks
from exports.copies.asked import as_asked
from exports.copies.layout import Printed, also_printed, layout
from exports.copies.marks import PRINTED, PROPERTY, Reference
from exports.reading import answers, docx, odt, pdf, qr, rtf
from exports.reading import package as word_package
from exports.reading.form import ADDRESS, EMAIL, Form
from exports.reading.package import Format, Refusal, UnreadableError
from surveys.questionnaire import Language

if TYPE_CHECKING:
    from exports.reading.doubts import Doubt
    from exports.reading.lines import Returned
    from exports.reading.package import Package
    from surveys.answers import RawAnswers
    from surveys.questionnaire import Questionnaire


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


def returned(content: bytes, file_name: str) -> Returned:
    """Return the lines of a file that came back. Raises UnreadableError."""
    package = word_package.opened(content, file_name)
    found = _lines(package)
    if _references(found):
        return found
    return replace(found, codes=tuple(map(str, qr.references(qr.pictures_in(package)))))


def _lines(package: Package) -> Returned:
    match package.format:
        case Format.DOCX:
            return docx.returned(package)
        case Format.ODT | Format.FLAT:
            return odt.returned(package)
        case Format.RTF:
            return rtf.returned(package)
        case Format.PDF:
            return pdf.returned(package)
        case _:
            assert_never(package.format)


def reference_of(found: Returned) -> Reference:
    """Return which form a document is a copy of: by property, words, or else QR code. Raises UnreadableError."""
    references = _references(found)
    if not references:
        raise UnreadableError(Refusal.ANOTHER_DOCUMENT)
    if len(references) > 1:
        raise UnreadableError(Refusal.TWO_FORMS)
    return references.pop()


def _references(found: Returned) -> set[Reference]:
    said = [found.properties.get(PROPERTY, ""), *(line.text for line in found.lines), *found.printed, *found.codes]
    return set(marks.references("\n".join(said)))


def filled(found: Returned, reference: Reference, questionnaire: Questionnaire | None) -> FilledCopy:
    """Return what was answered on the copy of a questionnaire. Raises UnreadableError where that is not known."""
    language = Language(reference.language)
    if questionnaire is None or language not in questionnaire.languages:
        raise UnreadableError(Refusal.UNKNOWN_FORM)
    asked = as_asked(questionnaire)
    read = answers.answers(found, asked, _form(found, reference, asked, language))
    return FilledCopy(reference=reference, raw=read.raw, doubts=read.doubts)


def _form(found: Returned, reference: Reference, asked: Questionnaire, language: Language) -> Form:
    address, send_to, credit = (found.properties.get(name) for name in PRINTED)
    if credit is None:
        credit = pictures.default().credit_in(language).words
    as_printed = [
        Printed(reference=str(reference), address=ADDRESS if address is None else address, send_to=where, credit=credit)
        for where in (("", EMAIL) if send_to is None else (send_to,))
    ]
    also = [block for printed in as_printed for block in also_printed(language, printed)]
    also += [block for printed in as_printed[1:] for block in layout(asked, language, printed)]
    return Form(layout(asked, language, as_printed[0]), also, language)
