"""What leaves the inspection team of one inspection: its tables, through `analysis.disclosure`, and their ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.store import results

if TYPE_CHECKING:
    from analysis.disclosure import Release
    from analysis.snapshot import Snapshot
    from app.installation import Installation
    from surveys.inspections import Inspection

LEDGER: Final = "released"
"""The name under which the store keeps, sealed, what was released."""

REFUSED: Final = (
    "Some tables are as they were released before. With the answers that have come since, the difference between the "
    "two would tell of 1 to 9 people. They go out anew once 10 more have answered."
)


def release(installation: Installation, inspection: Inspection, taken: Snapshot) -> Release:
    """Release the fixed set of tables of a snapshot, and write that into the ledger first. Raises NoKeyError."""
    from analysis import counts, disclosure

    kept = results.find(installation.database, installation.keys, inspection.code, LEDGER)
    before = None if kept is None else disclosure.Ledger.from_bytes(kept)
    made = disclosure.release(counts.fixed_set(taken), before)
    if made.ledger != before:
        results.keep(installation.database, inspection.code, LEDGER, made.ledger.to_bytes())
    return made
