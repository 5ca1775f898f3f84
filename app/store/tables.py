"""The tables: the same on SQLite and on PostgreSQL, with no time finer than a day beside what a person sent."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

INSPECTIONS: Final = Table(
    "inspections",
    METADATA,
    Column("code", String(40), primary_key=True),
    Column("area", String(9), nullable=False),
    Column("opens", String(32), nullable=False),  # moments are ISO 8601 in UTC: the two databases differ over zones
    Column("closes", String(32), nullable=False),
    Column("parts_of_area", Text, nullable=False),
    Column("languages", Text, nullable=False),
    Column("answers_kept_until", String(10)),
    Column("partnership_token_hash", LargeBinary, unique=True),
    Column("partnership_token_sealed", LargeBinary),
    Column("public_key", LargeBinary),  # empty once the inspection is shredded
)

# The rows that people send are kept in the order of their random ids (WITHOUT ROWID), so that the table on disk does
# not show who came before whom.
SUBMISSIONS: Final = Table(
    "submissions",
    METADATA,
    Column("code", String(40), ForeignKey("inspections.code"), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("questionnaire", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("mode", String(8), nullable=False),
    Column("day", String(10), nullable=False),
    Column("receipt_hash", LargeBinary, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

ORIGINALS: Final = Table(
    "originals",
    METADATA,
    Column("code", String(40), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    ForeignKeyConstraint(["code", "id"], ["submissions.code", "submissions.id"]),
    sqlite_with_rowid=False,
)

# Copies that wait for a person, and by which marks a copy that was taken in before is known again.
COPIES: Final = Table(
    "copies",
    METADATA,
    Column("code", String(40), ForeignKey("inspections.code"), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("aside", Boolean, nullable=False),
    Column("reading", LargeBinary, nullable=False),
    Column("original", LargeBinary, nullable=False),
    Column("held_by", Integer, ForeignKey("staff.id")),
    Column("held_until", String(32)),  # of the person at work, not of who answered
    sqlite_with_rowid=False,
)

COPIES_SEEN: Final = Table(
    "copies_seen",
    METADATA,
    Column("code", String(40), ForeignKey("inspections.code"), primary_key=True),
    Column("mark", LargeBinary, primary_key=True),
    sqlite_with_rowid=False,
)

DRAFTS: Final = Table(
    "drafts",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("code", String(40), ForeignKey("inspections.code"), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index(None, "code"),
    sqlite_with_rowid=False,
)

# Deleted with the draft by the database itself, however the draft goes.
RETURNS: Final = Table(
    "returns",
    METADATA,
    Column("draft", String(32), ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
    Column("found_by", LargeBinary, nullable=False, unique=True),
    Column("locked_key", LargeBinary, nullable=False),
    Column("locked_words", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

KEEPSAKES: Final = Table(
    "keepsakes",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("code", String(40), ForeignKey("inspections.code"), nullable=False),
    Column("ends", String(32), nullable=False),  # a quarter of an hour, at most an hour ahead
    Column("locked", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# Nobody's tries in particular: wrong words typed in one stretch of ten minutes by whomever.
TRIES: Final = Table(
    "tries",
    METADATA,
    Column("code", String(40), ForeignKey("inspections.code"), primary_key=True),
    Column("kind", String(8), primary_key=True),
    Column("span", String(32), nullable=False),
    Column("number", Integer, nullable=False),
)

RESULTS: Final = Table(
    "results",
    METADATA,
    Column("code", String(40), ForeignKey("inspections.code"), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

# The keys that what must not open with the answers is sealed to, each for one purpose.
PUBLIC_KEYS: Final = Table(
    "public_keys",
    METADATA,
    Column("code", String(40), ForeignKey("inspections.code"), primary_key=True),
    Column("purpose", String(16), primary_key=True),
    Column("public_key", LargeBinary, nullable=False),
)

# What a safeguarding lead must see. The database refuses to delete it, or to change what is sealed, while its
# inspection stands. `due` is when they are next told, a quarter of an hour coarse, and empty once somebody has looked.
MATTERS: Final = Table(
    "matters",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("code", String(40), ForeignKey("inspections.code"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("alarm", String(8), nullable=False),
    Column("sealed_to", String(16), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("due", String(32), index=True),
    Column("told", Integer, nullable=False),
    Column("opened", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

DECISIONS: Final = Table(
    "decisions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("matter", String(64), ForeignKey("matters.id"), nullable=False, index=True),
    Column("code", String(40), ForeignKey("inspections.code"), nullable=False),
    Column("made", String(32), nullable=False),  # of the person at work, not of who answered
    Column("staff_id", Integer, ForeignKey("staff.id")),
    Column("sealed_to", String(16), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

STAFF: Final = Table(
    "staff",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("email", String(254), nullable=False, unique=True),  # kept in small letters
    Column("name", String(200), nullable=False),
    Column("role", String(24), nullable=False),
    Column("password_hash", String(255), nullable=False),
    Column("session_token", String(64), nullable=False, unique=True),  # a new one ends every session
    Column("active", Boolean, nullable=False),
)

MEMBERSHIPS: Final = Table(
    "memberships",
    METADATA,
    Column("staff_id", Integer, ForeignKey("staff.id"), primary_key=True),
    Column("code", String(40), ForeignKey("inspections.code"), primary_key=True),
)

# Nobody's name or address: who acted is an account's number.
AUDIT: Final = Table(
    "audit",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("moment", String(32), nullable=False),
    Column("actor", String(64), nullable=False),
    Column("action", String(48), nullable=False),
    Column("object", String(120), nullable=False),
    Column("hash", LargeBinary, nullable=False),  # of this row and of the hash before it
)

AUDIT_HEAD: Final = Table(
    "audit_head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

# Published or suppressed at source: neither holds anything of a person, so neither is sealed.
PLAN_FIGURES: Final = Table(
    "plan_figures",
    METADATA,
    Column("area", String(9), primary_key=True),
    Column("figures", Text, nullable=False),
)

CUBES: Final = Table(
    "cubes",
    METADATA,
    Column("area", String(9), primary_key=True),
    Column("opened", String(10), primary_key=True),
    Column("counts", Text, nullable=False),
)
