"""`heard comments`: what texts hold: themes, personal data, and words that need a person's eye."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from app import laid_beside
from app.commands.context import opened
from app.inspectors import analysed
from app.store import inspections, results
from surveys.answers import LONGEST_TEXT
from surveys.questionnaire import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click._termui_impl import ProgressBar

    from analysis.confirmed import Confirmed, Reading

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
    read = list(_read(_given(file)))
    for comment in read:
        click.echo(json.dumps(_coded(comment), ensure_ascii=False))


@comments.command()
@click.argument("code")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
def learn(code: str, file: Path) -> None:
    """Learn for the inspection CODE from comments whose themes inspectors confirmed: FILE as `code` prints, corrected.

    Says how well themes are read there, measured on confirmed comments that were left out of the learning. From then on
    the inspection's comments are read so, and counts of themes come with these figures. A later FILE takes the place of
    this one.
    """
    from analysis import confirmed

    read = list(_read(_given(file)))
    told = [_confirmed(number, shape) for number, shape in enumerate(read, start=1)]
    with opened() as installation:
        inspections.find(installation.database, code)
        try:
            bar: ProgressBar[int]
            with click.progressbar(length=confirmed.PARTS + 1, label="Learning", file=sys.stderr) as bar:
                reading = confirmed.learn_from(told, bar.update)
        except confirmed.TooFewError as error:
            raise click.ClickException(f"{str(error).capitalize()}. Nothing was learned.") from None
        results.keep(installation.database, code, laid_beside.READING, confirmed.to_bytes(reading))
        # The lines of enquiry that were kept for the pages came from the reading before.
        results.forget(installation.database, code, analysed.KEPT_AS)
    _say_how_well(reading)


def _say_how_well(reading: Reading) -> None:
    click.echo(f"{'theme':<32}{'shown':>7}{'given':>7}{'right':>7}{'precision':>11}{'recall':>8}")
    for name, one in [*reading.measured.items(), ("all themes", reading.overall)]:
        precision, recall = ("-" if share is None else f"{share:.2f}" for share in (one.precision, one.recall))
        click.echo(f"{name:<32}{one.shown:>7}{one.given:>7}{one.right:>7}{precision:>11}{recall:>8}")
    click.echo(f"Measured on {reading.comments:,} confirmed comments, each coded without having been learned from.")


def _confirmed(number: int, shape: dict[str, Any]) -> Confirmed:
    from analysis import confirmed, themes

    given = shape.get("themes")
    ids = [one.get("id") if isinstance(one, dict) else None for one in given] if isinstance(given, list) else [None]
    for id_ in ids:
        if not isinstance(id_, str) or id_ not in themes.frame():
            message = (
                f"comment {number}: 'themes' must be a list of objects, each with a theme's 'id'. Nothing was learned."
            )
            raise click.ClickException(message)
    return confirmed.Confirmed(text=shape["text"], prompt=shape["prompt"], themes=frozenset(str(id_) for id_ in ids))


def _given(file: Path) -> list[tuple[int, bytes]]:
    with click.open_file(str(file), "rb") as lines:
        return [(number, line) for number, line in enumerate(lines, start=1) if line.strip(_BYTE_ORDER_MARK).strip()]


def _read(lines: list[tuple[int, bytes]]) -> Iterator[dict[str, Any]]:
    for number, line in lines:
        try:
            yield _comment(line.removeprefix(_BYTE_ORDER_MARK))
        except LineError as error:
            message = f"line {number}: {error}. Nothing was done."
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
    from analysis import languages, privacy, safeguarding, themes
    from analysis.words import tokens

    text = comment["text"]
    found = privacy.personal_data(text)
    words = tokens(text)
    raised = safeguarding.triage(text, words)
    return {
        "id": comment.get("id"),
        "group": comment["group"],
        "prompt": comment["prompt"],
        "text": text,
        "language": languages.language(text, words).code,
        "themes": [
            {"id": one.theme, "valence": one.valence.value, "words": list(one.words)}
            for one in themes.code(text, comment["prompt"], found=words)
        ],
        "personal_data": [{"text": piece.text, "type": piece.type} for piece in found],
        "safeguarding": raised.alarm.value,
        "safeguarding_words": list(raised.words),
        "redacted": privacy.redact(text, found),
    }
