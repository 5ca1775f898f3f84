"""Mail to safeguarding leads, through a real mail server: at once, without content, and again until somebody looks."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from socket import socket
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller

from app import config
from app import installation as installations
from app.safeguarding import raising, telling
from app.safeguarding.watch import Watch
from app.store import inspections, matters, staff, submissions
from app.store.staff import Role
from surveys.definitions import newest
from tests.app.store.examples import CODE, a_submission, an_inspection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    from app.installation import Installation

TUESDAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
WORDS = "Dad hits me and I am scared to go home"


@dataclass
class _Clock:
    now: datetime = TUESDAY

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Post:
    """What a mail server took."""

    refuses: frozenset[str] = frozenset()
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: ANN401, N802
        """Take an address, or refuse it."""
        if address in self.refuses:
            return "550 no such box"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: ANN401, N802
        """Take a mail."""
        message: Any = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.taken += [(to, message) for to in envelope.rcpt_tos]
        return "250 OK"


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def server(post: Post) -> Iterator[Controller]:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def installation(tmp_path: Path, clock: _Clock, server: Controller) -> Iterator[Installation]:
    settings = config.settings(
        {
            "HEARD_HOME": str(tmp_path),
            "HEARD_SMTP_HOST": "127.0.0.1",
            "HEARD_SMTP_PORT": str(server.port),
            "HEARD_SMTP_SECURITY": "none",
            "HEARD_PUBLIC_ADDRESS": "https://heard.example",
            "HEARD_SAFEGUARDING_TO": "team@example.org",
        }
    )
    made = replace(installations.installation(settings), clock=clock)
    inspections.add(made.database, made.keys, an_inspection())
    inspections.add(made.database, made.keys, an_inspection("york-1"))
    _person(made, "lead@example.org", Role.SAFEGUARDING_LEAD, CODE)
    _person(made, "elsewhere@example.org", Role.SAFEGUARDING_LEAD, "york-1")
    _person(made, "inspector@example.org", Role.INSPECTOR, CODE)
    yield made
    made.database.dispose()


def _person(installation: Installation, address: str, role: Role, *codes: str) -> None:
    staff.add(installation.database, email=address, name="Sam", role=role, password_hash="x", codes=codes)


def _answer(installation: Installation, words: str = WORDS) -> None:
    submission = a_submission(text=words)
    raised = raising.of_submission(submission, newest("young-people"), "secret")
    submissions.add(installation.database, CODE, submission, receipt="r", raised=raised, now=installation.clock())


def test_those_who_must_look_are_told_at_once_without_a_word_of_what_was_written(
    installation: Installation, post: Post
) -> None:
    _answer(installation)
    assert telling.tell(installation) == 1
    assert sorted(to for to, _ in post.taken) == ["lead@example.org", "team@example.org"]
    for to, message in post.taken:
        assert message["To"] == to
        assert "urgent" in message["Subject"]
        words = message.get_content()
        assert f"https://heard.example/inspectors/{CODE}/safeguarding" in words
        assert not {"hits", "dad", "scared", "shorter"} & set(f"{message['Subject']} {words}".casefold().split())
    assert telling.tell(installation) == 0


def test_they_are_told_again_after_an_hour_of_work_until_somebody_has_looked(
    installation: Installation, post: Post, clock: _Clock
) -> None:
    clock.now = datetime(2026, 11, 27, 16, 30, tzinfo=UTC)  # half an hour before the weekend
    _answer(installation)
    telling.tell(installation)
    for passed, told in ((timedelta(hours=2), 0), (timedelta(days=2), 0), (timedelta(days=2, hours=17), 1)):
        clock.now = datetime(2026, 11, 27, 16, 30, tzinfo=UTC) + passed
        assert telling.tell(installation) == told
    [found] = matters.every(installation.database, installation.keys, CODE)
    assert found.told == 2
    matters.look_at(installation.database, CODE, found.id)
    clock.now += timedelta(days=3)
    assert telling.tell(installation) == 0
    assert len(post.taken) == 4


def test_a_mail_server_that_is_away_loses_nothing(installation: Installation, post: Post, clock: _Clock) -> None:
    away = replace(installation, settings=replace(installation.settings, smtp_port=1))
    _answer(installation)
    assert telling.tell(away) == 0
    assert telling.tell(installation) == 0, "it waits a quarter of an hour"
    clock.now += timedelta(minutes=16)
    assert telling.tell(installation) == 1
    assert len(post.taken) == 2


def test_one_address_that_is_refused_keeps_no_other_from_being_told(installation: Installation, post: Post) -> None:
    post.refuses = frozenset({"lead@example.org"})
    _answer(installation)
    assert telling.tell(installation) == 1
    assert [to for to, _ in post.taken] == ["team@example.org"]


def test_without_a_safeguarding_lead_the_lead_inspector_is_told(installation: Installation) -> None:
    _person(installation, "leading@example.org", Role.LEAD_INSPECTOR, "york-1")
    assert telling.recipients(installation, "york-1") == ("elsewhere@example.org", "team@example.org")
    inspections.add(installation.database, installation.keys, an_inspection("bath-1"))
    staff.join(installation.database, "leading@example.org", ("bath-1",))
    assert telling.recipients(installation, "bath-1") == ("leading@example.org", "team@example.org")


def test_ordinary_words_tell_nobody(installation: Installation, post: Post) -> None:
    _answer(installation, "Shorter waits please")
    assert telling.tell(installation) == 0
    assert post.taken == []


def test_the_watch_sends_when_it_is_woken_and_ends_when_it_is_told_to(installation: Installation, post: Post) -> None:
    _answer(installation)
    watch = Watch(installation)
    watch.start()
    watch.wake()
    watch.stop()
    assert len(post.taken) == 2
