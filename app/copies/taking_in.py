"""Taking a filled copy in: it is stored, or waits for a person, or is refused with the reason; no word is lost."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from app import clock, security
from app.copies import reading as readings
from app.copies.reading import SAME_ANSWERS, SAME_FILE, Question
from app.copies.settling import answered, checked
from app.safeguarding import raising
from app.store import copies, four_words, matters, submissions
from surveys.answers import clean
from surveys.definitions import catalogue
from surveys.questionnaire import ItemKind
from surveys.submissions import submit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.copies.reading import Reading
    from app.installation import Installation
    from app.store.matters import Raised
    from exports.reading.worker import Worker
    from surveys.inspections import Inspection
    from surveys.questionnaire import Questionnaire
    from surveys.submissions import Channel

FEWEST_ALIKE: Final = 5
"""Answers from which two copies with the same ones are shown to a person: many people tick the same few boxes."""


class Outcome(StrEnum):
    """What became of a file."""

    STORED = "stored"
    WAITS = "waits"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of a file, with the receipt of what was stored, the questions that wait, or why it was refused."""

    outcome: Outcome
    receipt: str = ""
    waits: tuple[Question, ...] = ()
    refusal: str = ""
    """The kind of refusal, as `exports.word.Refusal` names it, or `another_inspection`."""
    words: str = ""


def take_in(
    installation: Installation,
    inspection: Inspection,
    *,
    file_name: str,
    content: bytes,
    channel: Channel,
    worker: Worker | None = None,
) -> Taken:
    """Take one file in for `inspection`. Give a worker that reads many files, or one is started for this one."""
    from exports import word
    from exports.reading import worker as word_worker

    known = questionnaires(inspection)
    try:
        with nullcontext(worker) if worker else word_worker.Worker() as reader:
            found = reader.read(content, file_name, lambda reference: known.get((reference.group, reference.version)))
    except word.UnreadableError as error:
        return Taken(outcome=Outcome.REFUSED, refusal=error.kind.value, words=str(error))
    if found.code != inspection.code:
        words = f"This is a form of another inspection, {found.code}. Take it in there."
        return Taken(outcome=Outcome.REFUSED, refusal="another_inspection", words=words)
    read = readings.of_copy(found, file=file_name, channel=channel)
    read = checked(read, known[read.group, read.version])
    secret = _secret(installation)
    same_file = copies.mark(secret, "file", content)
    marks = [same_file]
    if len(read.raw) >= FEWEST_ALIKE:
        marks.append(copies.mark(secret, "answers", answered(read.raw)))
    seen = copies.seen(installation.database, inspection.code, marks)
    if seen:
        read = read.asking_first(Question(item=None, reason=SAME_FILE if same_file in seen else SAME_ANSWERS))
    id = submissions.new_id()  # noqa: A001 - the field's own name
    if read.open:
        # What it says may not wait as long as the copy does: raised again when it is stored, it is kept once.
        matters.put(
            installation.database, inspection.code, raised_by(installation, inspection, read, id), installation.clock()
        )
        copies.put(installation.database, inspection.code, id=id, reading=read.to_json(), original=content, marks=marks)
        return Taken(outcome=Outcome.WAITS, waits=read.open)
    receipt = store(installation, inspection, read, id=id, original=content)
    copies.remember(installation.database, inspection.code, marks)
    return Taken(outcome=Outcome.STORED, receipt=receipt)


def store(
    installation: Installation,
    inspection: Inspection,
    reading: Reading,
    *,
    id: str,  # noqa: A002 - the field's own name
    original: bytes | None = None,
) -> str:
    """Store a reading that nothing is in doubt on, and return its receipt. Storing it again changes nothing.

    Raises surveys.submissions.RefusedError.
    """
    receipt = submissions.new_receipt()
    submission = submit(
        questionnaires(inspection)[reading.group, reading.version],
        reading.raw,
        id=id,
        language=reading.language,
        mode=reading.mode,
        channel=reading.channel,
        day=clock.day(installation.clock()),
    )
    mark = four_words.mark(receipt.split(four_words.BETWEEN), _secret(installation).decode())
    questionnaire = questionnaires(inspection)[reading.group, reading.version]
    raised = raising.of_submission(submission, questionnaire, _secret(installation).decode())
    submissions.add(
        installation.database,
        inspection.code,
        submission,
        receipt=mark,
        original=original,
        raised=raised,
        now=installation.clock(),
    )
    return receipt


def questionnaires(inspection: Inspection) -> Mapping[tuple[str, int], Questionnaire]:
    """Return every questionnaire with this inspection's own options in it, by group and version."""
    return {key: inspection.tailor(questionnaire) for key, questionnaire in catalogue().items()}


def raised_by(installation: Installation, inspection: Inspection, reading: Reading, id: str) -> tuple[Raised, ...]:  # noqa: A002
    """Return what the texts of a copy that waits raise."""
    questionnaire = questionnaires(inspection)[reading.group, reading.version]
    texts = {
        item.name: clean(given[0])
        for item in questionnaire.items
        if item.kind is ItemKind.TEXT and (given := reading.raw.get(item.name)) and given[0].strip()
    }
    facts = {
        "group": reading.group,
        "language": str(reading.language),
        "mode": reading.mode.value,
        "channel": reading.channel.value,
        "day": clock.day(installation.clock()).isoformat(),
        "submission": id,
    }
    return raising.of_texts(texts, facts, questionnaire, _secret(installation).decode())


def _secret(installation: Installation) -> bytes:
    settings = installation.settings
    return (settings.secret_key or security.secret_key(settings.home)).encode()
