"""Invented inspections, submissions and drafts for the store's tests."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from app.store import submissions
from app.store.drafts import Draft
from surveys.answers import Answer
from surveys.inspections import LONDON, Inspection, local_area, week_from
from surveys.questionnaire import EASY_ENGLISH
from surveys.submissions import AnsweredBy, Channel, Mode, Submission

CODE: Final = "kent-4827"
NOTIFIED: Final = datetime(2026, 11, 23, 9, 30, tzinfo=LONDON)


def an_inspection(code: str = CODE, *, token: str = "", notified: datetime = NOTIFIED) -> Inspection:
    """Return an inspection of Kent from Monday 23 November 2026, 09:30."""
    return Inspection(
        code=code,
        area=local_area("Kent"),
        window=week_from(notified),
        parts_of_area=(("east_kent", "East Kent"), ("thanet", "Thanet")),
        partnership_token=token,
        answers_kept_until=date(2029, 11, 23),
    )


def a_submission(id: str | None = None, *, text: str = "Shorter waits", day: date = date(2026, 11, 24)) -> Submission:  # noqa: A002
    """Return a young person's submission with `text` as what should be better."""
    return Submission(
        id=id or submissions.new_id(),
        questionnaire="young-people",
        version=1,
        language=EASY_ENGLISH,
        mode=Mode.WEB,
        channel=Channel.SCHOOL,
        day=day,
        answered_by=AnsweredBy.WITH_HELP,
        helper="parent",
        answers={
            "help_health": Answer(item="help_health", codes=("sometimes",)),
            "need": Answer(item="need", codes=("asd", "slcn")),
            "better": Answer(item="better", text=text),
        },
    )


def a_draft(code: str = CODE, **raw: list[str]) -> Draft:
    """Return a young person's draft with the answers `raw`."""
    return Draft(
        code=code,
        group="young-people",
        version=1,
        language=EASY_ENGLISH,
        channel=Channel.SCHOOL,
        submission_id=submissions.new_id(),
        receipt=submissions.new_receipt(),
        raw=raw,
    )
