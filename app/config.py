"""The settings: one typed object read once from the environment, with a row of name, default and help for each."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

from app import setting_values as read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


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
    key_file: Path | None
    key_former: str
    key_command: str
    secret_key: str
    public_address: str
    workers: int
    proxies: int
    secure_cookies: bool
    audio: Path
    pictures: Path | None
    controller: str
    contact: str
    return_to: str
    smtp_host: str
    smtp_port: int
    smtp_security: str
    smtp_user: str
    smtp_password: str
    smtp_from: str
    safeguarding_to: tuple[str, ...]
    sign_in_issuer: str
    sign_in_client: str
    sign_in_secret: str
    sign_in_name: str

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


ROWS: Final = (
    Row(variable="HEARD_HOME", field="home", default="instance", read=read.path, help="The folder for all data."),
    Row(
        variable="PORT",
        field="port",
        default="8000",
        read=read.whole_number(1, 65535),
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
        variable="HEARD_KEY_FILE",
        field="key_file",
        default="",
        read=read.path_if_any,
        help="A file of mode 600 with 32 bytes in base64 that wrap the private keys, in place of the setting before.",
    ),
    Row(
        variable="HEARD_KEY_FORMER",
        field="key_former",
        default="",
        read=str,
        help="The 32 bytes in base64 that wrapped the private keys before, while `heard keys rotate` runs.",
    ),
    Row(
        variable="HEARD_KEY_COMMAND",
        field="key_command",
        default="",
        read=str,
        help="A command that wraps and unwraps private keys, as of a cloud's key service (docs/deploy/keys.md).",
    ),
    Row(
        variable="HEARD_SECRET_KEY",
        field="secret_key",
        default="",
        read=read.secret,
        help="What signs cookies and forms: 32 characters or more. Empty: made once, in a file that is its owner's.",
    ),
    Row(
        variable="HEARD_PUBLIC_ADDRESS",
        field="public_address",
        default="",
        read=read.address,
        help="The address that people reach the product by, for links and posters. Empty: http://127.0.0.1:PORT.",
    ),
    Row(
        variable="HEARD_WORKERS",
        field="workers",
        default="1",
        read=read.whole_number(1, 64),
        help="How many processes serve pages.",
    ),
    Row(
        variable="HEARD_PROXIES",
        field="proxies",
        default="0",
        read=read.whole_number(0, 5),
        help="How many proxies of yours each request comes through, which each write X-Forwarded-For: 1 behind one.",
    ),
    Row(
        variable="HEARD_SECURE_COOKIES",
        field="secure_cookies",
        default="",
        read=read.yes_or_no_if_any,
        help="Whether cookies are sent over HTTPS only: yes or no. Empty: yes where the public address is https.",
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
        read=read.path_if_any,
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
        read=read.contact,
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
    Row(
        variable="HEARD_SMTP_HOST",
        field="smtp_host",
        default="",
        read=str,
        help="The mail server that tells safeguarding leads to look, without a word of what was written. Empty: no "
        "mail is sent.",
    ),
    Row(
        variable="HEARD_SMTP_PORT",
        field="smtp_port",
        default="587",
        read=read.whole_number(1, 65535),
        help="The mail server's port.",
    ),
    Row(
        variable="HEARD_SMTP_SECURITY",
        field="smtp_security",
        default="starttls",
        read=read.one_of("starttls", "tls", "none"),
        help="How the mail server is spoken to: starttls, tls, or none for one on this machine.",
    ),
    Row(
        variable="HEARD_SMTP_USER",
        field="smtp_user",
        default="",
        read=str,
        help="The account at the mail server. Empty: it asks for none.",
    ),
    Row(
        variable="HEARD_SMTP_PASSWORD",
        field="smtp_password",
        default="",
        read=str,
        help="The password of that account.",
    ),
    Row(
        variable="HEARD_SMTP_FROM",
        field="smtp_from",
        default="",
        read=read.contact,
        help="The e-mail address that mail comes from. Empty: heard@ and the name of the public address.",
    ),
    Row(
        variable="HEARD_SAFEGUARDING_TO",
        field="safeguarding_to",
        default="",
        read=read.mail_addresses,
        help="E-mail addresses that are told beside the safeguarding leads of an inspection, with commas between.",
    ),
    Row(
        variable="HEARD_SIGN_IN_ISSUER",
        field="sign_in_issuer",
        default="",
        read=read.issuer,
        help="The organisation's own sign-in (OpenID Connect), as in https://login.example.org. Empty: there is none.",
    ),
    Row(
        variable="HEARD_SIGN_IN_CLIENT",
        field="sign_in_client",
        default="",
        read=str,
        help="What the organisation's sign-in calls this installation.",
    ),
    Row(
        variable="HEARD_SIGN_IN_SECRET",
        field="sign_in_secret",
        default="",
        read=str,
        help="The secret that the organisation's sign-in gave this installation.",
    ),
    Row(
        variable="HEARD_SIGN_IN_NAME",
        field="sign_in_name",
        default="your organisation",
        read=lambda value: " ".join(value.split()),
        help="What people call the organisation's sign-in, on the page where they choose it.",
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
            shown = "not shown here" if row.read is read.secret else repr(given)
            message = f"{row.variable} is {shown}: it {error}. {row.help}"
            raise SettingError(message) from None
    values["keys"] = read.path(values["keys"] or str(values["home"] / "keys"))
    values["audio"] = read.path(values["audio"] or str(values["home"] / "audio"))
    values["public_address"] = values["public_address"] or f"http://127.0.0.1:{values['port']}"
    if values["secure_cookies"] is None:
        values["secure_cookies"] = values["public_address"].startswith("https://")
    assert set(values) == {field.name for field in fields(Settings)}, "each setting has one row"  # noqa: S101
    return Settings(**values)
