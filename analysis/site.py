"""What inspectors can do on site to test a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis import phrases
from analysis.lines import Activity, Kind

if TYPE_CHECKING:
    from analysis.lines import Finding
    from analysis.phrases import Words


def activities(words: Words, finding: Finding, who: str = "") -> tuple[Activity, ...]:
    """Return whom to track, what to sample, whom to meet and what to ask for, each with its reason."""
    among = f", among {who}" if who and not who.startswith("practitioners") else ""
    chosen = [
        phrases.activity("tracking_meetings", f"Track {words.track}{among}."),
        phrases.activity("sampling_visits", f"Sample {words.sample}."),
        phrases.activity("documents", f"Ask for {words.ask_for}."),
    ]
    if finding.kind is Kind.DISAGREEMENT:
        reason = "Ask the parent carer forum and practitioners why they see this differently."
        chosen.insert(1, phrases.activity("parent_carer_meetings", reason))
    elif finding.groups[:1] == ("young-people",):
        chosen.insert(1, phrases.activity("children_meetings", "Children show this most: ask a group of them."))
    elif finding.groups[:1] == ("practitioners",):
        chosen.insert(
            1, phrases.activity("practitioner_meetings", "Practitioners show this most: ask a group of them.")
        )
    return tuple(chosen)
