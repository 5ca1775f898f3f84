"""The pages on which inspectors take filled copies in and settle what is in doubt on them, one question at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import Response, abort, redirect, render_template, request, url_for

from app.accounts import guard
from app.accounts.proof import ProofForm
from app.copies import settling, showing
from app.copies.reading import Reading
from app.copies.settling import NotAChoiceError
from app.copies.taking_in import Outcome, Taken, questionnaires, store, take_in
from app.inspectors.choices import KEYS, choices, decision, language_of
from app.inspectors.words import reason, reason_words
from app.installation import here
from app.reach import channel_name, survey_name
from app.refusals import refused
from app.store import copies
from surveys.questionnaire import GROUPS
from surveys.submissions import Channel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask.typing import ResponseReturnValue

    from app.store.copies import HeldError, Kept
    from exports.reading.shown import Shown
    from surveys.inspections import Inspection
    from surveys.questionnaire import Questionnaire

SEE_OTHER: Final = 303
REFUSED: Final = 400
CONFLICT: Final = 409

MOST_FILES: Final = 500
LARGEST_UPLOAD: Final = 256 * 1024 * 1024
"""Bytes of all files sent at once; more are sent in two goes, or one by one where scripts run."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of one file."""

    file: str
    taken: Taken
    reasons: tuple[str, ...]


def overview(code: str) -> ResponseReturnValue:
    """Show what waits, and take files."""
    return _overview(code, ())


def take(code: str) -> ResponseReturnValue:
    """Take in the files that were sent; one that is refused does not stop the others."""
    from exports.reading.package import LARGEST_RICH_TEXT
    from exports.reading.worker import Worker

    request.max_content_length = LARGEST_UPLOAD
    inspection = guard.inspection()
    if not ProofForm().validate_on_submit():
        return _overview(code, (), "This page was open for too long. Choose the files again."), REFUSED
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        return _overview(code, (), "Choose 1 file or more, then press Take in."), REFUSED
    if len(files) > MOST_FILES:
        return _overview(code, (), f"Choose at most {MOST_FILES} files at once."), REFUSED
    given = request.form.get("channel", "")
    channel = Channel(given) if given in set(Channel) else Channel.OTHER
    results = []
    with Worker() as worker:
        for file in files:
            name = (file.filename or "").replace("\\", "/").rpartition("/")[2]
            content = file.stream.read(LARGEST_RICH_TEXT + 1)
            taken = take_in(here(), inspection, file_name=name, content=content, channel=channel, worker=worker)
            if taken.outcome is Outcome.REFUSED:
                refused("file", guard.who())
            results.append(Result(file=name, taken=taken, reasons=tuple(map(reason_words, taken.waits))))
    if request.accept_mimetypes.best == "application/json":
        return {
            "files": [
                {"file": one.file, "outcome": one.taken.outcome, "words": one.taken.words, "waits": one.reasons}
                for one in results
            ]
        }
    return _overview(code, results)


def next_copy(code: str) -> ResponseReturnValue:
    """Give this person the next copy to settle."""
    if not ProofForm().validate_on_submit():
        return _overview(code, (), "This page was open for too long. Press the button again."), REFUSED
    return redirect(_onward(code), SEE_OTHER)


def bring_back(code: str) -> ResponseReturnValue:
    """Put the copies that were put aside into the queue again."""
    if not ProofForm().validate_on_submit():
        return _overview(code, (), "This page was open for too long. Press the button again."), REFUSED
    copies.bring_back(here().database, guard.inspection().code)
    return redirect(url_for("inspectors.copies", code=code), SEE_OTHER)


def copy(code: str, copy_id: str) -> ResponseReturnValue:
    """Show the next question about a copy."""
    kept = _held(copy_id)
    return _page(code, kept, Reading.from_json(kept.reading))


def settle(code: str, copy_id: str) -> ResponseReturnValue:
    """Take what was said to the question, and go on to the next one or to the next copy."""
    inspection, installation = guard.inspection(), here()
    kept = _held(copy_id)
    reading = Reading.from_json(kept.reading)
    if not ProofForm().validate_on_submit():
        return _page(code, kept, reading, "This page was open for too long. Please say it again."), REFUSED
    go = request.form.get("go", "")
    if go == "let_go":
        copies.let_go(installation.database, inspection.code, copy_id, by=guard.who().id)
        return redirect(url_for("inspectors.copies", code=code), SEE_OTHER)
    if request.form.get("step", "") == str(len(reading.steps)):  # else pressed twice, or on an older page
        try:
            reading = _settled(inspection, reading, go)
        except NotAChoiceError as error:
            return _page(code, kept, reading, str(error)), REFUSED
        _keep(inspection, kept, reading)
    still = reading.open and not reading.aside
    return redirect(url_for("inspectors.copy", code=code, copy_id=copy_id) if still else _onward(code), SEE_OTHER)


