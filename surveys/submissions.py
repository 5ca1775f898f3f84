"""What one person sent: the answers and the few facts kept beside them, in one shape for every mode."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from surveys.answers import Answer, Problem, RawAnswers, check_all
from surveys.questionnaire import GROUPS, Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.questionnaire import Questionnaire

WHO_ANSWERED: Final = "who_answered"
WHO_HELPED: Final = "who_helped"


class Mode(StrEnum):
    """How the answers came."""

    WEB = "web"
    WORD = "word"
    PAPER = "paper"
    IMPORT = "import"


class AnsweredBy(StrEnum):
    """Who answered; the codes of the item `who_answered`."""

    SELF = "self"
    WITH_HELP = "with_help"
    ON_BEHALF = "on_behalf"


class Channel(StrEnum):
    """How the link or the Word copy reached the person."""

    SCHOOL = "school"
    COLLEGE = "college"
    HEALTH = "health"
    SOCIAL_CARE = "social-care"
    FORUM = "forum"
    COUNCIL = "council"
    OTHER = "other"


class RefusedError(ValueError):
    """Answers that did not pass the gate; `problems` says each, with what was given."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems))


class MalformedError(ValueError):
    """A line of JSON that is not a submission; the message says what and how to put it right."""


@dataclass(frozen=True, kw_only=True)
class Submission:
    """One person's answers. There is no name, no address and no time finer than a day in it."""

    id: str
    questionnaire: str
    version: int
    language: Language
    mode: Mode
    channel: Channel
    day: date
    answered_by: AnsweredBy | None = None
    helper: str | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)

    def codes(self, item: str) -> tuple[str, ...]:
        """Return the codes chosen at `item`, none where it was skipped."""
        answer = self.answers.get(item)
        return answer.codes if answer else ()

    def text(self, item: str) -> str:
        """Return the text written at `item`, empty where it was skipped."""
        answer = self.answers.get(item)
        return answer.text if answer else ""


def submit(
    questionnaire: Questionnaire,
    raw: RawAnswers,
    *,
    id: str,  # noqa: A002 - the field's own name
    language: Language,
    mode: Mode,
    channel: Channel,
    day: date,
) -> Submission:
    """Make a submission of what came back; who answered and who helped move out of the answers to fields of their own.

    Raises RefusedError when anything does not pass the gate.
    """
    checked = check_all(questionnaire, raw)
    if checked.problems:
        raise RefusedError(checked.problems)
    answers = dict(checked.answers)
    answered_by, helper = answers.pop(WHO_ANSWERED, None), answers.pop(WHO_HELPED, None)
    return Submission(
        id=id,
        questionnaire=questionnaire.group,
        version=questionnaire.version,
        language=language,
        mode=mode,
        channel=channel,
        day=day,
        answered_by=AnsweredBy(answered_by.codes[0]) if answered_by else None,
        helper=helper.codes[0] if helper else None,
        answers=answers,
    )


def to_json(submission: Submission) -> dict[str, Any]:
    """Return the submission in the shape of one JSON line."""
    shape: dict[str, Any] = {
        "id": submission.id,
        "questionnaire": submission.questionnaire,
        "version": submission.version,
        "language": submission.language,
        "mode": submission.mode.value,
        "answered_by": submission.answered_by.value if submission.answered_by else None,
        "helper": submission.helper,
        "channel": submission.channel.value,
        "day": submission.day.isoformat(),
        "answers": {name: list(answer.codes) or [answer.text] for name, answer in submission.answers.items()},
    }
    return {key: value for key, value in shape.items() if value is not None}


