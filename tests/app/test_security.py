"""The secret of an installation is made once and whole, and no redirect leads to a host that a request made up."""

from __future__ import annotations

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from app import config, create_app
from app import installation as installations
from app.config import SettingError
from app.security import secret_key

if TYPE_CHECKING:
    from pathlib import Path


def test_files_that_are_opened_by_themselves_run_no_script_and_stand_in_no_frame(tmp_path: Path) -> None:
    app = create_app(installations.installation(config.settings({"HEARD_HOME": str(tmp_path)})))
    client = app.test_client()
    address = re.search(r'src="(/pictures/[^"]+\.svg[^"]*)"', client.get("/get-help").text)
    assert address is not None
    for file in (address[1], "/static/heard.css"):
        answer = client.get(file, buffered=True)
        policy = answer.headers["Content-Security-Policy"]
        assert answer.status_code == 200
        assert {"script-src 'none'", "frame-ancestors 'none'", "sandbox"} <= set(policy.split("; "))


def test_processes_that_start_at_once_share_one_whole_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(secret_key, [tmp_path] * 8))
    (secret,) = secrets
    assert len(secret) >= 32
    (kept,) = tmp_path.iterdir()
    assert kept.read_text(encoding="ascii") == secret
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize("held", ["", "\n", "short"])
def test_a_file_without_a_secret_is_refused_with_its_cure(tmp_path: Path, held: str) -> None:
    (tmp_path / "secret.key").write_text(held, encoding="ascii")
    with pytest.raises(SettingError, match=r"secret\.key holds no secret. Delete it"):
        secret_key(tmp_path)


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/inspectors", "/inspectors/"),
        ("/some-code//young-people?via=school", "/some-code/young-people?via=school"),
    ],
)
def test_a_redirect_names_no_host(tmp_path: Path, asked: str, leads_to: str) -> None:
    made = installations.installation(config.settings({"HEARD_HOME": str(tmp_path)}))
    client = create_app(made).test_client()
    path, _, query = asked.partition("?")
    answer = client.open(path, query_string=query, base_url="http://somewhere.example")
    made.database.dispose()
    assert (answer.status_code, answer.location) == (308, leads_to)
