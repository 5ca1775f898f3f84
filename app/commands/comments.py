"""`heard comments`: what texts hold: themes, personal data, and words that need a person's eye."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from surveys.answers import LONGEST_TEXT
from surveys.questionnaire import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator

PROMPTS: Final = ("good", "better", "anything")
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


class LineError(ValueError):
    """A line that is no comment; the message says why."""


@click.group()
def comments() -> None:
    """Work on texts."""


@comments.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
def code(file: Path) -> None:
    """Say the themes, personal data and safeguarding of each text in FILE, JSON lines with id, group, prompt and text.

    JSON lines go to standard output; - reads standard input. Nothing is stored.
    """
    with click.open_file(str(file), "rb") as lines:
        given = [(number, line) for number, line in enumerate(lines, start=1) if line.strip(_BYTE_ORDER_MARK).strip()]
    read = list(_read(given))
    for comment in read:
        click.echo(json.dumps(_coded(comment), ensure_ascii=False))


def _read(lines: list[tuple[int, bytes]]) -> Iterator[dict[str, Any]]:
    for number, line in lines:
        try:
            yield _comment(line.removeprefix(_BYTE_ORDER_MARK))
        except LineError as error:
            message = f"line {number}: {error}. Nothing was coded."
            raise click.ClickException(message) from None


def _comment(line: bytes) -> dict[str, Any]:
    try:
        shape = json.loads(line.decode())
        json.dumps(shape, ensure_ascii=False, allow_nan=False).encode()  # half a character could not be printed later
    except UnicodeDecodeError:
        message = "this is not UTF-8 text"
        raise LineError(message) from None
    except (ValueError, RecursionError):
        message = "this is not JSON"
        raise LineError(message) from None
    if not isinstance(shape, dict) or not isinstance(shape.get("text"), str):
        message = "a comment is an object in braces with a 'text'"
        raise LineError(message)
    for key, allowed in (("group", GROUPS), ("prompt", PROMPTS)):
        if shape.get(key) not in allowed:
            message = f"{key!r} must be one of {', '.join(allowed)}"
            raise LineError(message)
    if len(shape["text"]) > LONGEST_TEXT:
        message = f"the text is longer than {LONGEST_TEXT} characters"
        raise LineError(message)
    return shape


def _coded(comment: dict[str, Any]) -> dict[str, Any]:
    from analysis import privacy, safeguarding, themes

    text = comment["text"]
    found = privacy.personal_data(text)
    raised = safeguarding.triage(text)
    return {
        "id": comment.get("id"),
        "group": comment["group"],
        "prompt": comment["prompt"],
        "text": text,
        "themes": [
            {"id": one.theme, "valence": one.valence.value, "words": list(one.words)}
            for one in themes.code(text, comment["prompt"])
        ],
        "personal_data": [{"text": piece.text, "type": piece.type} for piece in found],
        "safeguarding": raised.alarm.value,
        "safeguarding_words": list(raised.words),
        "redacted": privacy.redact(text, found),
    }
