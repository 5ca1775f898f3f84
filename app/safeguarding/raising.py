"""Finds, before answers are sealed, the texts that a safeguarding lead must see; nobody is kept from sending."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import TYPE_CHECKING, Any, Final

import structlog

from analysis.safeguarding import Alarm, triage
from app import logs
from app.store.matters import Kind, Raised
from surveys.questionnaire import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.questionnaire import Questionnaire
    from surveys.submissions import Submission

UNREAD: Final = "unread"
"""Stands as the reason where the rules failed on a text: a person reads it then."""

_ORDER: Final = (Alarm.URGENT.value, Alarm.CONCERN.value)
_log = structlog.get_logger()


def of_submission(submission: Submission, questionnaire: Questionnaire, secret: str) -> tuple[Raised, ...]:
    """Return what the texts of a submission raise: one matter with each text in it, or none."""
    texts = {name: answer.text for name, answer in submission.answers.items() if answer.text}
    facts = {
        "group": submission.questionnaire,
        "language": str(submission.language),
        "mode": submission.mode.value,
        "channel": submission.channel.value,
        "day": submission.day.isoformat(),
        "answered_by": submission.answered_by and submission.answered_by.value,
        "helper": submission.helper,
        "submission": submission.id,
    }
    return of_texts(texts, facts, questionnaire, secret)


def of_texts(
    texts: Mapping[str, str], facts: Mapping[str, Any], questionnaire: Questionnaire, secret: str
) -> tuple[Raised, ...]:
    """Return what `texts`, by the item that each answers, raise. `facts` says who sent them, and how.

    The same texts of the same submission have the same id, so that a copy that waited for a person is raised once. The
    id says nothing of either to anyone who has not the texts.
    """
    found = [one for name, words in texts.items() if (one := _raised(name, words, questionnaire))]
    if not found:
        return ()
    alarm = min((one["alarm"] for one in found), key=_ORDER.index)
    said = json.dumps([facts.get("submission", ""), sorted((one["item"], one["words"]) for one in found)])
    id = hmac.digest(secret.encode(), f"matter {said}".encode(), hashlib.sha256).hex()  # noqa: A001 - the field's name
    return (Raised(id=id, kind=Kind.WORDS, alarm=alarm, content={**facts, "texts": found}),)


def _raised(name: str, words: str, questionnaire: Questionnaire) -> dict[str, Any] | None:
    why: tuple[str, ...]
    try:
        found = triage(words)
        alarm, why = found.alarm, found.words
    except Exception as error:  # noqa: BLE001 - whatever it is, the answers are kept and a person reads them
        _log.error("triage_failed", kind=type(error).__name__, where=logs.where(error))
        alarm, why = Alarm.CONCERN, (UNREAD,)
    if alarm is Alarm.NONE:
        return None
    language = ENGLISH if ENGLISH in questionnaire.languages else questionnaire.languages[0]
    prompt = " ".join(questionnaire.item(name).label.lines(language))
    return {"item": name, "prompt": prompt, "words": words, "alarm": alarm.value, "why": list(why)}
