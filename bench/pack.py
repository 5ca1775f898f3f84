"""Seconds for a pack of everything, as a share of the limit, and of CPU for each kind of copy in it."""

from __future__ import annotations

import resource
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from accessibility import pictures
from accessibility.audio import Recordings
from app import papers
from exports import pack, word
from exports.packs.order import Order
from surveys.definitions import newest
from surveys.inspections import Inspection, local_area, week_from
from surveys.questionnaire import EASY_ENGLISH, ENGLISH, GROUPS

if TYPE_CHECKING:
    from exports.packs.order import Addresses
    from surveys.questionnaire import Language, Questionnaire
    from surveys.submissions import Channel

SITE = "https://heard.example"
CODE = "kent-4827"
LIMIT, LIMIT_OF_A_COPY = 20.0, 1.0
"""Seconds for a pack on 2 cores, and of CPU for a copy."""
ROUNDS = 3


def main() -> None:
    """Print the figures."""
    order = _order()
    for name, shape, kind in (
        ("easy read", word.EASY_READ, word.FileKind.DOCX),
        *((f"large print {points}", word.Shape(points=points), word.FileKind.DOCX) for points in word.SIZES[1:]),
        ("simple text", word.Shape(pictures=False), word.FileKind.DOCX),
        ("for a pen", word.Shape(pictures=False, pen=True), word.FileKind.DOCX),
        ("OpenDocument", word.EASY_READ, word.FileKind.ODT),
    ):
        seconds = max(_seconds(order, asked, shape, kind) for asked in order.questionnaires)
        print(f"{name}: {seconds:.2f} s of CPU for the longest copy, {seconds / LIMIT_OF_A_COPY:.2f} of the limit")
    begun, own = time.monotonic(), time.process_time()
    made = pack.build(order)
    took, own = time.monotonic() - begun, time.process_time() - own
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    office = used.ru_utime + used.ru_stime
    print(
        f"pack: {made.files} files, {len(made.content) / 1e6:.0f} MB in {took:.1f} s, {took / LIMIT:.2f} of the limit;"
    )
    print(f"  {own:.1f} s of CPU in Heard and {office:.1f} s in LibreOffice, side by side")


def _seconds(order: Order, asked: Questionnaire, shape: word.Shape, kind: word.FileKind) -> float:
    reference = f"{CODE}/{asked.group}/v{asked.version}/{EASY_ENGLISH}"
    credit = order.pictures.credit_in(EASY_ENGLISH).words
    printed = word.Printed(reference=reference, address=order.address(asked), send_to=order.send_to, credit=credit)
    copy = word.copy(asked, EASY_ENGLISH, printed, shape)
    copy.written(order.pictures, kind)  # the pictures are drawn once
    before = time.process_time()
    for _ in range(ROUNDS):
        word.copy(asked, EASY_ENGLISH, printed, shape).written(order.pictures, kind)
    return (time.process_time() - before) / ROUNDS


def _order() -> Order:
    inspection = Inspection(
        code=CODE,
        area=local_area("Kent"),
        window=week_from(datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
        languages=(ENGLISH, EASY_ENGLISH),
    )

    def where(asked: Questionnaire, *, language: Language | None = None, channel: Channel | None = None) -> str:
        return papers.address(SITE, CODE, asked, language=language, channel=channel)

    address: Addresses = where
    return Order(
        inspection=inspection,
        questionnaires=tuple(inspection.tailor(newest(group)) for group in GROUPS),
        address=address,
        start=f"{SITE}/{CODE}",
        site="heard.example",
        send_to="forms@inspectors.example",
        pictures=pictures.default(),
        recordings=Recordings(Path(tempfile.gettempdir()) / "no-recordings"),
    )


if __name__ == "__main__":
    main()
