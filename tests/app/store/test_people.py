"""How people at work sign in, whom they invite and what they change, kept alike in both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from app.store import changes, identities, inspections, invitations, second_factors, sign_in_tries, staff, translations
from app.store.changes import Because, NotLongerError
from app.store.inspections import NoSuchInspectionError
from app.store.invitations import NoSuchInvitationError
from app.store.staff import Role
from surveys.definitions import newest
from surveys.questionnaire import Language

if TYPE_CHECKING:
    from app.store.database import Database
    from app.store.keys import Keys
    from app.store.staff import Account

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def sam(database: Database) -> Account:
    """Keep an account and give it."""
    staff.add(database, email="sam@example.org", name="Sam Green", role=Role.INSPECTOR, password_hash="hash")
    found = staff.find(database, "sam@example.org")
    assert found is not None
    return found


def _try(database: Database, moment: datetime = NOW) -> timedelta:
    return sign_in_tries.begin(database, b"sam", moment, free=3, longest=4 * SECOND)


def test_tries_wait_longer_and_longer_up_to_a_limit_and_are_forgotten(database: Database) -> None:
    assert [_try(database) for _ in range(5)] == [0 * SECOND] * 3 + [SECOND] * 2
    moment, waits = NOW, []
    for _ in range(5):
        waits.append(_try(database, moment))
        moment += waits[-1]
        assert _try(database, moment) == 0 * SECOND
    assert waits == [SECOND, 2 * SECOND, 4 * SECOND, 4 * SECOND, 4 * SECOND]
    assert _try(database, moment + timedelta(days=1)) == 0 * SECOND
    assert [_try(database, moment + timedelta(days=1)) for _ in range(2)] == [0 * SECOND] * 2
    sign_in_tries.forget(database, b"sam")
    assert [_try(database) for _ in range(4)][-1] == SECOND
    sign_in_tries.forget_old(database, NOW + timedelta(days=2))
    assert _try(database) == 0 * SECOND


def test_many_tries_at_once_do_not_pass_between_looking_and_counting(database: Database) -> None:
    with ThreadPoolExecutor(8) as people:
        waited = list(people.map(lambda _: _try(database), range(24)))
    assert waited.count(0 * SECOND) == 3


def test_a_second_factor_is_kept_once_and_its_codes_are_used_once(database: Database, sam: Account) -> None:
    assert second_factors.find(database, sam.id) is None
    assert second_factors.enrol(database, sam.id, b"locked", step=10, hashes=[b"one", b"two"])
    assert not second_factors.enrol(database, sam.id, b"another", step=10, hashes=[b"three"])
    assert second_factors.find(database, sam.id) == b"locked"
    assert [second_factors.use_step(database, sam.id, step) for step in (10, 11, 11, 9, 12)] == [
        False,
        True,
        False,
        False,
        True,
    ]
    assert [second_factors.use_recovery_code(database, sam.id, one) for one in (b"one", b"one", b"three")] == [
        True,
        False,
        False,
    ]
    assert second_factors.recovery_codes_left(database, sam.id) == 1
    assert second_factors.remove(database, sam.id)
    assert not second_factors.remove(database, sam.id)


def test_an_invitation_to_an_inspection_that_is_not_there_is_not_made(database: Database, kent: str) -> None:
    for code, made in ((kent, True), ("york-0000", False)):
        asked = invitations.to(
            email="ada@example.org", name="Ada", role=Role.INSPECTOR, inspections=[code], now=NOW, invited_by=None
        )
        if made:
            token = invitations.invite(database, asked)
        else:
            with pytest.raises(NoSuchInspectionError):
                invitations.invite(database, asked)
    assert invitations.find(database, token, NOW).email == "ada@example.org"
    assert invitations.accept(database, token, NOW, "hash").inspections == {kent}
    with pytest.raises(NoSuchInvitationError):
        invitations.accept(database, token, NOW, "hash")


def test_an_organisations_name_for_somebody_is_one_accounts_alone(database: Database, sam: Account) -> None:
    assert identities.keep(database, "https://login.example", "1", sam.id)
    assert not identities.keep(database, "https://login.example", "2", sam.id)
    assert identities.find(database, "https://login.example", "1") == sam
    assert identities.find(database, "https://elsewhere.example", "1") is None


def test_a_change_is_kept_with_who_when_and_why(database: Database, keys: Keys, kent: str, sam: Account) -> None:
    because = Because(staff_id=sam.id, moment=NOW, why="Snow")
    closes = inspections.find(database, kent).window.closes
    changes.lengthen(database, kent, closes + timedelta(days=1), because)
    assert inspections.find(database, kent).window.closes == closes + timedelta(days=1)
    with pytest.raises(NotLongerError):
        changes.lengthen(database, kent, closes, because)
    changes.renew_officer(database, kent, "a new token", because)
    assert inspections.partnership_token(database, keys, kent) == "a new token"
    assert changes.withdraw_officer(database, kent, because)
    assert not changes.withdraw_officer(database, kent, because)
    with pytest.raises(NoSuchInspectionError):
        inspections.find_by_token(database, "a new token")
    kept = changes.every(database, kent)
    assert [one.what for one in kept] == ["window", "officer_renewed", "officer_withdrawn"]
    assert {one.because for one in kept} == {because}


def test_promises_and_checked_translations_are_kept(database: Database, kent: str) -> None:
    changes.promise(database, kent, ["word"])
    assert changes.promised(database, kent) == ("word",)
    assert changes.promised(database, "york-0000") == ()
    asked, polish = newest("practitioners"), Language("pl")
    assert not translations.is_checked(database, asked, polish)
    translations.check(database, asked, polish, NOW, None)
    assert translations.is_checked(database, asked, polish)


def test_who_belongs_can_be_taken_out_and_stopped(database: Database, kent: str, sam: Account) -> None:
    staff.join(database, sam.email, [kent])
    assert [one.id for one in staff.members(database, kent)] == [sam.id]
    staff.set_active(database, sam.email, active=False)
    assert staff.members(database, kent) == ()
    staff.set_active(database, sam.email, active=True)
    staff.set_role(database, sam.email, Role.SAFEGUARDING_LEAD)
    staff.leave(database, sam.email, kent)
    found = staff.find_by_id(database, sam.id)
    assert found is not None
    assert (found.role, found.inspections) == (Role.SAFEGUARDING_LEAD, frozenset())
