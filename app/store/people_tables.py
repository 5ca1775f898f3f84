"""The tables of people at work: how each signs in, whom they invite, and what they change about an inspection."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from app.store.tables import METADATA

SECOND_FACTORS: Final = Table(
    "second_factors",
    METADATA,
    Column("staff_id", Integer, ForeignKey("staff.id"), primary_key=True),
    Column("locked_secret", LargeBinary, nullable=False),
    Column("last_step", Integer, nullable=False),  # the half minute of the code used last: none opens twice
)

RECOVERY_CODES: Final = Table(
    "recovery_codes",
    METADATA,
    Column("staff_id", Integer, ForeignKey("staff.id"), primary_key=True),
    Column("hash", LargeBinary, primary_key=True),
)

# By a hash of what the session's cookie holds; no row says which browser or machine it is on.
SESSIONS: Final = Table(
    "sessions",
    METADATA,
    Column("hash", LargeBinary, primary_key=True),
    Column("staff_id", Integer, ForeignKey("staff.id"), nullable=False),
    Column("began", String(32), nullable=False),
    Column("seen", String(32), nullable=False),
)

INVITATIONS: Final = Table(
    "invitations",
    METADATA,
    Column("hash", LargeBinary, primary_key=True),
    Column("email", String(254), nullable=False),
    Column("name", String(200), nullable=False),
    Column("role", String(24), nullable=False),
    Column("codes", Text, nullable=False),
    Column("ends", String(32), nullable=False),
    Column("invited_by", Integer, ForeignKey("staff.id")),  # empty where the command line did
)

# By a keyed hash of whom and where from, so that no row tells an address; gone a day after the last try.
SIGN_IN_TRIES: Final = Table(
    "sign_in_tries",
    METADATA,
    Column("of", LargeBinary, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("last", String(32), nullable=False),
)

IDENTITIES: Final = Table(
    "identities",
    METADATA,
    Column("issuer", String(255), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("staff_id", Integer, ForeignKey("staff.id"), nullable=False),
)

PROMISES: Final = Table(
    "promises",
    METADATA,
    Column("code", String(40), ForeignKey("inspections.code"), primary_key=True),
    Column("formats", Text, nullable=False),
)

CHANGES: Final = Table(
    "changes",
    METADATA,
    Column("code", String(40), ForeignKey("inspections.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("moment", String(32), nullable=False),
    Column("staff_id", Integer, ForeignKey("staff.id")),
    Column("what", String(32), nullable=False),
    Column("before", String(80), nullable=False),
    Column("after", String(80), nullable=False),
    Column("why", Text, nullable=False),
)

TRANSLATIONS_CHECKED: Final = Table(
    "translations_checked",
    METADATA,
    Column("group", String(32), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("language", String(35), primary_key=True),
    Column("words", LargeBinary, nullable=False),  # a hash of the words that were checked: others need checking anew
    Column("staff_id", Integer, ForeignKey("staff.id")),
    Column("moment", String(32), nullable=False),
)
