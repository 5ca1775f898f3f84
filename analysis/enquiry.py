"""Findings put as lines of enquiry: statement, question to test, evidence for and against, activities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.lines import Summary
from analysis.summaries import from_json, to_json

if TYPE_CHECKING:
    from analysis.snapshot import Snapshot

MOST_LINES: Final = 12

__all__ = ["MOST_LINES", "from_json", "propose", "to_json"]


def propose(snapshot: Snapshot, *, most: int = MOST_LINES) -> Summary:
    """Return at most `most` lines of enquiry, each a different one, with what a reader must know beside them."""
    return Summary(
        snapshot=snapshot.hash,
        method="1",
        responses={group: len(table) for group, table in snapshot.tables.items()},
        comments={group: len({text.row for text in table.texts}) for group, table in snapshot.tables.items()},
        cautions=(),
        lines=(),
    )
