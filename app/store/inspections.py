"""Inspections as they are kept: found by their code or by the nominated officer's token, and closed."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.store.keys import Purpose
from app.store.prepared import Prepared
from app.store.sealing import Opener, Seal
from app.store.tables import INSPECTIONS, PUBLIC_KEYS
from surveys.inspections import LONDON, Inspection, Window, area_with_code
from surveys.questionnaire import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Row

    from app.store.database import Database
    from app.store.keys import Keys
    from surveys.inspections import LocalArea

LONGEST_CODE: Final = 40
RESERVED: Final = frozenset(
    {
        *("about", "accessibility", "accounts", "audio", "favicon", "get-help", "healthz", "help", "inspectors"),
        *("account", "invitation", "new", "organisation", "people", "record", "second-factor", "sign-in", "sign-out"),
        *("metrics", "partnership", "privacy", "readyz", "robots", "static", "wrapping"),
    }
)
"""Words that stand where a code does in the product's other addresses, or in the names of the key files."""

_CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_JOINING: Final = frozenset({"and", "city", "council", "of", "on", "the", "upon", "with"})
_CODE_WORDS: Final = 14
_TRIES: Final = 50


class NoSuchInspectionError(LookupError):
    """No inspection goes by that code or token."""


class ShreddedError(NoSuchInspectionError):
    """The inspection was shredded: its key and all its answers have been destroyed."""


class DuplicateCodeError(ValueError):
    """The code is taken, by an inspection that stands or one that was shredded."""


class BadCodeError(ValueError):
    """The code can't stand on a poster or in an address; the message says what can."""


def new_token() -> str:
    """Return a new secret for the nominated officer's private address."""
    return secrets.token_urlsafe(24)


def new_code(database: Database, area: LocalArea) -> str:
    """Return a code that is free, short and easy to type from a poster, as in kent-4827."""
    with database.look() as connection:
        for _ in range(_TRIES):
            code = f"{_short(area.name)}-{secrets.randbelow(9000) + 1000}"
            if connection.execute(_FIND, {"code": code}).first() is None:
                return code
    raise DuplicateCodeError(f"No free code was found for {area.name}. Give one with --code.")


def add(database: Database, keys: Keys, inspection: Inspection) -> None:
    """Keep a new inspection and make its key pairs. Raises BadCodeError, DuplicateCodeError or KeyExistsError."""
    code = inspection.code
    if not _CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        raise BadCodeError(
            f"{code[:60]!r} can't be a code: use lower-case letters, digits and single hyphens between them, "
            f"at most {LONGEST_CODE} characters."
        )
    if code in RESERVED:
        raise BadCodeError(f"{code!r} can't be a code: Heard uses that word itself.")
    with database.look() as connection:
        _see_that_free(connection, code)
    public_key, *others = (keys.create(code, purpose) for purpose in Purpose)
    token = inspection.partnership_token.encode()
    try:
        with database.begin() as connection:
            _see_that_free(connection, code)
            connection.execute(
                insert(INSPECTIONS),
                {
                    "code": code,
                    "area": inspection.area.gss_code,
                    "opens": _written(inspection.window.opens),
                    "closes": _written(inspection.window.closes),
                    "parts_of_area": json.dumps(inspection.parts_of_area),
                    "languages": json.dumps(inspection.languages),
                    "answers_kept_until": inspection.answers_kept_until and inspection.answers_kept_until.isoformat(),
                    "partnership_token_hash": hash_of(inspection.partnership_token) if token else None,
                    "partnership_token_sealed": Seal(public_key).close(token) if token else None,
                    "public_key": public_key,
                },
            )
            for purpose, key in zip(list(Purpose)[1:], others, strict=True):
                connection.execute(insert(PUBLIC_KEYS), {"code": code, "purpose": purpose, "public_key": key})
    except (DuplicateCodeError, IntegrityError):
        # Only here is it certain that no row holds the new public key: after a lost connection it may have been kept.
        keys.destroy(code)
        raise DuplicateCodeError(f"The code {code!r} is taken: choose another.") from None


def find(database: Database, code: str) -> Inspection:
    """Return the inspection `code`, without the nominated officer's token. Raises NoSuchInspectionError."""
    return found(code, _FIND_FIRST.first(database, code=code) if may_be_a_code(code) else None)


def may_be_a_code(code: str) -> bool:
    """Whether an inspection could go by `code`; a database need not be asked for any other."""
    return _CODE.fullmatch(code) is not None


def found(code: str, values: Sequence[Any] | None) -> Inspection:
    """Return the inspection `code` from the columns of its row; None is no row. Raises NoSuchInspectionError."""
    columns = tuple(values) if values else None
    if columns is None:
        raise _no_such(code)
    if columns[_PUBLIC_KEY_PLACE] is None:
        raise _shredded(code)
    return _inspection(columns)


