"""The settings: one typed object read once from the environment, with a row of name, default and help for each."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class SettingError(ValueError):
    """A setting can't be used; the message names it, what is wrong and the cure."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an installation can set. `database_url`, `keys` and the secrets are worked out from `home` where empty."""

    home: Path
    port: int
    database_url: str
    keys: Path
    key_wrapping_key: str
    secret_key: str
    public_address: str
    workers: int
    secure_cookies: bool
    audio: Path
    pictures: Path | None
    controller: str
    contact: str
    return_to: str

    @property
    def database(self) -> str:
        """The database's address for SQLAlchemy."""
        return self.database_url or f"sqlite:///{self.home / 'heard.db'}"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One setting: its variable, the default as written, how it is read, and a line of help."""

    variable: str
    field: str
    default: str
    read: Callable[[str], Any]
    help: str


def _whole_number(lowest: int, highest: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not value.isascii() or not value.isdigit() or not lowest <= int(value) <= highest:
            message = f"must be a whole number from {lowest} to {highest}"
            raise ValueError(message)
        return int(value)

    return read


def _yes_or_no(value: str) -> bool:
    if value not in {"yes", "no"}:
        message = "must be yes or no"
        raise ValueError(message)
    return value == "yes"


def _path(value: str) -> Path:
    return Path(value).expanduser().absolute()


def _path_if_any(value: str) -> Path | None:
    return _path(value) if value else None


def _contact(value: str) -> str:
    """Read an e-mail address, a telephone number or the address of a page: what people can write to or call."""
    if value and not _CONTACT.fullmatch(value):
        message = "must be an e-mail address, a telephone number or the address of a page"
        raise ValueError(message)
    return value


def _address(value: str) -> str:
    if value and not value.startswith(("http://", "https://")):
        message = "must begin with https:// (or http:// for a trial)"
        raise ValueError(message)
    return value.rstrip("/")


_CONTACT: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|https?://\S+|\+?[0-9][0-9 ()-]{4,20}")

ROWS: Final = (
    Row(variable="HEARD_HOME", field="home", default="instance", read=_path, help="The folder for all data."),
    Row(
        variable="PORT",
        field="port",
        default="8000",
        read=_whole_number(1, 65535),
        help="The port on loopback that the product listens on.",
    ),
    Row(
        variable="HEARD_DATABASE_URL",
        field="database_url",
        default="",
        read=str,
        help="The database, as in postgresql+psycopg://user@host/heard. Empty: SQLite in HEARD_HOME.",
    ),
    Row(
        variable="HEARD_KEYS",
        field="keys",
        default="",
        read=str,
        help="The folder for the inspections' wrapped private keys. Empty: keys/ in HEARD_HOME.",
    ),
    Row(
        variable="HEARD_KEY_WRAPPING_KEY",
        field="key_wrapping_key",
        default="",
        read=str,
        help="32 bytes in base64 that wrap the private keys. Empty: made once, in a file only its owner can read.",
    ),
    Row(
        variable="HEARD_SECRET_KEY",
        field="secret_key",
        default="",
        read=str,
        help="What signs cookies and forms. Empty: made once, in a file only its owner can read.",
    ),
    Row(
        variable="HEARD_PUBLIC_ADDRESS",
        field="public_address",
        default="",
        read=_address,
        help="The address that people reach the product by, for links and posters. Empty: http://127.0.0.1:PORT.",
    ),
    Row(
        variable="HEARD_WORKERS",
        field="workers",
        default="1",
        read=_whole_number(1, 64),
        help="How many processes serve pages.",
    ),
    Row(
        variable="HEARD_SECURE_COOKIES",
        field="secure_cookies",
        default="no",
        read=_yes_or_no,
        help="Whether cookies are sent over HTTPS only: yes wherever real people answer.",
    ),
    Row(
        variable="HEARD_AUDIO",
        field="audio",
        default="",
        read=str,
        help="The folder with the recordings. Empty: audio/ in HEARD_HOME.",
    ),
    Row(
        variable="HEARD_PICTURES",
        field="pictures",
        default="",
        read=_path_if_any,
        help="The folder with another set of pictures (docs/pictures.md). Empty: OpenMoji, which comes with Heard.",
    ),
    Row(
        variable="HEARD_CONTROLLER",
        field="controller",
        default="",
        read=str,
        help="Who answers for the data by law, as named in the privacy notice. Empty: the notice says nobody is named.",
    ),
    Row(
        variable="HEARD_CONTACT",
        field="contact",
        default="",
        read=_contact,
        help="Where people report problems and use their rights: an e-mail address, a telephone number or a page.",
    ),
    Row(
        variable="HEARD_RETURN",
        field="return_to",
        default="",
        read=lambda value: " ".join(value.split()),
        help="Where filled Word copies go: an e-mail address, a postal address with commas, or both with a semicolon "
        "between. Empty: copies ask to give them to whoever gave them out.",
    ),
)


def settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `environment`, the process's own unless given. Raises SettingError."""
    environment = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    for row in ROWS:
        given = environment.get(row.variable, "").strip() or row.default
        try:
            values[row.field] = row.read(given)
        except ValueError as error:
            message = f"{row.variable} is {given!r}: it {error}. {row.help}"
            raise SettingError(message) from None
    values["keys"] = _path(values["keys"] or str(values["home"] / "keys"))
    values["audio"] = _path(values["audio"] or str(values["home"] / "audio"))
    values["public_address"] = values["public_address"] or f"http://127.0.0.1:{values['port']}"
    assert set(values) == {field.name for field in fields(Settings)}, "each setting has one row"  # noqa: S101
    return Settings(**values)
