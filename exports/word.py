"""Word copies, out and in: write() makes the copy of a questionnaire, read() gives back what was answered on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports import word_document
from exports.word_layout import Printed, layout

if TYPE_CHECKING:
    from accessibility.pictures import PictureSet
    from surveys.questionnaire import Language, Questionnaire


def write(
    questionnaire: Questionnaire,
    language: Language,
    reference: str,
    pictures: PictureSet,
    address: str,
    *,
    send_to: str = "",
) -> bytes:
    """Return the easy-read Word copy (.docx) of `questionnaire`, already tailored to the inspection, in `language`.

    `reference` is `<code>/<group>/v<version>/<language>`; `address` is the survey's on the web, printed and as a QR
    code; `send_to` says where the filled copy goes, "the person who gave it to you" unless given. Raises
    word_wording.NoWordsError and what the picture set raises for a missing picture.
    """
    printed = Printed(reference=reference, address=address, send_to=send_to, credit=pictures.credit)
    asked = questionnaire.with_local_choices(()) if any(item.local_choices for item in questionnaire.items) else questionnaire
    return word_document.document(layout(asked, language, printed), language, printed, pictures)
