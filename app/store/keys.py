"""The inspections' private keys: each wrapped, in a file of its own, apart from the answers that it opens."""

from __future__ import annotations

import base64
import binascii
import os
import re
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from nacl.public import PrivateKey

if TYPE_CHECKING:
    from pathlib import Path

WRAPPING_KEY: Final = "wrapping.key"
_WRAPPING_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FOR_OTHERS: Final = 0o077


class NoKeyError(LookupError):
    """This machine can't open an inspection's answers: its key was never here, or has been destroyed."""


class KeyExistsError(ValueError):
    """There is a key for that code already, which may open the answers in another database: it is never replaced."""


class WrappingKeyError(ValueError):
    """The key that wraps the others can't be used; the message says why and how to put it right."""


class Keys:
    """The folder with the wrapped keys. `wrapping_key` is 32 bytes in base64; empty, one is made once in the folder."""

    def __init__(self, folder: Path, wrapping_key: str) -> None:
        self._folder = folder
        self._given = wrapping_key

    def create(self, code: str) -> bytes:
        """Make the key pair of the inspection `code`, keep the private half and return the public one."""
        private = PrivateKey.generate()
        nonce = secrets.token_bytes(_NONCE_BYTES)
        wrapped = nonce + AESGCM(self._wrapping_key(make=True)).encrypt(nonce, bytes(private), code.encode())
        try:
            _write_once(self._file(code), wrapped)
        except FileExistsError:
            raise KeyExistsError(
                f"There is a key for {code!r} already, {self._file(code)}, which this database knows nothing of. "
                "Choose another code; or, where no other database needs that key, delete the file."
            ) from None
        return bytes(private.public_key)

    def private(self, code: str) -> PrivateKey:
        """Return the private key of the inspection `code`. Raises NoKeyError."""
        try:
            wrapped = self._file(code).read_bytes()
        except FileNotFoundError:
            raise NoKeyError(
                f"The key of {code!r} is not on this machine, so its answers can't be opened here."
            ) from None
        key = AESGCM(self._wrapping_key(make=False))
        try:
            return PrivateKey(key.decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], code.encode()))
        except (InvalidTag, ValueError):
            raise NoKeyError(
                f"The key of {code!r} can't be unwrapped: the wrapping key is another one, or the file is damaged."
            ) from None

    def holds(self, code: str) -> bool:
        """Say whether the key of the inspection `code` is on this machine."""
        return self._file(code).exists()

    def destroy(self, code: str) -> None:
        """Overwrite and delete the private key of the inspection `code`; nothing is done where there is none."""
        path = self._file(code)
        with suppress(FileNotFoundError):
            with path.open("r+b") as file:
                file.write(bytes(path.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
            _keep_folder(path.parent)

    def _file(self, code: str) -> Path:
        if not _CODE.fullmatch(code) or f"{code}.key" == WRAPPING_KEY:
            raise NoKeyError(f"{code[:40]!r} is not an inspection's code, so it has no key.")
        return self._folder / f"{code}.key"

    def _wrapping_key(self, *, make: bool) -> bytes:
        if self._given:
            return _decoded(self._given, "The setting HEARD_KEY_WRAPPING_KEY")
        path = self._folder / WRAPPING_KEY
        if make:
            with suppress(FileExistsError):
                _write_once(path, base64.b64encode(secrets.token_bytes(_WRAPPING_BYTES)))
        try:
            if path.stat().st_mode & _FOR_OTHERS:
                raise WrappingKeyError(f"The file {path} can be read by others than its owner: chmod 600 it.")
            return _decoded(path.read_text(encoding="ascii", errors="replace"), f"The file {path}")
        except FileNotFoundError:
            raise NoKeyError(f"The key that wraps the others, {path}, is not on this machine.") from None


def _decoded(written: str, where: str) -> bytes:
    with suppress(binascii.Error, ValueError):
        key = base64.b64decode(written.strip(), validate=True)
        if len(key) == _WRAPPING_BYTES:
            return key
    raise WrappingKeyError(f"{where} must hold {_WRAPPING_BYTES} bytes in base64, as `openssl rand -base64 32` prints.")


def _write_once(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read and that is whole from its first moment; FileExistsError if it is."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    _in_full(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), content)
    try:
        os.link(aside, path)
    finally:
        aside.unlink()
    _keep_folder(path.parent)


def _in_full(descriptor: int, content: bytes) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _keep_folder(folder: Path) -> None:
    """See that a change of names in `folder` outlasts a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
