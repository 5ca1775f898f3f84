"""`heard pack` writes the pack and says what is missing from it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from click.testing import CliRunner

from app.commands.main import heard

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_pack_is_written_and_what_is_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", "")
    run = CliRunner(mix_stderr=False)
    opened = ["inspections", "open", "--area", "Kent", "--notified", "2026-11-23T09:30", "--code", "kent-demo"]
    assert run.invoke(heard, opened).exit_code == 0
    out = tmp_path / "pack.zip"
    result = run.invoke(heard, ["pack", "kent-demo", "--out", str(out), "--return-to", "forms@heard.example"])
    assert result.exit_code == 0
    assert result.stderr.count("Missing: Recordings of ") == 6
    assert result.stderr.count("Missing: PDF forms and PDF posters: LibreOffice is not on this machine") == 1
    with zipfile.ZipFile(out) as package:
        assert f"{out}: {len(package.namelist())} files" in result.stdout
        assert "forms@heard.example" in package.read("README.txt").decode("utf-8-sig")
    unknown = run.invoke(heard, ["pack", "nowhere-1", "--out", str(out)])
    assert unknown.exit_code == 1
