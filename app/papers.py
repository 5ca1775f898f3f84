"""The papers of one inspection: what its copies and posters are made of, with their addresses on the web."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from accessibility.audio import MANIFEST, RECORDED, Recordings
from exports import word
from surveys.definitions import newest
from surveys.questionnaire import GROUPS

if TYPE_CHECKING:
    from accessibility.pictures import PictureSet
    from app.installation import Installation
    from exports.packs.order import Order
    from exports.writing.copy import Copy
    from surveys.inspections import Inspection
    from surveys.questionnaire import Language, Questionnaire
    from surveys.submissions import Channel


def address(
    public_address: str,
    code: str,
    asked: Questionnaire,
    *,
    language: Language | None = None,
    channel: Channel | None = None,
) -> str:
    """Return the whole address at which a survey begins, in a language and by a way that people were reached."""
    parts = [f"via={channel.value}"] if channel else []
    if language is not None and language != asked.languages[0]:
        parts.append(f"lang={language}")
    query = f"?{'&'.join(parts)}" if parts else ""
    return f"{public_address}/{code}/{asked.group}{query}"


def order(installation: Installation, inspection: Inspection, *, send_to: str = "") -> Order:
    """Return what the pack of an inspection is made from."""
    from exports.packs.order import Order

    settings = installation.settings

    def where(asked: Questionnaire, *, language: Language | None = None, channel: Channel | None = None) -> str:
        return address(settings.public_address, inspection.code, asked, language=language, channel=channel)

    return Order(
        inspection=inspection,
        questionnaires=tuple(inspection.tailor(newest(group)) for group in GROUPS),
        address=where,
        start=f"{settings.public_address}/{inspection.code}",
        site=settings.public_address.partition("://")[2],
        send_to=send_to or settings.return_to,
        pictures=installation.pictures,
        recordings=Recordings(settings.audio),
    )


def stamp(installation: Installation) -> tuple[int, ...]:
    """Return what changes when the recordings or the shipped words of papers do."""
    import exports

    told = (installation.settings.audio / MANIFEST, installation.settings.audio / RECORDED)
    words = sorted(Path(exports.__file__).parent.rglob("*.yaml"))
    return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in (*told, *words))


def copy_of(
    installation: Installation,
    inspection: Inspection,
    asked: Questionnaire,
    language: Language,
    shape: word.Shape = word.EASY_READ,
    *,
    send_to: str,
) -> Copy:
    """Return the copy of a tailored questionnaire for an inspection."""
    reference = word.Reference(code=inspection.code, group=asked.group, version=asked.version, language=language)
    where = address(installation.settings.public_address, inspection.code, asked, language=language)
    credit = installation.pictures.credit_in(language).words
    printed = word.Printed(reference=str(reference), address=where, send_to=send_to, credit=credit)
    return word.copy(asked, language, printed, shape)


def as_pdf(copy: Copy, pictures: PictureSet) -> bytes:
    """Return a copy as a PDF form. Raises office.NoOfficeError and pdf_form.MovedError."""
    from exports.pdf import form as pdf_form
    from exports.pdf import office

    name = "copy"
    made = office.converted({name: pdf_form.source(copy, pictures)})
    return pdf_form.finished(made[name], copy)
