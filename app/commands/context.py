"""The installation a command works on, and its errors as one line."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from accessibility.pictures import PictureSetError
from app.config import SettingError
from app.installation import Installation, installation
from app.store.database import AddressError, UnavailableError
from app.store.inspections import DuplicateCodeError, NoSuchInspectionError
from app.store.keys import KeyExistsError, NoKeyError, WrappingKeyError
from app.store.sealing import DamagedError, ExchangedError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN: Final = (
    AddressError,
    DamagedError,
    DuplicateCodeError,
    ExchangedError,
    KeyExistsError,
    NoKeyError,
    NoSuchInspectionError,
    PictureSetError,
    SettingError,
    UnavailableError,
    WrappingKeyError,
)
"""Errors whose message says what is wrong and how to put it right."""


@contextmanager
def opened() -> Iterator[Installation]:
    """Open the installation; what a person can put right becomes one line and exit code 1."""
    try:
        yield installation()
    except _PLAIN as error:
        raise click.ClickException(" ".join(str(error).split())) from None
    except BrokenPipeError:  # who reads what we print has seen enough
        raise
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        message = f"The data folder or a file can't be used: {error.strerror}{place}. Is it yours?"
        raise click.ClickException(message) from None
