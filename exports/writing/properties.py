"""The properties of a Word copy: its title and language, and, as custom properties, which form it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from exports.copies.marks import PRINTED, PROPERTY
from exports.writing.look import proofing_language

if TYPE_CHECKING:
    from docx.document import Document

    from exports.copies.layout import Printed
    from surveys.questionnaire import Language

_AUTHOR: Final = "Heard"
_FORMAT_ID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_PROPERTY: Final = 2
_CUSTOM: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{}</Properties>'
)


def put(document: Document, *, title: str, language: Language, printed: Printed) -> None:
    """Set title, language and reference, and take out the template's own author, words and dates."""
    core = document.core_properties
    package = document.part.package
    for child in list(package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element):
        child.getparent().remove(child)
    core.title, core.author, core.language = title, _AUTHOR, proofing_language(language)
    core.identifier = printed.reference
    values = (printed.reference, printed.address, printed.send_to, printed.credit)
    rows = "".join(
        f"<property fmtid={quoteattr(_FORMAT_ID)} pid={quoteattr(str(number))} name={quoteattr(name)}>"
        f"<vt:lpwstr>{escape(content)}</vt:lpwstr></property>"
        for number, (name, content) in enumerate(zip((PROPERTY, *PRINTED), values, strict=True), start=_FIRST_PROPERTY)
    )
    name = PackURI("/docProps/custom.xml")
    part = Part(name, CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, _CUSTOM.format(rows).encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
