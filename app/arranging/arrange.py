"""Opens an inspection as it was asked for: only where everything that it promises is there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from app.arranging.readiness import Format, gaps
from app.store import audit, changes, inspections, staff
from surveys.inspections import Inspection, week_from

if TYPE_CHECKING:
    from datetime import date, datetime

    from app.arranging.readiness import Gap
    from app.installation import Installation
    from app.store.staff import Account
    from surveys.inspections import LocalArea
    from surveys.questionnaire import Language

KEPT_YEARS: Final = (1, 2, 3)
"""For how many years after the window answers can be kept."""
_LAST_OF_FEBRUARY: Final = 28


class NotReadyError(Exception):
    """Something that the inspection promises is not there."""

    def __init__(self, missing: tuple[Gap, ...]) -> None:
        self.missing = missing
        super().__init__(" ".join(f"{gap.what} {gap.cure}" for gap in missing))


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """An inspection as it is asked for."""

    area: LocalArea
    notified: datetime
    languages: tuple[Language, ...]
    formats: tuple[Format, ...]
    parts: tuple[tuple[str, str], ...] = ()
    kept_years: int | None = None
    code: str | None = None

    @property
    def inspection(self) -> Inspection:
        """The inspection that this would be, with its week, and without a code where none is given."""
        window = week_from(self.notified)
        return Inspection(
            code=self.code or "",
            area=self.area,
            window=window,
            parts_of_area=self.parts,
            languages=self.languages,
            answers_kept_until=years_after(window.closes.date(), self.kept_years) if self.kept_years else None,
        )


def arrange(installation: Installation, wanted: Wanted, by: Account | None) -> Inspection:
    """Make the inspection, which then opens and closes by itself, and let whoever makes it in.

    Raises NotReadyError, DuplicateCodeError, BadCodeError and KeyExistsError.
    """
    missing = gaps(installation, wanted.languages, wanted.formats)
    if missing:
        raise NotReadyError(missing)
    database = installation.database
    code = inspections.new_code(database, wanted.area) if wanted.code is None else wanted.code
    made = replace(wanted.inspection, code=code, partnership_token=inspections.new_token())
    inspections.add(database, installation.keys, made)
    changes.promise(database, code, wanted.formats)
    if by is not None:
        staff.join(database, by.email, [code])
    actor = audit.staff(by.id) if by else audit.COMMAND_LINE
    audit.record(database, installation.clock(), actor, "inspection.opened", code)
    return made


def years_after(day: date, years: int) -> date:
    """Return the same day so many years later; the 28th for a 29 February that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=_LAST_OF_FEBRUARY)
