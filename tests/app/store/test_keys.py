"""The inspections' private keys."""

from __future__ import annotations

import base64
import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from nacl.public import PublicKey, SealedBox

from app.store import key_files
from app.store.keys import KeyExistsError, Keys, NoKeyError, NoKeys, Purpose, WrappingKeyError

if TYPE_CHECKING:
    from pathlib import Path

_WRAPPING = base64.b64encode(bytes(range(32))).decode()


@pytest.mark.parametrize("wrapping", ["", _WRAPPING])
def test_the_private_key_opens_what_the_public_key_sealed(tmp_path: Path, wrapping: str) -> None:
    sealed = SealedBox(PublicKey(Keys(tmp_path, wrapping).create("kent-1"))).encrypt(b"said")
    assert SealedBox(Keys(tmp_path, wrapping).private("kent-1")).decrypt(sealed) == b"said"


def test_the_private_key_never_stands_on_disk_as_it_is(tmp_path: Path) -> None:
    keys = Keys(tmp_path, "")
    keys.create("kent-1")
    assert bytes(keys.private("kent-1")) not in (tmp_path / "kent-1.key").read_bytes()


def test_only_their_owner_can_read_the_keys(tmp_path: Path) -> None:
    Keys(tmp_path / "keys", "").create("kent-1")
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()} == {
        "kent-1.key": 0o600,
        "wrapping.key": 0o600,
    }


def test_a_key_is_never_replaced(tmp_path: Path) -> None:
    keys = Keys(tmp_path, "")
    keys.create("kent-1")
    before = keys.private("kent-1")
    with pytest.raises(KeyExistsError, match="Choose another code"):
        keys.create("kent-1")
    assert keys.private("kent-1") == before


def test_processes_that_start_at_once_make_one_wrapping_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: Keys(tmp_path, "").create(f"kent-{number}"), range(8)))
    assert len({bytes(Keys(tmp_path, "").private(f"kent-{number}")) for number in range(8)}) == 8


def test_a_destroyed_key_is_gone_and_can_be_destroyed_again(tmp_path: Path) -> None:
    keys = Keys(tmp_path, "")
    keys.create("kent-1")
    assert keys.holds("kent-1")
    keys.destroy("kent-1")
    keys.destroy("kent-1")
    assert not keys.holds("kent-1")
    with pytest.raises(NoKeyError, match="not on this machine"):
        keys.private("kent-1")


def test_a_machine_without_the_folder_has_no_key_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(NoKeyError):
        Keys(tmp_path / "keys", "").private("kent-1")
    assert not (tmp_path / "keys").exists()


def test_the_key_of_another_inspection_does_not_serve(tmp_path: Path) -> None:
    keys = Keys(tmp_path, "")
    keys.create("kent-1")
    (tmp_path / "kent-1.key").rename(tmp_path / "kent-2.key")
    with pytest.raises(NoKeyError, match="can't be unwrapped"):
        keys.private("kent-2")


def test_another_wrapping_key_unwraps_nothing(tmp_path: Path) -> None:
    Keys(tmp_path, "").create("kent-1")
    with pytest.raises(NoKeyError, match="can't be unwrapped"):
        Keys(tmp_path, _WRAPPING).private("kent-1")


def test_a_lost_wrapping_key_is_named(tmp_path: Path) -> None:
    Keys(tmp_path, "").create("kent-1")
    (tmp_path / "wrapping.key").unlink()
    with pytest.raises(NoKeyError, match=r"wrapping\.key"):
        Keys(tmp_path, "").private("kent-1")


@pytest.mark.parametrize("wrapping", ["secret", "c2hvcnQ=", _WRAPPING + "AA==", "é"])
def test_a_wrapping_key_of_another_form_is_refused_without_being_shown(tmp_path: Path, wrapping: str) -> None:
    with pytest.raises(WrappingKeyError, match="32 bytes in base64") as refused:
        Keys(tmp_path, wrapping).create("kent-1")
    assert wrapping not in str(refused.value)


def test_a_wrapping_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    keys = Keys(tmp_path, "")
    keys.create("kent-1")
    (tmp_path / "wrapping.key").chmod(0o644)
    with pytest.raises(WrappingKeyError, match="chmod 600"):
        keys.private("kent-1")


@pytest.mark.parametrize("code", ["../kent-1", "", ".", "kent/1", "Kent-1", "kent-1\0", "-", "kent\n", "wrapping"])
def test_what_is_no_code_names_no_file(tmp_path: Path, code: str) -> None:
    keys = Keys(tmp_path / "keys", "")
    for call in (keys.create, keys.private, keys.destroy):
        with pytest.raises(NoKeyError, match="not an inspection's code"):
            call(code)
    assert list(tmp_path.iterdir()) in ([], [tmp_path / "keys"])


