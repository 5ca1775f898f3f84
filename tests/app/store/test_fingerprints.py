"""A fingerprint is another one as soon as an answer comes, and the same until then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.store import submissions
from app.store.fingerprints import fingerprint
from tests.app.store.examples import a_submission

if TYPE_CHECKING:
    from app.store.database import Database


def test_each_answer_changes_the_fingerprint_whatever_the_order(database: Database, kent: str) -> None:
    before = fingerprint(database, kent)
    for id_ in ("b", "a"):
        submissions.add(database, kent, replace(a_submission(), id=id_), receipt=id_)
        after = fingerprint(database, kent)
        assert after != before
        assert after == fingerprint(database, kent)
        before = after