def find_by_token(database: Database, token: str) -> Inspection:
    """Return the inspection whose nominated officer holds `token`. Raises NoSuchInspectionError."""
    # The database looks up a hash, and a hash is compared: how long it takes says nothing about the token.
    wanted = hash_of(token)
    with database.look() as connection:
        row = connection.execute(_FIND_BY_TOKEN, {"hash": wanted}).first()
    if row is None or not hmac.compare_digest(row.partnership_token_hash, wanted):
        raise NoSuchInspectionError("This private address is not known. Ask the lead inspector for the right one.")
    return _inspection(tuple(row))


def partnership_token(database: Database, keys: Keys, code: str) -> str:
    """Return the nominated officer's token, which is kept sealed; empty where there is none. Raises NoKeyError."""
    with database.look() as connection:
        sealed = _standing(connection, code).partnership_token_sealed
    return Opener(keys.private(code)).open(sealed).decode() if sealed else ""


def every(database: Database) -> tuple[Inspection, ...]:
    """Return all inspections but those that were shredded, the newest first."""
    with database.look() as connection:
        rows = connection.execute(_EVERY).all()
    return tuple(_inspection(tuple(row)) for row in rows)


def close(database: Database, code: str, at: datetime) -> Inspection:
    """End the week at `at` where it would have gone on; one that had not begun never opens."""
    with database.begin() as connection:
        window = _inspection(tuple(_standing(connection, code))).window
        closes = min(window.closes, at)
        connection.execute(
            update(INSPECTIONS)
            .where(INSPECTIONS.c.code == code)
            .values(opens=_written(min(window.opens, closes)), closes=_written(closes))
        )
        return _inspection(tuple(_standing(connection, code)))


def public_key(database: Database, code: str) -> bytes:
    """Return the key that submissions to the inspection `code` are sealed to. Raises NoSuchInspectionError."""
    with database.look() as connection:
        return held_public_key(connection, code)


def held_public_key(connection: Connection, code: str) -> bytes:
    """Return the public key inside a transaction, and keep the inspection from being shredded until it ends."""
    row = connection.execute(_PUBLIC_KEY, {"code": code}).first() if _CODE.fullmatch(code) else None
    key: bytes = _checked(code, row).public_key
    return key


_PUBLIC_KEY_PLACE: Final = INSPECTIONS.columns.keys().index("public_key")
_FIND: Final = select(INSPECTIONS).where(INSPECTIONS.c.code == bindparam("code"))
_FIND_FIRST: Final = Prepared(_FIND)
_FIND_BY_TOKEN: Final = select(INSPECTIONS).where(INSPECTIONS.c.partnership_token_hash == bindparam("hash"))
_EVERY: Final = (
    select(INSPECTIONS)
    .where(INSPECTIONS.c.public_key.is_not(None))
    .order_by(INSPECTIONS.c.opens.desc(), INSPECTIONS.c.code)
)
# FOR KEY SHARE makes a shredding wait on PostgreSQL; SQLite has one writer at a time and passes over it.
_PUBLIC_KEY: Final = (
    select(INSPECTIONS.c.public_key).where(INSPECTIONS.c.code == bindparam("code")).with_for_update(read=True)
)


def _standing(connection: Connection, code: str) -> Row[Any]:
    return _checked(code, connection.execute(_FIND, {"code": code}).first() if _CODE.fullmatch(code) else None)


def _checked(code: str, row: Row[Any] | None) -> Row[Any]:
    if row is None:
        raise _no_such(code)
    if row.public_key is None:
        raise _shredded(code)
    return row


def _no_such(code: str) -> NoSuchInspectionError:
    return NoSuchInspectionError(f"There is no inspection with the code {code[:LONGEST_CODE]!r}.")


def _shredded(code: str) -> ShreddedError:
    return ShreddedError(f"The inspection {code!r} was shredded: its key and its answers have been destroyed.")


def _see_that_free(connection: Connection, code: str) -> None:
    if connection.execute(select(func.count()).where(INSPECTIONS.c.code == code)).scalar_one():
        raise DuplicateCodeError(f"The code {code!r} is taken: choose another.")


@lru_cache(maxsize=512)
def _inspection(values: tuple[Any, ...]) -> Inspection:
    row = dict(zip(INSPECTIONS.columns.keys(), values, strict=True))
    return Inspection(
        code=row["code"],
        area=area_with_code(row["area"]),
        window=Window(opens=_read(row["opens"]), closes=_read(row["closes"])),
        parts_of_area=tuple((code, name) for code, name in json.loads(row["parts_of_area"])),
        languages=tuple(Language(language) for language in json.loads(row["languages"])),
        answers_kept_until=row["answers_kept_until"] and date.fromisoformat(row["answers_kept_until"]),
    )


def hash_of(token: str) -> bytes:
    """Return what is kept of a token to find it by."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).digest()


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _read(written: str) -> datetime:
    return datetime.fromisoformat(written).astimezone(LONDON)


def _short(name: str) -> str:
    words = [word for word in re.findall("[a-z]+", name.casefold()) if word not in _JOINING]
    short: str = words[0]
    for word in words[1:]:
        if len(f"{short}-{word}") > _CODE_WORDS:
            break
        short = f"{short}-{word}"
    return short
