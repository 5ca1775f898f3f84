"""Takes damaged copies in, against a database, and sees that what was kept of each is whole."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from app import config
from app import installation as installations
from app.copies.reading import Reading
from app.copies.taking_in import Outcome, questionnaires, take_in
from app.store import copies, inspections, staff, submissions
from app.store.staff import Role
from surveys.answers import check_all
from surveys.inspections import Inspection, local_area, week_from
from surveys.submissions import Channel

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from app.installation import Installation
    from exports.reading.worker import Worker

NOW: Final = datetime(2026, 11, 25, 12, tzinfo=UTC)
CODE: Final = "kent-4827"


@dataclass(frozen=True, kw_only=True)
class Taking:
    """An installation of its own with one inspection, and what became of the files that were taken in."""

    here: Installation
    inspection: Inspection
    outcomes: Counter[str] = field(default_factory=Counter)
    sent: set[bytes] = field(default_factory=set)

    def take(self, files: Iterable[tuple[str, bytes]], worker: Worker) -> None:
        """Take the files in, one after the other."""
        for name, content in files:
            taken = take_in(
                self.here,
                self.inspection,
                file_name=name,
                content=content,
                channel=Channel.SCHOOL,
                worker=worker,
            )
            self.sent.add(_hash(content))
            self.outcomes[taken.outcome] += 1
            if taken.outcome is Outcome.REFUSED:
                self.outcomes[f"refused: {taken.refusal}"] += 1

    def troubles(self) -> list[str]:
        """Return what is not whole: a submission or a waiting copy that can't be opened, or that nobody sent."""
        found = []
        database, keys = self.here.database, self.here.keys
        stored = list(submissions.opened(database, keys, CODE))
        known = questionnaires(self.inspection)
        for one in stored:
            kept = submissions.original(database, keys, CODE, one.id)
            if kept is None or _hash(kept) not in self.sent:
                found.append(f"submission {one.id} has not the file that was sent")
            raw = {item: answer.codes or (answer.text,) for item, answer in one.answers.items()}
            if check_all(known[one.questionnaire, one.version], raw).problems:
                found.append(f"submission {one.id} holds answers that the gate refuses")
        waiting = 0
        while (id := copies.take(database, CODE, by=1, now=self.here.clock())) is not None:  # noqa: A001 - its name
            waiting += 1
            held = copies.hold(database, keys, CODE, id, by=1, now=self.here.clock())
            if _hash(held.original) not in self.sent or not Reading.from_json(held.reading).open:
                found.append(f"waiting copy {id} is not whole")
            copies.put_aside(database, CODE, id, by=1, now=self.here.clock())
        if (len(stored), waiting) != (self.outcomes[Outcome.STORED], self.outcomes[Outcome.WAITS]):
            found.append(f"{len(stored)} are stored and {waiting} wait, where {dict(self.outcomes)} was said")
        return found


def taking(folder: Path) -> Taking:
    """Return an installation in a folder of its own with the inspection of which the damaged copies are."""
    here = installations.installation(
        config.settings({"HEARD_HOME": str(folder), "HEARD_SECRET_KEY": "only a test" * 3})
    )
    here = replace(here, clock=lambda: NOW)
    parts = (("north", "North & coast"), ("south", "South"))
    inspection = Inspection(code=CODE, area=local_area("Kent"), window=week_from(NOW), parts_of_area=parts)
    inspections.add(here.database, here.keys, inspection)
    staff.add(here.database, email="sam@heard.example", name="Sam Green", role=Role.INSPECTOR, password_hash="")
    return Taking(here=here, inspection=inspection)


def _hash(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
