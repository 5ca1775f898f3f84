"""The whole chain from a line of enquiry to the submissions that it rests on, in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis import phrases
from analysis.lines import EvidenceKind
from surveys.constructs import criteria

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.lines import Evidence, LineOfEnquiry, Summary
    from analysis.snapshot import Snapshot, Table


class NoSuchLineError(LookupError):
    """No line has that rank; the message says which have."""


def explain(summary: Summary, snapshot: Snapshot, rank: int) -> str:
    """Return how the line of this rank came about, down to the submissions. Raises NoSuchLineError."""
    for line in summary.lines:
        if line.rank == rank:
            return "\n".join(_told(line, summary, snapshot)) + "\n"
    there = f"Lines 1 to {len(summary.lines)} stand there" if summary.lines else "There is no line at all"
    raise NoSuchLineError(f"There is no line {rank}. {there}.")


def _told(line: LineOfEnquiry, summary: Summary, snapshot: Snapshot) -> Iterator[str]:
    yield f"Line {line.rank} of {len(summary.lines)}: {line.title}"
    yield f"  {line.kind.value}; criterion: {criteria()[line.criterion].name}"
    if line.subgroup is not None:
        yield f"  about: {phrases.subgroup(line.subgroup)} ({line.subgroup.item} = {line.subgroup.code})"
    yield f"  {line.statement}"
    yield f"  To test: {line.question}"
    yield ""
    yield "How it came to this rank"
    yield from _rank(line)
    yield f"  {line.how_sure}"
    compared = (
        f"{summary.areas} areas asked so far" if summary.areas else "the area's own other answers; no benchmark yet"
    )
    yield f"  compared with: {compared}"
    if line.sensitivity is not None:
        yield ""
        yield "What could change it"
        yield from (f"  {said}" for said in line.sensitivity.said)
    yield ""
    yield "What was asked"
    yield from _asked(line, snapshot)
    for heading, pieces in (("Evidence for", line.supporting), ("Evidence against", line.opposing)):
        yield ""
        yield heading
        if not pieces:
            yield "  none"
        for place, piece in enumerate(pieces, start=1):
            yield from _piece(place, piece, line, snapshot)
    yield ""
    yield f"Snapshot {summary.snapshot}, method {summary.method}" + (
        f", beside {summary.beside}" if summary.beside else ""
    )


def _rank(line: LineOfEnquiry) -> Iterator[str]:
    parts = line.ranking
    if "excess" not in parts:
        yield "  lines about who is missing stand last"
        return
    yield f"  beyond what was expected: {parts['excess']:.4f} of the share"
    left = parts["z"] ** 2 / (1 + parts["z"] ** 2)
    yield f"  in its own uncertainty: {parts['z']:.3f}, which leaves {left:.3f} of it"
    yield f"  people concerned: {parts['people']:.4f} of all who answered (its root counts)"
    yield f"  agreement of groups: {parts['agreement']:.4f}"
    yield f"  confidence: {parts['confidence']:.4f}"
    yield f"  importance, all multiplied: {parts['importance']:.5f}"


def _asked(line: LineOfEnquiry, snapshot: Snapshot) -> Iterator[str]:
    for group, table in snapshot.tables.items():
        for column in table.scales:
            if column.construct not in line.constructs or not len(table):
                continue
            half = column.scale // 2
            yield f"  {group}, {column.name}: {column.question}"
            yield f"    lower answers: {', '.join(column.codes[half : column.scale])}"
            outside = column.codes[column.scale :]
            yield f"    outside the base: {', '.join((*outside, 'skipped'))}"
    if not line.constructs:
        yield "  Nothing was asked about it by name." if line.themes else "  About the person: who answered."


def _piece(place: int, piece: Evidence, line: LineOfEnquiry, snapshot: Snapshot) -> Iterator[str]:
    yield f"  {place}. {piece.text}"
    if piece.kind is EvidenceKind.QUOTE:
        yield "     (a quote, masked by machine; a person must approve it before it leaves the team)"
    if piece.value is not None and piece.interval is not None and piece.base is not None:
        low, high = piece.interval
        group = f"{piece.group}, " if piece.group else ""
        yield f"     {group}share {piece.value:.4f}, 95% interval {low:.4f} to {high:.4f} (Wilson), base {piece.base:,}"
    if piece.submissions:
        yield f"     {len(piece.submissions):,} submissions:"
        yield from _submissions(piece.submissions, line, snapshot)


def _submissions(ids: Sequence[str], line: LineOfEnquiry, snapshot: Snapshot) -> Iterator[str]:
    """Yield each submission with what it answered to the questions that the line is about."""
    wanted = set(ids)
    found: dict[str, str] = {}
    for table in snapshot.tables.values():
        for row, id_ in enumerate(table.ids):
            if id_ in wanted:
                found[id_] = " ".join(_answers(table, row, line))
    yield from (f"       {id_}  {found.get(id_, '')}".rstrip() for id_ in ids)


def _answers(table: Table, row: int, line: LineOfEnquiry) -> Iterator[str]:
    about = line.subgroup.item if line.subgroup else ""
    for column in table.columns.values():
        if column.construct in line.constructs or column.name == about:
            value = int(column.values[row])
            yield f"{column.name}={column.codes[value] if value >= 0 else '-'}"
    for flags in table.flags.values():
        if flags.name == about:
            chosen = [
                code for code, is_chosen in zip(flags.codes, flags.chosen[row].tolist(), strict=True) if is_chosen
            ]
            yield f"{flags.name}={','.join(chosen) or '-'}"
