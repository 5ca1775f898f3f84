"""Finding an inspection and its draft at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.store import arrivals, drafts, inspections, shredding
from app.store.drafts import DraftKey
from app.store.inspections import NoSuchInspectionError, ShreddedError
from tests.app.store.examples import a_draft, an_inspection

if TYPE_CHECKING:
    from app.store.database import Database
    from app.store.keys import Keys

_NONE = DraftKey(id="0" * 32, key=bytes(32))


def test_both_are_what_each_would_be_found_as(database: Database, kent: str) -> None:
    key = drafts.start(database, a_draft(kent, help_health=["yes"]))
    assert arrivals.find(database, kent, key) == (inspections.find(database, kent), drafts.find(database, key))


def test_without_its_draft_the_inspection_is_found(database: Database, kent: str) -> None:
    assert arrivals.find(database, kent, _NONE) == (inspections.find(database, kent), None)
    kept = drafts.start(database, a_draft(kent))
    assert arrivals.find(database, kent, DraftKey(id=kept.id, key=bytes(32)))[1] is None


def test_a_draft_of_another_inspection_is_none_here(database: Database, keys: Keys, kent: str) -> None:
    inspections.add(database, keys, an_inspection("kent-1111"))
    key = drafts.start(database, a_draft("kent-1111"))
    assert arrivals.find(database, kent, key)[1] is None


@pytest.mark.parametrize("code", ["kent-0000", "", "KENT-4827", "kent\x00", "\ud800", "x" * 500])
def test_what_is_no_inspection_is_refused(database: Database, kent: str, code: str) -> None:
    assert inspections.find(database, kent).code == kent
    with pytest.raises(NoSuchInspectionError):
        arrivals.find(database, code, _NONE)


def test_a_shredded_inspection_is_refused(database: Database, keys: Keys, kent: str) -> None:
    key = drafts.start(database, a_draft(kent))
    shredding.shred(database, keys, kent)
    with pytest.raises(ShreddedError):
        arrivals.find(database, kent, key)
