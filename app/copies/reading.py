"""What was read on a copy that waits for a person: the answers so far, and what is still in doubt."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from surveys.questionnaire import Language
from surveys.submissions import Channel, Mode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exports.word import FilledCopy

SAME_FILE: Final = "same_file"
SAME_ANSWERS: Final = "same_answers"
NOTHING: Final = "nothing"
NOT_ASKED: Final = "not_asked"
"""Reasons of a doubt that the document alone doesn't give; the last one it may give too."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing that a person is asked about a copy. `item` is the question it stands at, None where at none.

    `shown` is what stands there, `read` what it most likely means: codes or one text, empty where nothing can be said.
    """

    item: str | None
    reason: str
    shown: str = ""
    read: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Step:
    """One question that was settled, with the answers as they were before, so that it can be taken back."""

    question: Question
    before: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A copy on its way to become a submission."""

    file: str
    group: str
    version: int
    language: Language
    channel: Channel
    mode: Mode
    raw: Mapping[str, tuple[str, ...]]
    open: tuple[Question, ...]
    steps: tuple[Step, ...] = ()
    aside: bool = False
    """Whether a person has said that it must not be counted."""

    def to_json(self) -> bytes:
        """Return the reading as it is sealed."""
        return json.dumps(asdict(self), separators=(",", ":")).encode()

    @classmethod
    def from_json(cls, content: bytes) -> Reading:
        """Return the reading that was sealed."""
        shape = json.loads(content)
        return cls(
            **{
                **shape,
                "language": Language(shape["language"]),
                "channel": Channel(shape["channel"]),
                "mode": Mode(shape["mode"]),
                "raw": _raw(shape["raw"]),
                "open": tuple(_question(one) for one in shape["open"]),
                "steps": tuple(
                    Step(question=_question(one["question"]), before=_raw(one["before"])) for one in shape["steps"]
                ),
            }
        )

    def asking_first(self, question: Question) -> Reading:
        """Return the reading with one more question, asked before the others."""
        return replace(self, open=(question, *self.open))


def of_copy(found: FilledCopy, *, file: str, channel: Channel) -> Reading:
    """Return what was read on a Word copy."""
    return Reading(
        file=file,
        group=found.group,
        version=found.version,
        language=found.language,
        channel=channel,
        mode=Mode.WORD,
        raw={item: tuple(given) for item, given in found.raw.items()},
        open=tuple(
            Question(item=one.item, reason=one.reason.value, shown=one.shown, read=tuple(one.read))
            for one in found.doubts
        ),
    )


def _question(shape: Mapping[str, Any]) -> Question:
    return Question(**{**shape, "read": tuple(shape["read"])})


def _raw(shape: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {item: tuple(given) for item, given in shape.items()}
