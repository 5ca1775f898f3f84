"""The demonstration is put in once, stays, opens anew when its week has passed, and keeps out of real installations."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from app import config, create_app
from app import installation as installations
from app.demonstration import installing
from app.demonstration.installing import CLOSED, EMAIL, LEAD, OPEN, InUseError
from app.inspectors import analysed
from app.store import inspections, matters, shredding, staff, submissions
from app.store.inspections import ShreddedError
from app.store.matters import Kind
from surveys.inspections import Inspection, Phase, local_area, week_from
from tests.app.staffed import Clock, sign_in

if TYPE_CHECKING:
    from pathlib import Path

    from app.demonstration.installing import Demonstration
    from app.installation import Installation

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def _installation(folder: Path, clock: Clock) -> Installation:
    made = installations.installation(
        config.settings({"HEARD_HOME": str(folder), "HEARD_SECRET_KEY": "only a test" * 3})
    )
    return replace(made, clock=clock)


@pytest.fixture(scope="module")
def clock() -> Clock:
    """Give a clock that every test of this file sets back."""
    return Clock(NOW)


@pytest.fixture(scope="module")
def put_in(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> tuple[Installation, Demonstration]:
    """Put the demonstration in once, since it takes seconds."""
    clock.now = NOW
    installation = _installation(tmp_path_factory.mktemp("demonstration"), clock)
    return installation, installing.install(installation)


@pytest.fixture(autouse=True)
def now(clock: Clock) -> None:
    """Begin each test in the week that the demonstration was put in."""
    clock.now = NOW


def _number(installation: Installation, code: str) -> int:
    return sum(count.number for count in submissions.counts(installation.database, code))


def test_one_survey_is_open_and_one_has_closed_with_its_lines(
    put_in: tuple[Installation, Demonstration],
) -> None:
    installation, _ = put_in
    opened, closed = (inspections.find(installation.database, code) for code in (OPEN, CLOSED))
    assert opened.window == week_from(datetime(2026, 11, 23, 9, tzinfo=UTC))
    assert closed.window.phase(NOW) is Phase.CLOSED
    assert (_number(installation, OPEN), _number(installation, CLOSED)) == (0, 3357)
    assert analysed.kept(installation, closed) is not None


def test_the_nominated_officer_and_the_inspector_get_in(put_in: tuple[Installation, Demonstration]) -> None:
    installation, shown = put_in
    assert inspections.find_by_token(installation.database, shown.partnership_token).code == OPEN
    client = create_app(installation).test_client()
    assert sign_in(client, shown.email, shown.password).status_code == 303
    assert client.get(f"/inspectors/{CLOSED}/lines").status_code == 200


def test_the_safeguarding_lead_finds_what_was_raised_and_the_inspector_does_not(
    put_in: tuple[Installation, Demonstration],
) -> None:
    installation, shown = put_in
    raised = matters.every(installation.database, installation.keys, CLOSED)
    assert sorted((one.kind, one.alarm, bool(one.decisions)) for one in raised) == [
        (Kind.CONTACT, "concern", False),
        (Kind.WORDS, "concern", False),
        (Kind.WORDS, "concern", True),
        (Kind.WORDS, "urgent", False),
    ]
    assert matters.waiting(installation.database, CLOSED).number == 0, "nobody is told of invented people"
    queue = f"/inspectors/{CLOSED}/safeguarding"
    lead, inspector = (create_app(installation).test_client() for _ in range(2))
    assert sign_in(lead, LEAD, shown.password).status_code == 303
    assert "Passed to the council" in lead.get(queue).text
    urgent = next(one for one in raised if one.alarm == "urgent")
    assert "scared to go home" in lead.get(f"{queue}/{urgent.id}").text
    assert sign_in(inspector, shown.email, shown.password).status_code == 303
    assert inspector.get(queue).status_code == 403


def test_only_its_owner_can_read_the_password(put_in: tuple[Installation, Demonstration]) -> None:
    installation, shown = put_in
    path = installation.settings.home / "demonstration-password.txt"
    assert path.read_text(encoding="ascii").strip() == shown.password
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_second_time_changes_nothing(put_in: tuple[Installation, Demonstration]) -> None:
    installation, shown = put_in
    account = staff.find(installation.database, EMAIL)
    assert installing.install(installation) == shown
    assert staff.find(installation.database, EMAIL) == account
    assert _number(installation, CLOSED) == 3357


@pytest.mark.parametrize(
    ("later", "opens"),
    [
        (timedelta(weeks=5), datetime(2026, 12, 28, 9, tzinfo=UTC)),
        (timedelta(days=5), datetime(2026, 11, 30, 9, tzinfo=UTC)),  # Monday noon, three hours after the old end
    ],
)
def test_when_its_week_has_passed_the_open_survey_opens_anew(
    put_in: tuple[Installation, Demonstration], clock: Clock, later: timedelta, opens: datetime
) -> None:
    installation, shown = put_in
    closed = inspections.find(installation.database, CLOSED)
    clock.now = NOW + later
    assert installing.install(installation) == shown
    assert inspections.find(installation.database, OPEN).window == week_from(opens)
    assert inspections.find(installation.database, CLOSED) == closed
    clock.now = NOW
    installing.install(installation)


def test_early_on_a_monday_the_week_is_that_of_the_monday_before(tmp_path: Path) -> None:
    installation = _installation(tmp_path, Clock(datetime(2026, 11, 23, 8, 59, tzinfo=UTC)))
    inspections.add(installation.database, installation.keys, _real("kent-1000"))
    with pytest.raises(InUseError):
        installing.install(installation)
    assert installing.last_monday(installation.clock()) == datetime(2026, 11, 16, 9, tzinfo=UTC)


@pytest.mark.parametrize("code", ["kent-1000", OPEN, CLOSED])
def test_an_installation_with_inspections_of_its_own_is_left_alone(tmp_path: Path, code: str) -> None:
    installation = _installation(tmp_path, Clock(NOW))
    inspections.add(installation.database, installation.keys, _real(code))
    with pytest.raises(InUseError, match="inspections of its own"):
        installing.install(installation)
    assert [one.code for one in inspections.every(installation.database)] == [code]
    assert staff.every(installation.database) == ()


def test_a_demonstration_that_was_shredded_stays_so(tmp_path: Path) -> None:
    installation = _installation(tmp_path, Clock(NOW))
    inspections.add(installation.database, installation.keys, _real(CLOSED))
    shredding.shred(installation.database, installation.keys, CLOSED)
    with pytest.raises(ShreddedError):
        installing.install(installation)


def _real(code: str) -> Inspection:
    return Inspection(code=code, area=local_area("Kent"), window=week_from(NOW))


def test_two_at_once_put_it_in_once(tmp_path: Path, clock: Clock) -> None:
    made = [_installation(tmp_path, clock) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(installing.install, made)
    assert first == second
    assert {one.code for one in inspections.every(made[0].database)} == {OPEN, CLOSED}
    for one in made:
        one.database.dispose()
