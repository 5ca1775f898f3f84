"""Answers so far as a file on the person's own device: written so that they can read it, and read when it comes back.

The file is a plain page without scripts. What the product reads again stands in one `<meta>` of it, as JSON. Nobody can
say who wrote a file, so nothing in it is believed but answers that pass the gate: it becomes a new draft.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from flask import render_template

from app.installation import here
from app.respond.own_answers import answered
from app.respond.visit import to
from surveys.answers import Fault, RawAnswers, check_all
from surveys.questionnaire import GROUPS
from surveys.submissions import Channel

if TYPE_CHECKING:
    from app.respond.visit import Visit
    from surveys.questionnaire import Questionnaire

LARGEST: Final = 1024 * 1024
"""Bytes of a file that are read. Three texts of 10,000 letters that each had to be written as six take 360 kB."""

_MARK: Final = "heard-answers"
_SHAPE: Final = 1
_MOST: Final = 500
"""Questions that a file may hold; no questionnaire comes near it."""

# Not an HTML parser: the standard library's takes hours over a page that is made to keep it busy.
_META: Final = re.compile(r"<meta\s[^<>]*>", re.IGNORECASE)
_NAME: Final = re.compile(rf"""\sname=["']?{_MARK}["'\s>]""", re.IGNORECASE)
_CONTENT: Final = re.compile(r"""\scontent=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


class NotOursError(ValueError):
    """The file is none that this product wrote, or it was damaged since."""


@dataclass(frozen=True, kw_only=True)
class OwnFile:
    """What a file says."""

    code: str
    group: str
    version: int
    channel: Channel
    raw: RawAnswers


@dataclass(frozen=True, kw_only=True)
class Fitting:
    """What of a file fits the questionnaire."""

    raw: dict[str, list[str]]
    left_out: tuple[str, ...]
    """The items, known to the questionnaire or not, whose answers can't be taken."""


def write(visit: Visit) -> str:
    """Return the visit's answers so far as the file's content."""
    shape = {
        "heard": _SHAPE,
        "code": visit.inspection.code,
        "group": visit.group,
        "version": visit.questionnaire.version,
        "channel": visit.channel.value,
        "answers": visit.raw,
    }
    address = f"{here().settings.public_address}{to('respond.start')}"
    return render_template(
        "respond/own_file.html",
        visit=visit,
        answered=answered(visit),
        mark=_MARK,
        content=json.dumps(shape),
        address=address,
    )


def read(content: bytes) -> OwnFile:
    """Return what a file says that somebody brought. Raises NotOursError."""
    try:
        shape = json.loads(_held(content.decode("utf-8-sig")))
    except (ValueError, RecursionError):
        raise NotOursError from None
    if not isinstance(shape, dict) or shape.get("heard") != _SHAPE:
        raise NotOursError
    answers, version = _raw(shape.get("answers")), shape.get("version")
    code, group, channel = (_text(shape, name) for name in ("code", "group", "channel"))
    if answers is None or type(version) is not int or group not in GROUPS:  # True would pass for 1
        raise NotOursError
    known = channel in set(Channel)
    return OwnFile(
        code=code, group=group, version=version, channel=Channel(channel) if known else Channel.OTHER, raw=answers
    )


def fitting(questionnaire: Questionnaire, raw: RawAnswers) -> Fitting:
    """Return what of `raw` passes the gate, and which answers don't.

    What only does not apply after the other answers stays, as it does in a draft: it may apply again.
    """
    checked = check_all(questionnaire, raw)
    kept = {name: list(answer.codes) or [answer.text] for name, answer in checked.answers.items()}
    left_out = []
    for problem in checked.problems:
        if problem.fault is Fault.NOT_ASKED and questionnaire.item(problem.item).asks:
            kept[problem.item] = list(problem.given)
        else:
            left_out.append(problem.item)
    seen: dict[str, list[str]] = {
        name: [] for name in raw if name in questionnaire and name not in kept and name not in left_out
    }
    return Fitting(raw=kept | seen, left_out=tuple(left_out))


def _held(page: str) -> str:
    """Return the JSON that the page holds, empty where there is none. Takes time in proportion to the page."""
    for tag in _META.finditer(page):
        content = _CONTENT.search(tag.group()) if _NAME.search(tag.group()) else None
        if content:
            return html.unescape(content[1] or content[2] or "")
    return ""


def _text(shape: dict[str, Any], name: str) -> str:
    value = shape.get(name)
    return value if isinstance(value, str) else ""


def _raw(answers: object) -> RawAnswers | None:
    """Return answers in the shape that the gate takes, None where they have another."""
    if not isinstance(answers, dict) or len(answers) > _MOST:
        return None
    for values in answers.values():
        if not isinstance(values, list) or len(values) > _MOST or not all(isinstance(one, str) for one in values):
            return None
    return answers
