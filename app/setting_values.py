"""How the words of a setting become its value; a ValueError says what they must be."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTEST_SECRET: Final = 32
_MAIL: Final = re.compile(r"[^\s@,<>]+@[^\s@,<>]+\.[^\s@,<>]+")
_CONTACT: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|https?://\S+|\+?[0-9][0-9 ()-]{4,20}")


def whole_number(lowest: int, highest: int) -> Callable[[str], int]:
    """Return what reads a whole number between these two."""

    def read(value: str) -> int:
        if not value.isascii() or not value.isdigit() or not lowest <= int(value) <= highest:
            message = f"must be a whole number from {lowest} to {highest}"
            raise ValueError(message)
        return int(value)

    return read


def secret(value: str) -> str:
    """Read what signs cookies and forms, or none where nothing is given."""
    if value and len(value) < SHORTEST_SECRET:
        message = f"must have {SHORTEST_SECRET} characters or more of chance, as from `openssl rand -hex 32`"
        raise ValueError(message)
    return value


def yes_or_no(value: str) -> bool:
    """Read yes or no."""
    if value not in {"yes", "no"}:
        message = "must be yes or no"
        raise ValueError(message)
    return value == "yes"


def yes_or_no_if_any(value: str) -> bool | None:
    """Read yes or no, or none where nothing is given."""
    return yes_or_no(value) if value else None


def path(value: str) -> Path:
    """Read a path, made absolute."""
    return Path(value).expanduser().absolute()


def path_if_any(value: str) -> Path | None:
    """Read a path, or none where nothing is given."""
    return path(value) if value else None


def one_of(*allowed: str) -> Callable[[str], str]:
    """Return what reads one of these words."""

    def read(value: str) -> str:
        if value not in allowed:
            message = f"must be {', '.join(allowed[:-1])} or {allowed[-1]}"
            raise ValueError(message)
        return value

    return read


def mail_addresses(value: str) -> tuple[str, ...]:
    """Read e-mail addresses with commas between."""
    given = tuple(one.strip() for one in value.split(",") if one.strip())
    if not all(_MAIL.fullmatch(one) for one in given):
        message = "must be e-mail addresses with commas between"
        raise ValueError(message)
    return given


def contact(value: str) -> str:
    """Read an e-mail address, a telephone number or the address of a page: what people can write to or call."""
    if value and not _CONTACT.fullmatch(value):
        message = "must be an e-mail address, a telephone number or the address of a page"
        raise ValueError(message)
    return value


def address(value: str) -> str:
    """Read the address that the product is reached by."""
    if value and not value.startswith(("http://", "https://")):
        message = "must begin with https:// (or http:// for a trial)"
        raise ValueError(message)
    return value.rstrip("/")


def issuer(value: str) -> str:
    """Read the address of an OpenID Connect provider."""
    trial = value.startswith(("http://127.0.0.1", "http://localhost"))
    if value and not value.startswith("https://") and not trial:
        message = "must begin with https:// (or http://127.0.0.1 for a trial)"
        raise ValueError(message)
    return value.rstrip("/")