def _everything(keys: Keys) -> dict[str, bytes]:
    return {f"{code} {purpose}": bytes(keys.private(code, purpose)) for code, purpose in keys.every()}


def _two(folder: Path, wrapping: str = "") -> Keys:
    keys = Keys(folder, wrapping)
    keys.create("kent-1")
    keys.create("kent-1", Purpose.SAFEGUARDING)
    return keys


def test_after_a_rotation_the_same_keys_open_and_a_copy_of_the_old_files_opens_nothing(tmp_path: Path) -> None:
    keys = _two(tmp_path / "keys")
    before, old = _everything(keys), (tmp_path / "keys" / "wrapping.key").read_bytes()
    shutil.copytree(tmp_path / "keys", tmp_path / "copy")
    assert keys.rotate() == 2
    assert _everything(keys) == before
    assert (tmp_path / "keys" / "wrapping.key").read_bytes() != old
    assert sorted(path.name for path in (tmp_path / "keys").iterdir()) == [
        "kent-1.key",
        "kent-1.safeguarding.key",
        "wrapping.key",
    ]
    shutil.copy(tmp_path / "keys" / "wrapping.key", tmp_path / "copy" / "wrapping.key")
    with pytest.raises(NoKeyError):
        Keys(tmp_path / "copy").private("kent-1")


@pytest.mark.parametrize("after", range(1, 7))
def test_a_rotation_that_is_cut_short_loses_no_key_and_the_next_one_finishes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    keys = _two(tmp_path)
    before, left = _everything(keys), after
    keep_folder = key_files.keep_folder

    def cut(folder: Path) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise KeyboardInterrupt
        keep_folder(folder)

    monkeypatch.setattr(key_files, "keep_folder", cut)
    with suppress(KeyboardInterrupt):
        keys.rotate()
    monkeypatch.undo()
    assert _everything(Keys(tmp_path)) == before
    Keys(tmp_path).create("new-1")
    Keys(tmp_path).rotate()
    assert {name: key for name, key in _everything(Keys(tmp_path)).items() if "new" not in name} == before
    assert not (tmp_path / "wrapping.next").exists()


def test_keys_move_from_the_folder_s_own_wrapping_to_one_that_is_given_and_on(tmp_path: Path) -> None:
    before = _everything(_two(tmp_path / "keys"))
    Keys(tmp_path / "keys", _WRAPPING).rotate()
    assert not (tmp_path / "keys" / "wrapping.key").exists()
    assert _everything(Keys(tmp_path / "keys", _WRAPPING)) == before
    file = tmp_path / "given.key"
    file.write_text(base64.b64encode(bytes(32)).decode())
    file.chmod(0o600)
    moved = Keys(tmp_path / "keys", wrapping_file=file)
    with pytest.raises(NoKeyError, match="HEARD_KEY_FORMER"):
        moved.rotate()
    assert Keys(tmp_path / "keys", wrapping_file=file, former=_WRAPPING).rotate() == 2
    assert _everything(moved) == before
    file.chmod(0o644)
    with pytest.raises(WrappingKeyError, match="chmod 600"):
        moved.private("kent-1")


def test_a_key_service_wraps_through_its_command(tmp_path: Path) -> None:
    service = tmp_path / "service"
    service.write_text(
        '#!/bin/sh\nset -e\n[ "$2" != "refused-1" ]\n'
        'case "$1" in wrap) printf "%s:" "$2"; base64 -w0 | rev;; unwrap) cut -d: -f2 | rev | base64 -d;; esac\n'
    )
    service.chmod(0o700)
    before = _everything(_two(tmp_path / "keys"))
    keys = Keys(tmp_path / "keys", command=str(service))
    assert keys.rotate() == 2
    assert _everything(keys) == before
    assert not (tmp_path / "keys" / "wrapping.key").exists()
    with pytest.raises(WrappingKeyError, match="HEARD_KEY_COMMAND could not wrap"):
        keys.create("refused-1")
    with pytest.raises(WrappingKeyError, match="HEARD_KEY_COMMAND"):
        Keys(tmp_path / "keys", command="/not/there").private("kent-1")


def test_a_machine_without_keys_opens_and_makes_nothing_whatever_lies_on_its_disk(tmp_path: Path) -> None:
    _two(tmp_path)
    none = NoKeys(tmp_path)
    assert not none.holds("kent-1")
    assert list(none.every()) == []
    for ask in (none.private, none.create):
        with pytest.raises(NoKeyError, match="only takes answers"):
            ask("kent-1")
