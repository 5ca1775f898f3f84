"""Reads submissions from a file of JSON lines, one at a time, and says of each line that fails why it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.store.submissions import new_id
from surveys.submissions import MalformedError, RefusedError, Submission, from_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from typing import BinaryIO

    from surveys.questionnaire import Questionnaire

LONGEST_LINE: Final = 1024 * 1024
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A line that can't be taken in, and why."""

    line: int
    reason: str


def read(
    file: BinaryIO, questionnaires: Mapping[tuple[str, int], Questionnaire], *, latest: date
) -> Iterator[tuple[int, Submission] | Refused]:
    """Yield each line's number and submission, or why it is refused. Empty lines are passed over.

    A day after `latest` is refused. A line that is too long is passed over without being read whole.
    """
    seen: dict[str, int] = {}
    for number, line in _lines(file):
        if line is None:
            yield Refused(line=number, reason=f"the line is longer than {LONGEST_LINE:,} bytes")
            continue
        if not line.strip():
            continue
        try:
            submission = from_json(line.decode(), questionnaires, id=new_id())
        except UnicodeDecodeError as error:
            yield Refused(line=number, reason=f"this is not UTF-8 (byte {error.start + 1}): save the file as UTF-8")
        except (MalformedError, RefusedError) as error:
            yield Refused(line=number, reason=str(error))
        else:
            if submission.day > latest:
                yield Refused(line=number, reason=f"the day {submission.day} is still to come")
            elif submission.id in seen:
                yield Refused(line=number, reason=f"the id {submission.id!r} stands in line {seen[submission.id]} too")
            else:
                seen[submission.id] = number
                yield number, submission


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line with its number; None for one that is too long."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST_LINE)
            yield number, None
        else:
            yield number, line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
