"""A file that was asked for is written whole, or one line says why not; what is no file is never replaced by one."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import click
import pytest

from app.commands import files


def test_a_file_is_written_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    out = tmp_path / "lines.json"
    out.write_bytes(b"what was there before")
    files.put(out, b"new")
    assert out.read_bytes() == b"new"
    assert stat.S_IMODE(out.stat().st_mode) == files.PRIVATE
    assert list(tmp_path.iterdir()) == [out]


def test_a_link_keeps_leading_to_the_file_that_is_written(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.touch()
    link.symlink_to(real)
    files.put(link, b"new", mode=files.PUBLIC)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        files.put(pipe, b"new")
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("missing/out.csv", "there is no folder"),
        ("file/out.csv", "there is no folder"),
        (".", "it is a folder"),
        ("/dev/full", "no space left on device"),
        (f"{'a' * 300}.csv", "file name too long"),
    ],
)
def test_what_can_t_be_written_is_said_with_its_cure_and_leaves_nothing(tmp_path: Path, name: str, cure: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(click.ClickException, match=cure):
        files.put(tmp_path / name, b"content")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert Path("/dev/full").is_char_device()
