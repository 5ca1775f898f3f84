"""The inspections' private keys: each wrapped, in a file of its own, apart from the answers that it opens."""

from __future__ import annotations

import base64
import re
import secrets
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from nacl.public import PrivateKey

from app.store import key_files
from app.store.wrapping import WRAPPING_BYTES, OutsideKeys, OwnKeys, WrappingKeyError, decoded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.store.wrapping import Wrapping

__all__ = ["KeyExistsError", "Keys", "NoKeyError", "Purpose", "WrappingKeyError"]

WRAPPING_KEY: Final = "wrapping.key"
_NEXT: Final = "wrapping.next"
"""The wrapping key that others are being rotated to; beside the old one for as long as that takes."""
_CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Purpose(StrEnum):
    """What a key of an inspection opens: nothing of another purpose."""

    ANSWERS = "answers"
    SAFEGUARDING = "safeguarding"
    CONTACT = "contact"


class NoKeyError(LookupError):
    """This machine can't open an inspection's answers: its key was never here, or has been destroyed."""


class KeyExistsError(ValueError):
    """There is a key for that code already, which may open the answers in another database: it is never replaced."""


class Keys:
    """The folder with the wrapped keys.

    `wrapping_key` is 32 bytes in base64. Empty, the key in `wrapping_file` is used or, where that is empty too, one
    that is made once in the folder. `former` is what wrapped them before, while it is rotated away. A `command` of a
    key service comes before all of these.
    """

    def __init__(
        self,
        folder: Path,
        wrapping_key: str = "",
        *,
        wrapping_file: Path | None = None,
        former: str = "",
        command: str = "",
    ) -> None:
        self.folder = folder
        self._given = wrapping_key
        self._file_given = wrapping_file
        self._former = former
        self._command = command

    @property
    def makes_its_own(self) -> bool:
        """Whether the wrapping key is one that was made in the folder, so that it can be rotated by itself."""
        return not (self._command or self._given or self._file_given)

    def create(self, code: str, purpose: Purpose = Purpose.ANSWERS) -> bytes:
        """Make a key pair of the inspection `code`, keep the private half and return the public one."""
        private = PrivateKey.generate()
        path = self._file(code, purpose)
        with key_files.alone(self.folder):
            try:
                key_files.write_once(path, self._wrapping(make=True).wrap(bytes(private), _place(code, purpose)))
            except FileExistsError:
                raise KeyExistsError(
                    f"There is a key for {code!r} already, {path}, which this database knows nothing of. "
                    "Choose another code; or, where no other database needs that key, delete the file."
                ) from None
        return bytes(private.public_key)

    def private(self, code: str, purpose: Purpose = Purpose.ANSWERS) -> PrivateKey:
        """Return a private key of the inspection `code`. Raises NoKeyError."""
        try:
            wrapped = self._file(code, purpose).read_bytes()
        except FileNotFoundError:
            raise NoKeyError(
                f"The key of {code!r} is not on this machine, so its answers can't be opened here."
            ) from None
        key = self._wrapping(make=False).unwrap(wrapped, _place(code, purpose))
        if key is None or len(key) != PrivateKey.SIZE:
            raise NoKeyError(
                f"The key of {code!r} can't be unwrapped: the wrapping key is another one, or the file is damaged."
            )
        return PrivateKey(key)

    def holds(self, code: str, purpose: Purpose = Purpose.ANSWERS) -> bool:
        """Say whether this key of the inspection `code` is on this machine."""
        return self._file(code, purpose).exists()

    def every(self) -> Iterator[tuple[str, Purpose]]:
        """Yield the code and purpose of each key on this machine."""
        for path in sorted(self.folder.glob("*.key")):
            code, _, purpose = path.name.removesuffix(".key").partition(".")
            if path.name != WRAPPING_KEY and _CODE.fullmatch(code) and purpose in {"", *Purpose}:
                yield code, Purpose(purpose or Purpose.ANSWERS)

    def destroy(self, code: str) -> None:
        """Overwrite and delete the private keys of the inspection `code`; nothing is done where there are none."""
        for purpose in Purpose:
            key_files.destroy(self._file(code, purpose))

    def rotate(self) -> int:
        """Wrap every key anew and return how many those were; no answer is read, and none has to be sealed again.

        A wrapping key that stands in the folder gives way to a new one, and is destroyed. Cut short, everything can
        still be unwrapped, and the next rotation finishes it. Raises NoKeyError where one key can't be unwrapped:
        nothing of the old wrapping key is destroyed then.
        """
        with key_files.alone(self.folder):
            own, following = self.folder / WRAPPING_KEY, self.folder / _NEXT
            if self.makes_its_own and not following.exists():
                key_files.write_once(following, _made())
            after = self._wrapping(make=False)
            held = list(self.every())
            opened = [(one, self._unwrapped(after, *one)) for one in held]
            for (code, purpose), private in opened:
                key_files.replace(self._file(code, purpose), after.wrap(private, _place(code, purpose)))
            key_files.take_place(own, following if following.exists() else None)
        return len(held)

    def stored(self, code: str, purpose: Purpose) -> bytes:
        """Return the file of a key as it stands, wrapped, for a backup."""
        return self._file(code, purpose).read_bytes()

    def put_back(self, code: str, purpose: Purpose, wrapped: bytes) -> bool:
        """Put a wrapped key of a backup back; False where there is one already, which stays."""
        with key_files.alone(self.folder):
            try:
                key_files.write_once(self._file(code, purpose), wrapped)
            except FileExistsError:
                return False
        return True

    def _unwrapped(self, after: Wrapping, code: str, purpose: Purpose) -> bytes:
        wrapped, place = self._file(code, purpose).read_bytes(), _place(code, purpose)
        before = tuple(self._former_keys())
        private = OwnKeys(keys=before).unwrap(wrapped, place) if before else None
        private = after.unwrap(wrapped, place) if private is None else private
        if private is None:
            raise NoKeyError(
                f"The key of {code!r} ({purpose}) can't be unwrapped, so nothing was rotated. Give the key that "
                "wrapped it as HEARD_KEY_FORMER."
            )
        return private

    def _file(self, code: str, purpose: Purpose) -> Path:
        if not _CODE.fullmatch(code) or f"{code}.key" == WRAPPING_KEY:
            raise NoKeyError(f"{code[:40]!r} is not an inspection's code, so it has no key.")
        return self.folder / (f"{code}.key" if purpose is Purpose.ANSWERS else f"{code}.{purpose}.key")

    def _wrapping(self, *, make: bool) -> Wrapping:
        if self._command:
            return OutsideKeys(command=self._command)
        if self._given:
            return OwnKeys(keys=(decoded(self._given, "The setting HEARD_KEY_WRAPPING_KEY"),))
        if self._file_given:
            return OwnKeys(keys=(self._in_file(self._file_given),))
        standing = self._standing()
        path = self.folder / WRAPPING_KEY
        if make and not standing:
            key_files.write_once(path, _made())
            standing = self._standing()
        if not standing:
            raise NoKeyError(f"The key that wraps the others, {path}, is not on this machine.")
        return OwnKeys(keys=standing)

    def _standing(self) -> tuple[bytes, ...]:
        """Return the wrapping keys in the folder: two where a rotation was cut short, the one to come first."""
        paths = (self.folder / _NEXT, self.folder / WRAPPING_KEY)
        found = []
        for path in paths:
            with suppress(FileNotFoundError):
                found.append(decoded(key_files.read_own(path), f"The file {path}"))
        return tuple(found)

    def _former_keys(self) -> Iterator[bytes]:
        """Yield what may have wrapped keys before the wrapping that is set now."""
        if self._former:
            yield decoded(self._former, "The setting HEARD_KEY_FORMER")
        if not self.makes_its_own:
            yield from self._standing()

    def _in_file(self, path: Path) -> bytes:
        try:
            return decoded(key_files.read_own(path), f"The file {path}")
        except FileNotFoundError:
            raise NoKeyError(f"The key that wraps the others, {path}, is not on this machine.") from None


class NoKeys(Keys):
    """Stands where no private key may be: it opens nothing and makes nothing, whatever lies in the folder."""

    def create(self, code: str, purpose: Purpose = Purpose.ANSWERS) -> bytes:
        """Refuse: a key is made where it can be used. Raises NoKeyError."""
        raise _none(code, purpose)

    def private(self, code: str, purpose: Purpose = Purpose.ANSWERS) -> PrivateKey:
        """Refuse. Raises NoKeyError."""
        raise _none(code, purpose)

    def holds(self, code: str, purpose: Purpose = Purpose.ANSWERS) -> bool:  # noqa: ARG002 - as Keys has it
        """Say that there is none."""
        return False

    def every(self) -> Iterator[tuple[str, Purpose]]:
        """Yield nothing."""
        return iter(())


def _none(code: str, purpose: Purpose) -> NoKeyError:
    return NoKeyError(f"This machine only takes answers: it has no key for the {purpose} of {code[:40]!r}.")


def _made() -> bytes:
    return base64.b64encode(secrets.token_bytes(WRAPPING_BYTES))


def _place(code: str, purpose: Purpose) -> str:
    return code if purpose is Purpose.ANSWERS else f"{code}/{purpose}"
