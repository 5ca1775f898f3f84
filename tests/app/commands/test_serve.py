"""A machine that only takes answers: it needs no private key, and an attacker who holds all of it opens nothing."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app import config
from app import installation as installations
from app.store import submissions
from app.store.keys import Purpose
from tests.faults.conftest import heard, opened, serve
from tests.faults.people import Person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.faults.conftest import Running

__all__ = ["serve"]


def _memory(pid: int) -> Iterator[bytes]:
    """Yield all that a process holds in memory that it may write to."""
    ranges = re.findall(r"^([0-9a-f]+)-([0-9a-f]+) rw", Path(f"/proc/{pid}/maps").read_text(), re.MULTILINE)
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end in ranges:
            try:
                memory.seek(int(start, 16))
                yield memory.read(int(end, 16) - int(start, 16))
            except OSError:
                continue


def test_an_attacker_with_settings_database_disk_and_memory_of_it_opens_no_answer(
    environment: dict[str, str], tmp_path: Path, serve: Callable[..., Running]
) -> None:
    database = f"sqlite:///{tmp_path / 'shared.db'}"
    office = environment | {"HEARD_HOME": str(tmp_path / "office"), "HEARD_DATABASE_URL": database}
    front = environment | {"HEARD_HOME": str(tmp_path / "front"), "HEARD_DATABASE_URL": database}
    code = opened(office)
    made = installations.installation(config.settings(office))
    private = [bytes(made.keys.private(code, purpose)) for purpose in Purpose]
    running = serve(front, "--only", "respond")
    person = Person(code=code, ports=[running.port], words="Dad hits me and I am scared to go home")
    person.answer()

    # Whoever reads answers can open what this machine took.
    assert [one.answers["better"].text for one in submissions.opened(made.database, made.keys, code)] == [person.words]
    made.database.dispose()

    secrets = [form for key in private for form in (key, key.hex().encode(), base64.b64encode(key))]
    disk = [file.read_bytes() for file in (tmp_path / "front").rglob("*") if file.is_file()]
    held = [*disk, *(file.read_bytes() for file in tmp_path.glob("shared.db*")), repr(running.environment).encode()]
    assert not list((tmp_path / "front").rglob("*.key")) or {
        file.name for file in (tmp_path / "front").rglob("*.key")
    } == {"secret.key"}
    for pid in running.family():
        for part in _memory(pid):
            assert not any(secret in part for secret in secrets)
    assert not any(secret in part for secret in secrets for part in held)
    assert not any(person.words.encode() in part for part in held)

    # With the product's own programs, in the place of that machine.
    for words in (("analyse", code), ("keys", "rotate"), ("backup", str(tmp_path / "stolen"))):
        tried = heard(front, *words)
        assert person.words not in tried.stdout + tried.stderr
    assert heard(front, "analyse", code).returncode == 1
    assert heard(front, "keys", "list").stdout == ""


def test_it_serves_no_page_for_staff_or_the_partnership_and_says_where_keys_do_not_belong(
    environment: dict[str, str], serve: Callable[..., Running]
) -> None:
    code = opened(environment)
    running = serve(environment, "--only", "respond")
    for address, status in ((f"/{code}", 200), ("/inspectors/sign-in", 404), (f"/inspectors/{code}/lines", 404)):
        connection = HTTPConnection("127.0.0.1", running.port, timeout=60)
        connection.request("GET", address)
        response = connection.getresponse()
        assert response.status == status
        assert b"<h1" in response.read()
        connection.close()
    written = running.log.read_text()
    assert "take them away" in written
    ours = ("Heard is at", "Private keys are in")
    lines = [json.loads(line) for line in written.splitlines() if not line.startswith(ours)]
    assert {"event", "level", "timestamp"} <= set.intersection(*(set(line) for line in lines))


_WATCHES = """
import sys
from app.commands import serve
from app.safeguarding import watch
print(watch.EXTENSION in getattr(serve, sys.argv[1])().extensions)
"""


@pytest.mark.parametrize(("made", "watches"), [("taking_answers", "False"), ("application", "True")])
def test_only_a_machine_that_can_tell_the_leads_watches_for_what_is_raised(
    environment: dict[str, str], house: Path, made: str, watches: str
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _WATCHES, made], env=environment, cwd=house, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split()[-1] == watches