_ENDINGS: Final = frozenset({"docx", "odt", "rtf", "fodt", "pdf"})
"""What an original may be called when it is handed out: what copies come as. Content alone says what is read."""


def original(code: str, copy_id: str) -> ResponseReturnValue:  # noqa: ARG001 - the guard has read it
    """Give the file as it came, to be opened outside the browser."""
    kept = _held(copy_id)
    ending = Reading.from_json(kept.reading).file.rpartition(".")[2].lower()
    name = f"copy-{copy_id[:8]}.{ending if ending in _ENDINGS else 'bin'}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": "sandbox"}
    return Response(kept.original, content_type="application/octet-stream", headers=headers)


def held(error: HeldError) -> ResponseReturnValue:
    """Say that another person settles this copy, or that it is settled."""
    code = guard.inspection().code
    return render_template("inspectors/copy_held.html", code=code, settled=error.by is None), CONFLICT


ADDRESSES: Final[tuple[tuple[str, str, str, Callable[..., ResponseReturnValue]], ...]] = (
    ("GET", "/<code>/copies", "copies", overview),
    ("POST", "/<code>/copies", "take", take),
    ("POST", "/<code>/copies/next", "next_copy", next_copy),
    ("POST", "/<code>/copies/bring-back", "bring_back", bring_back),
    ("GET", "/<code>/copies/<copy_id>", "copy", copy),
    ("POST", "/<code>/copies/<copy_id>", "settle", settle),
    ("GET", "/<code>/copies/<copy_id>/file", "original", original),
)


def _overview(code: str, results: Sequence[Result], trouble: str = "") -> str:
    inspection, installation = guard.inspection(), here()
    return render_template(
        "inspectors/copies.html",
        code=code,
        inspection=inspection,
        queue=copies.queue(installation.database, inspection.code, installation.clock()),
        results=results,
        stored=sum(one.taken.outcome is Outcome.STORED for one in results),
        trouble=trouble,
        channels={one: channel_name(one) for one in Channel},
        names={group: survey_name(group) for group in GROUPS},
        most=MOST_FILES,
        form=ProofForm(),
    )


def _onward(code: str) -> str:
    """Return where the next copy is settled, or where there is none."""
    inspection, installation = guard.inspection(), here()
    taken = copies.take(installation.database, inspection.code, by=guard.who().id, now=installation.clock())
    return url_for("inspectors.copy", code=code, copy_id=taken) if taken else url_for("inspectors.copies", code=code)


def _held(copy_id: str) -> Kept:
    installation = here()
    if not (copy_id.isascii() and copy_id.isalnum()):
        abort(404)
    return copies.hold(
        installation.database,
        installation.keys,
        guard.inspection().code,
        copy_id,
        by=guard.who().id,
        now=installation.clock(),
    )


def _settled(inspection: Inspection, reading: Reading, go: str) -> Reading:
    if go == "back":
        return settling.take_back(reading)
    said = decision(go, request.form.getlist("given"))
    return settling.settle(reading, _questionnaire(inspection, reading), said)


def _keep(inspection: Inspection, kept: Kept, reading: Reading) -> None:
    """Keep what was settled; where nothing is in doubt any more, store the copy."""
    database, now, who = here().database, here().clock(), guard.who().id
    if reading.aside:
        copies.put_aside(database, inspection.code, kept.id, by=who, now=now)
        return
    copies.keep(database, inspection.code, kept.id, reading.to_json(), by=who, now=now)
    if not reading.open:
        store(here(), inspection, reading, id=kept.id, original=kept.original)
        copies.finish(database, inspection.code, kept.id)


def _questionnaire(inspection: Inspection, reading: Reading) -> Questionnaire:
    return questionnaires(inspection)[reading.group, reading.version]


def _page(code: str, kept: Kept, reading: Reading, trouble: str = "") -> str:
    inspection, installation = guard.inspection(), here()
    questionnaire = _questionnaire(inspection, reading)
    question = reading.open[0]
    item = questionnaire.item(question.item) if question.item and question.item in questionnaire else None
    return render_template(
        "inspectors/copy.html",
        code=code,
        inspection=inspection,
        copy_id=kept.id,
        reading=reading,
        question=question,
        reason=reason(question.reason),
        item=item,
        shown_in=language_of(questionnaire),
        keys=KEYS,
        choices=tuple(choices(questionnaire, reading, item)),
        part=_part(kept, reading, questionnaire),
        queue=copies.queue(installation.database, inspection.code, installation.clock()),
        trouble=trouble,
        form=ProofForm(),
    )


def _part(kept: Kept, reading: Reading, questionnaire: Questionnaire) -> tuple[Shown, ...]:
    from exports.word import UnreadableError

    question = reading.open[0]
    try:
        return showing.part(kept.original, reading, questionnaire, question)
    except UnreadableError:  # by another version of Heard than the one that took it in
        return ()
