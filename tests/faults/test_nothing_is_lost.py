"""Whatever goes wrong while people answer: what each saw accepted is there, once, and each page says what to do."""

from __future__ import annotations

import resource
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from app import config
from app import installation as installations
from app.store import submissions
from tests.app.store.conftest import Server, postgres
from tests.faults.conftest import opened
from tests.faults.people import Person

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.faults.conftest import Running

__all__ = ["postgres"]


class Crowd:
    """Some people, each of whom answers again and again until they are told that it is enough."""

    def __init__(self, code: str, ports: Sequence[int], number: int) -> None:
        self._enough = Event()
        self._pool = ThreadPoolExecutor(number)
        self._code, self._ports = code, ports
        self.sent: list[Person] = []
        self._answering = [self._pool.submit(self._answer, one) for one in range(number)]

    def wait_for(self, more: int) -> None:
        """Wait until `more` answers have been accepted since now."""
        wanted = len(self.sent) + more
        while len(self.sent) < wanted:
            for one in self._answering:
                if one.done():
                    one.result()  # it raises: nobody leaves before they are told to
            time.sleep(0.02)

    def leave(self) -> list[Person]:
        """Let everybody finish, and return each answer that was accepted."""
        self._enough.set()
        for one in self._answering:
            one.result(timeout=300)
        self._pool.shutdown()
        return self.sent

    def _answer(self, one: int) -> None:
        number = 0
        while not self._enough.is_set() or not number:
            person = Person(code=self._code, ports=self._ports, words=f"Wait {one} and {number} less")
            person.answer()
            self.sent.append(person)
            number += 1


def _see_that_all_is_there(environment: dict[str, str], code: str, sent: Sequence[Person]) -> None:
    made = installations.installation(config.settings(environment))
    stored = [one.answers["better"].text for one in submissions.opened(made.database, made.keys, code)]
    made.database.dispose()
    print(f"\n{len(sent)} answers accepted, {len(stored)} kept, {len(set(stored))} of them different")  # noqa: T201 - the figures, for the benchmark
    assert sorted(stored) == sorted(one.words for one in sent)
    assert len({one.receipt for one in sent}) == len(sent)
    assert [words for one in sent for words in one.unkind] == []


def test_a_server_that_is_killed_again_and_again_with_two_workers_on_one_sqlite_file(
    environment: dict[str, str], serve: Callable[..., Running], people: int, faults: int
) -> None:
    code = opened(environment)
    running = serve(environment, HEARD_WORKERS="2")
    crowd = Crowd(code, [running.port], people)
    for _ in range(faults):
        crowd.wait_for(2)
        running.kill()
        running.start()
    crowd.wait_for(people)
    _see_that_all_is_there(environment, code, crowd.leave())


def test_a_server_that_is_stopped_for_a_deploy_answers_what_it_has_taken(
    environment: dict[str, str], serve: Callable[..., Running], people: int, faults: int
) -> None:
    code = opened(environment)
    running = serve(environment)
    crowd = Crowd(code, [running.port], people)
    for _ in range(faults):
        crowd.wait_for(max(2, people // 4))  # with fewer of many, somebody is never there at the right moment
        assert running.stop() == 0
        running.start()
    sent = crowd.leave()
    _see_that_all_is_there(environment, code, sent)
    print(f"requests taken and not answered: {sum(one.dropped for one in sent)}")  # noqa: T201 - the same


def test_a_disk_that_is_full_for_a_while(
    environment: dict[str, str], serve: Callable[..., Running], people: int
) -> None:
    code = opened(environment)
    running = serve(environment)
    crowd = Crowd(code, [running.port], people)
    crowd.wait_for(1)
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    for pid in running.family():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, hard))  # no file may grow beyond its first block
    time.sleep(2)
    before = len(crowd.sent)
    time.sleep(1)
    assert len(crowd.sent) == before, "something was accepted that could not be written"
    for pid in running.family():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))
    crowd.wait_for(people)
    _see_that_all_is_there(environment, code, crowd.leave())


@pytest.mark.postgres
def test_servers_on_one_postgresql_that_are_killed_in_turn_while_the_database_goes_away_and_restarts(
    environment: dict[str, str], serve: Callable[..., Running], postgres: Server, people: int, faults: int
) -> None:
    name = f"faults_{time.monotonic_ns()}"
    postgres.run(f"CREATE DATABASE {name}")
    environment |= {"HEARD_DATABASE_URL": postgres.address(name), "HEARD_SECRET_KEY": "shared between the servers" * 2}
    code = opened(environment)
    servers = [serve(environment), serve(environment, "--only", "respond")]
    crowd = Crowd(code, [one.port for one in servers], people)
    for number in range(faults):
        crowd.wait_for(2)
        servers[number % 2].kill()
        crowd.wait_for(2)
        servers[number % 2].start()
    _cut_off(postgres, name, seconds=2.0)
    crowd.wait_for(people)
    _see_that_all_is_there(environment, code, crowd.leave())


def _cut_off(postgres: Server, name: str, *, seconds: float) -> None:
    """Let nobody into the database for a while, and end whoever is in."""
    postgres.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    with psycopg.connect(postgres.address("postgres").replace("+psycopg", ""), autocommit=True) as connection:
        ended: Any = connection.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s", (name,)
        ).fetchone()
    assert ended[0] > 0
    time.sleep(seconds)
    postgres.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
