"""What a page of a survey stands in, read at once: the inspection, and the draft that the browser can open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import and_, bindparam, select

from app.store import drafts, inspections
from app.store.prepared import Prepared
from app.store.tables import DRAFTS, INSPECTIONS

if TYPE_CHECKING:
    from app.store.database import Database
    from app.store.drafts import Draft, DraftKey
    from surveys.inspections import Inspection


def find(database: Database, code: str, draft_key: DraftKey) -> tuple[Inspection, Draft | None]:
    """Return the inspection `code` and its draft; None where it is gone, damaged or another inspection's.

    Raises NoSuchInspectionError.
    """
    row = _FIND.first(database, code=code, draft=draft_key.id) if inspections.may_be_a_code(code) else None
    inspection = inspections.found(code, row and row[:-1])
    return inspection, drafts.opened(draft_key, (code, row[-1]) if row and row[-1] else None)


_FIND: Final = Prepared(
    select(*INSPECTIONS.columns, DRAFTS.c.sealed)
    .select_from(
        INSPECTIONS.outerjoin(DRAFTS, and_(DRAFTS.c.code == INSPECTIONS.c.code, DRAFTS.c.id == bindparam("draft")))
    )
    .where(INSPECTIONS.c.code == bindparam("code"))
)
