"""The lines of enquiry of one inspection: worked out once its survey has closed, then kept sealed with the answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from app import laid_beside
from app.store import results, submissions
from app.store.fingerprints import fingerprint
from surveys import definitions
from surveys.inspections import Phase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.frame import Frame
    from analysis.lines import Summary
    from analysis.snapshot import Snapshot
    from app.installation import Installation
    from surveys.inspections import Inspection
    from surveys.questionnaire import Questionnaire

KEPT_AS: Final = "lines"
_OF: Final = "answers"
"""Beside the lines stands what they were worked out from, so that lines of other answers are never shown, nor lines
laid beside other areas."""


class NotClosedError(Exception):
    """The survey still takes answers, so there are no lines of enquiry yet."""

    def __init__(self, inspection: Inspection, phase: Phase) -> None:
        self.inspection, self.phase = inspection, phase
        super().__init__(phase.value)


def summary(installation: Installation, inspection: Inspection) -> Summary:
    """Return the lines of enquiry, as kept where the answers are still the same. Raises NotClosedError, NoKeyError."""
    from analysis import enquiry

    shape = kept(installation, inspection)
    if shape is not None:
        return enquiry.from_json(shape)
    taken = snapshot(installation, inspection)
    proposed = enquiry.propose(taken, beside=laid_beside.beside(installation, inspection))
    laid_beside.keep_counts(installation, inspection, taken)
    shape = enquiry.to_json(proposed, inspection) | {_OF: _of(installation, inspection)}
    results.keep(installation.database, inspection.code, KEPT_AS, json.dumps(shape).encode())
    return proposed


def kept(installation: Installation, inspection: Inspection) -> dict[str, Any] | None:
    """Return the lines of enquiry as they were kept, None where there are none of these answers by this method."""
    from analysis import phrases

    _see_that_closed(installation, inspection)
    content = results.find(installation.database, installation.keys, inspection.code, KEPT_AS)
    shape: dict[str, Any] | None = None if content is None else json.loads(content)
    if shape is None or shape.pop(_OF) != _of(installation, inspection) or shape["method"] != phrases.method():
        return None
    return shape


def snapshot(installation: Installation, inspection: Inspection) -> Snapshot:
    """Open the answers and return them as one snapshot. Raises NotClosedError, NoKeyError."""
    _see_that_closed(installation, inspection)
    return _taken(installation, inspection)


def so_far(installation: Installation, inspection: Inspection) -> Mapping[str, Frame]:
    """Open the answers that there are, also while more are taken: to see who is missing, and for nothing else.

    Raises NoKeyError.
    """
    from analysis.enquiry import frames_once

    return frames_once(_taken(installation, inspection))


def questionnaires(inspection: Inspection) -> Mapping[tuple[str, int], Questionnaire]:
    """Return every questionnaire with this inspection's own options in it, by group and version."""
    return {key: inspection.tailor(questionnaire) for key, questionnaire in definitions.catalogue().items()}


def _taken(installation: Installation, inspection: Inspection) -> Snapshot:
    from analysis.snapshot import take

    opened = submissions.opened(installation.database, installation.keys, inspection.code)
    return take(questionnaires(inspection), opened)


def _see_that_closed(installation: Installation, inspection: Inspection) -> None:
    phase = inspection.window.phase(installation.clock())
    if phase in {Phase.NOT_YET, Phase.OPEN}:
        raise NotClosedError(inspection, phase)


def _of(installation: Installation, inspection: Inspection) -> str:
    answers = fingerprint(installation.database, inspection.code)
    return f"{answers} beside {laid_beside.mark(installation, inspection)}"
