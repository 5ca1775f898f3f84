"""Accounts are kept, found whatever the capitals, and let into inspections that stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.store import shredding, staff
from app.store.inspections import NoSuchInspectionError
from app.store.staff import DuplicateAccountError, NoSuchAccountError, Role

if TYPE_CHECKING:
    from app.store.database import Database
    from app.store.keys import Keys


def _add(database: Database, email: str = "Sam@Example.org", *, codes: tuple[str, ...] = ()) -> None:
    staff.add(database, email=email, name="Sam Green", role=Role.INSPECTOR, password_hash="hash", codes=codes)


def test_an_account_is_found_by_its_address_whatever_the_capitals(database: Database) -> None:
    _add(database)
    found = staff.find(database, " sam@EXAMPLE.org ")
    assert found is not None
    assert (found.email, found.name, found.role, found.active) == ("sam@example.org", "Sam Green", Role.INSPECTOR, True)
    assert staff.find_by_session(database, found.session_token) == found


def test_nobody_is_found_where_there_is_no_account(database: Database) -> None:
    assert staff.find(database, "sam@example.org") is None
    assert staff.find_by_session(database, "") is None


def test_an_address_has_one_account(database: Database) -> None:
    _add(database)
    with pytest.raises(DuplicateAccountError, match=r"sam@example\.org"):
        _add(database, "SAM@example.org")
    assert len(staff.every(database)) == 1


def test_an_account_that_belongs_nowhere_known_is_not_made(database: Database, kent: str) -> None:
    with pytest.raises(NoSuchInspectionError):
        _add(database, codes=(kent, "york-0000"))
    assert staff.every(database) == ()


def test_a_member_sees_their_own_inspections_and_an_administrator_all(database: Database, kent: str) -> None:
    _add(database, codes=(kent, kent))
    staff.add(database, email="ada@example.org", name="Ada", role=Role.ADMINISTRATOR, password_hash="hash")
    ada, sam = staff.every(database)
    assert sam.may_see(kent)
    assert not sam.may_see("york-0000")
    assert ada.may_see(kent)


def test_joining_twice_is_joining_once(database: Database, kent: str) -> None:
    _add(database)
    for _ in range(2):
        staff.join(database, "sam@example.org", [kent])
    (sam,) = staff.every(database)
    assert sam.inspections == {kent}


def test_nobody_joins_a_shredded_inspection(database: Database, keys: Keys, kent: str) -> None:
    _add(database)
    shredding.shred(database, keys, kent)
    with pytest.raises(NoSuchInspectionError):
        staff.join(database, "sam@example.org", [kent])


def test_an_inspection_with_members_can_be_shredded(database: Database, keys: Keys, kent: str) -> None:
    _add(database, codes=(kent,))
    assert shredding.shred(database, keys, kent) == 0


@pytest.mark.parametrize("change", ["password", "sessions"])
def test_a_new_password_and_signing_out_end_every_session(database: Database, change: str) -> None:
    _add(database)
    before = staff.every(database)[0]
    if change == "password":
        staff.set_password(database, before.email, "new hash")
    else:
        staff.end_sessions(database, before.email)
    after = staff.every(database)[0]
    assert staff.find_by_session(database, before.session_token) is None
    assert after.password_hash == ("new hash" if change == "password" else "hash")


def test_changing_an_account_that_is_not_there_is_refused(database: Database) -> None:
    with pytest.raises(NoSuchAccountError):
        staff.set_password(database, "sam@example.org", "hash")
    with pytest.raises(NoSuchAccountError):
        staff.join(database, "sam@example.org", [])
