"""The part of a returned document that a question is about, as it looks, for who settles what is in doubt."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from exports.copies import marks
from exports.copies.asked import as_asked
from exports.copies.layout import Part, Printed, layout
from exports.reading.boxes import plain
from exports.reading.filled import returned
from exports.reading.lines import Look, Mark, Piece, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.reading.lines import Line
    from surveys.questionnaire import Language, Questionnaire

AROUND: Final = 3
"""Lines shown before and after words that stand at no question."""
_LONGEST: Final = 60
"""Lines shown at most: a long one of somebody's own is read in the document itself."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """Words that look the same."""

    words: str
    strong: bool = False
    struck: bool = False


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One line of the document. `about` says that it holds the words in doubt, `where` in which part it stands."""

    runs: tuple[Run, ...]
    about: bool = False
    where: Where = Where.BODY


@dataclass(frozen=True, kw_only=True)
class About:
    """What a doubt is about: the question `item`, or where there is none the `words`, on a copy in `language`."""

    questionnaire: Questionnaire
    language: Language
    item: str | None
    words: str


def part(content: bytes, file_name: str, about: About) -> tuple[Shown, ...]:
    """Return the lines at the question, or around the words where there is none. Raises UnreadableError.

    Files from outside are better shown by reading.worker.Worker, which does the same in a process with limits.
    """
    lines = returned(content, file_name).lines
    body = [number for number, line in enumerate(lines) if line.where is Where.BODY]
    wanted = {plain(one) for one in about.words.split("\n") if plain(one)}
    holding = {number for number, line in enumerate(lines) if plain(line.text) and plain(line.text) in wanted}
    chosen = _of_question(lines, body, about, about.item) if about.item else set()
    if not holding & chosen:
        near = {number + step for number in holding for step in range(-AROUND, AROUND + 1)}
        chosen |= {number for number in near if 0 <= number < len(lines)}
    shown = [number for number in sorted(chosen) if lines[number].text.strip()]
    return tuple(_shown(lines[number], about=number in holding) for number in shown[:_LONGEST])


def record(lines: tuple[Shown, ...]) -> dict[str, Any]:
    """Return the lines as plain JSON."""
    return {"lines": [asdict(line) for line in lines]}


def of_record(kept: dict[str, Any]) -> tuple[Shown, ...]:
    """Return the lines that a record was made of."""
    return tuple(
        Shown(runs=tuple(Run(**run) for run in line["runs"]), about=line["about"], where=Where(line["where"]))
        for line in kept["lines"]
    )


def _of_question(lines: Sequence[Line], body: Sequence[int], about: About, item: str) -> set[int]:
    printed = Printed(reference="", address="", send_to="", credit="")
    blocks = layout(as_asked(about.questionnaire), about.language, printed)
    headings = {plain(block.shown): block.item for block in blocks if block.part is Part.QUESTION}
    sections = {plain(block.shown) for block in blocks if block.part is Part.SECTION}
    found: set[int] = set()
    here = ""
    for number in body:
        marked = (marks.of_question(piece.name) for piece in lines[number].pieces if isinstance(piece, Mark))
        words = plain(lines[number].text)
        heading = next((one for one in marked if one), None) or headings.get(words)
        if heading:
            here = heading
        elif words in sections:
            here = ""
        if here == item:
            found.add(number)
    return found


def _shown(line: Line, *, about: bool) -> Shown:
    runs: list[Run] = []
    for piece in line.pieces:
        if not isinstance(piece, Piece) or not piece.text:
            continue
        run = Run(words=piece.text, strong=bool(piece.looks - {Look.STRUCK}), struck=Look.STRUCK in piece.looks)
        if runs and (runs[-1].strong, runs[-1].struck) == (run.strong, run.struck):
            run = Run(words=runs.pop().words + run.words, strong=run.strong, struck=run.struck)
        runs.append(run)
    return Shown(runs=tuple(runs), about=about, where=line.where)
