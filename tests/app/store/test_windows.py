"""A window can be set anew, for an inspection that stands."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app.store import inspections
from app.store.inspections import NoSuchInspectionError
from app.store.windows import set_window
from surveys.inspections import week_from

if TYPE_CHECKING:
    from app.store.database import Database


def test_a_new_window_is_kept(database: Database, kent: str) -> None:
    window = week_from(datetime(2027, 3, 22, 9, tzinfo=UTC))
    assert set_window(database, kent, window).window == window
    assert inspections.find(database, kent).window == window


def test_an_inspection_that_is_not_there_has_no_window_to_set(database: Database) -> None:
    with pytest.raises(NoSuchInspectionError):
        set_window(database, "york-0000", week_from(datetime(2027, 3, 22, 9, tzinfo=UTC)))
