"""Sealing: what a person sent becomes bytes that only the inspection's private key opens, and back."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any, Final

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from surveys import submissions
from surveys.answers import Answer
from surveys.questionnaire import Language
from surveys.submissions import AnsweredBy, Channel, Mode, Submission

BLOCK: Final = 1024
"""What is sealed is filled up to a multiple of this many bytes, so that its length doesn't tell who wrote how much."""


class DamagedError(ValueError):
    """Sealed bytes don't open with the inspection's key: they were damaged, exchanged or sealed for another."""


class ExchangedError(ValueError):
    """What opened is not what the row says that it is: rows were changed or exchanged in the database."""


class Seal:
    """Closes, but can't open: holds one inspection's public key."""

    def __init__(self, public_key: bytes) -> None:
        self._box = SealedBox(PublicKey(public_key))

    def close(self, content: bytes) -> bytes:
        """Return `content` sealed."""
        return self._box.encrypt(content)

    def close_submission(self, code: str, submission: Submission) -> bytes:
        """Return the submission sealed, with the inspection that it is for."""
        shape = submissions.to_json(submission)
        # A text stands as a text and codes as a list, so that opening needs no questionnaire to tell them apart.
        shape["answers"] = {name: list(answer.codes) or answer.text for name, answer in submission.answers.items()}
        return self.close(filled(json.dumps({"inspection": code, **shape}, separators=(",", ":")).encode()))


class Opener:
    """Opens what was sealed to one inspection's public key."""

    def __init__(self, private_key: PrivateKey) -> None:
        self._box = SealedBox(private_key)

    def open(self, sealed: bytes) -> bytes:
        """Return what was sealed. Raises DamagedError."""
        try:
            return self._box.decrypt(sealed)
        except (CryptoError, ValueError, TypeError):
            raise DamagedError("Something sealed doesn't open with the inspection's key: it was damaged.") from None

    def open_submission(self, code: str, sealed: bytes) -> Submission:
        """Return the submission that was sealed for the inspection `code`. Raises DamagedError or ExchangedError."""
        shape: dict[str, Any] = json.loads(self.open(sealed))
        if shape["inspection"] != code:
            raise ExchangedError(f"A submission stored for {code!r} was sent to another inspection.")
        return Submission(
            id=shape["id"],
            questionnaire=shape["questionnaire"],
            version=shape["version"],
            language=Language(shape["language"]),
            mode=Mode(shape["mode"]),
            channel=Channel(shape["channel"]),
            day=date.fromisoformat(shape["day"]),
            answered_by=AnsweredBy(shape["answered_by"]) if "answered_by" in shape else None,
            helper=shape.get("helper"),
            answers={name: _answer(name, given) for name, given in shape["answers"].items()},
        )


def filled(written: bytes) -> bytes:
    """Return JSON with spaces after it up to the next multiple of BLOCK: reading JSON passes over them."""
    return written + b" " * (-len(written) % BLOCK)


def _answer(name: str, given: list[str] | str) -> Answer:
    return Answer(item=name, text=given) if isinstance(given, str) else _chosen(name, tuple(given))


@lru_cache(maxsize=4096)
def _chosen(name: str, codes: tuple[str, ...]) -> Answer:
    """Return one value for all who chose the same, which saves half of the time and most of the memory."""
    return Answer(item=name, codes=codes)
