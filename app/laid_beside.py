"""What an inspection's answers are laid beside, as the store has it; and its own counts, kept for those that follow."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from app.store import cubes as store
from app.store import plan_figures, results
from surveys.inspections import EXAMPLE_AREA, LONDON, Phase

if TYPE_CHECKING:
    from analysis.beside import Beside
    from analysis.confirmed import Reading
    from analysis.snapshot import Snapshot
    from app.installation import Installation
    from surveys.inspections import Inspection

READING: Final = "reading"
"""The name under which the store keeps what was learned from confirmed comments."""


def beside(installation: Installation, inspection: Inspection) -> Beside:
    """Return the area's plan figures, the newest counts of every other area, and its own of an earlier inspection."""
    from analysis import beside as values
    from analysis.cubes import from_text

    newest: dict[str, str] = {}
    last = None
    for (area, opened), text in sorted(store.every(installation.database).items()):
        if area != inspection.area.gss_code:
            newest[area] = text
        elif opened < opened_on(inspection):
            last = text
    return values.Beside(
        figures=plan_figures.find(installation.database, inspection.area.gss_code),
        others=tuple(from_text(text) for text in newest.values()),
        last=None if last is None else from_text(last),
        reading=reading(installation, inspection.code),
    )


def reading(installation: Installation, code: str) -> Reading | None:
    """Return how an inspection's comments are read since inspectors confirmed some; None where they did not."""
    content = results.find(installation.database, installation.keys, code, READING)
    if content is None:
        return None
    from analysis import confirmed

    return confirmed.from_bytes(content)


def mark(installation: Installation, inspection: Inspection) -> str:
    """Return a mark that changes when anything does that the answers are laid beside."""
    made = hashlib.sha256(repr(plan_figures.find(installation.database, inspection.area.gss_code)).encode())
    own = inspection.area.gss_code, opened_on(inspection)
    for key, text in sorted(store.every(installation.database).items()):
        if key != own:
            made.update(repr((key, text)).encode())
    return made.hexdigest()


def keep_counts(installation: Installation, inspection: Inspection, taken: Snapshot) -> bool:
    """Keep what the inspection counts for the areas that follow; False where it is no part of a benchmark.

    That is while it takes answers, where too few answered, and where the area is invented.
    """
    from analysis import cubes
    from analysis.enquiry import frames_once

    if inspection.area == EXAMPLE_AREA or inspection.window.phase(installation.clock()) is not Phase.CLOSED:
        return False
    cube = cubes.count(frames_once(taken), area=inspection.area.gss_code, opened=opened_on(inspection))
    if not cube.groups:
        return False
    text = cubes.to_text(cube)
    key = cube.area, cube.opened
    if store.every(installation.database).get(key) != text:
        store.keep(installation.database, {key: text})
    return True


def opened_on(inspection: Inspection) -> str:
    """Return the day the inspection's survey opened, in London, as in 2026-11-23."""
    return inspection.window.opens.astimezone(LONDON).date().isoformat()