def from_json(line: str, questionnaires: Mapping[tuple[str, int], Questionnaire], *, id: str) -> Submission:  # noqa: A002
    """Read one JSON line through the same gate as every other mode.

    `questionnaires` maps group and version to the questionnaire; without a `version` the newest is meant. `id` serves
    where the line has none. Raises MalformedError or RefusedError.
    """
    try:
        shape = json.loads(line, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        message = f"this is not JSON: {error.msg} at character {error.pos + 1}"
        raise MalformedError(message) from None
    except RecursionError:
        message = "this is nested too deeply to be a submission"
        raise MalformedError(message) from None
    except MalformedError:
        raise
    except ValueError:  # Python reads no number of more than 4,300 digits
        message = "a number in this is too long"
        raise MalformedError(message) from None
    if not isinstance(shape, dict):
        message = "a submission is one object in braces, with its keys and values"
        raise MalformedError(message)
    unknown = sorted(set(shape) - _KEYS)
    if unknown:
        message = f"unknown key {unknown[0]!r}: the keys are {', '.join(sorted(_KEYS))}"
        raise MalformedError(message)
    questionnaire = _questionnaire(shape, questionnaires)
    raw = _raw(shape.get("answers", {}))
    language = Language(_one_of(shape, "language", questionnaire.languages, default=questionnaire.languages[0]))
    for key, item in (("answered_by", WHO_ANSWERED), ("helper", WHO_HELPED)):
        given = shape.get(key)
        if given is None:
            continue
        if not isinstance(given, str) or raw.get(item, [given]) != [given]:
            message = f"{key!r} must be text and agree with the answer to {item!r}"
            raise MalformedError(message)
        raw[item] = [given]
    return submit(
        questionnaire,
        raw,
        id=_id(shape, id),
        language=language,
        mode=Mode(_one_of(shape, "mode", tuple(Mode), default=Mode.IMPORT)),
        channel=Channel(_one_of(shape, "channel", tuple(Channel), default=Channel.OTHER)),
        day=_day(shape),
    )


_KEYS: Final = frozenset(
    {
        "id",
        "questionnaire",
        "version",
        "language",
        "mode",
        "answered_by",
        "helper",
        "channel",
        "day",
        "answers",
    }
)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PLAIN_ID: Final = re.compile(r"[A-Za-z0-9_.:-]{1,64}")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    shape = dict(pairs)
    if len(shape) < len(pairs):
        names = [name for name, _ in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        message = f"{repeated!r} stands twice: keep one"
        raise MalformedError(message)
    return shape


def _questionnaire(shape: dict[str, Any], questionnaires: Mapping[tuple[str, int], Questionnaire]) -> Questionnaire:
    group = _one_of(shape, "questionnaire", GROUPS)
    versions = sorted(version for known, version in questionnaires if known == group)
    version = shape.get("version", versions[-1] if versions else None)
    if not isinstance(version, int) or isinstance(version, bool) or (group, version) not in questionnaires:
        known = ", ".join(str(version) for version in versions) or "none"
        message = f"'version' {version!r} of {group} is not known here: known are {known}"
        raise MalformedError(message)
    return questionnaires[group, version]


def _raw(shape: object) -> dict[str, list[str]]:
    if not isinstance(shape, dict):
        message = "'answers' must be an object of item names, each with a list of codes or one text"
        raise MalformedError(message)
    for name, values in shape.items():
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            message = f'the answer to {name!r} must be a list of texts, as in ["sometimes"]'
            raise MalformedError(message)
    return dict(shape)


def _one_of(shape: dict[str, Any], key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
    value = shape.get(key, default)
    if not isinstance(value, str) or value not in allowed:
        message = f"{key!r} is {value!r}: it must be one of {', '.join(allowed)}"
        raise MalformedError(message)
    return value


def _id(shape: dict[str, Any], default: str) -> str:
    value = shape.get("id", default)
    if not isinstance(value, str) or not _PLAIN_ID.fullmatch(value):
        message = "'id' must be text of 1 to 64 letters, digits, hyphens, dots or colons"
        raise MalformedError(message)
    return value


def _day(shape: dict[str, Any]) -> date:
    value = shape.get("day")
    if isinstance(value, str) and _DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    message = f"'day' is {value!r}: it must be a day as in 2026-11-24"
    raise MalformedError(message)
