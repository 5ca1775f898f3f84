"""Make the tables for the words that open drafts, for copies for the person, and for counting wrong words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "returns",
        sa.Column("draft", sa.String(32), nullable=False),
        sa.Column("found_by", sa.LargeBinary, nullable=False),
        sa.Column("locked_key", sa.LargeBinary, nullable=False),
        sa.Column("locked_words", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("draft", name="pk_returns"),
        sa.UniqueConstraint("found_by", name="uq_returns_found_by"),
        sa.ForeignKeyConstraint(["draft"], ["drafts.id"], name="fk_returns_draft_drafts", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "keepsakes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("ends", sa.String(32), nullable=False),
        sa.Column("locked", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_keepsakes"),
        sa.ForeignKeyConstraint(["code"], ["inspections.code"], name="fk_keepsakes_code_inspections"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tries",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("span", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("code", "kind", name="pk_tries"),
        sa.ForeignKeyConstraint(["code"], ["inspections.code"], name="fk_tries_code_inspections"),
    )
    op.create_index("ix_submissions_receipt_hash", "submissions", ["receipt_hash"])


def downgrade() -> None:
    op.drop_index("ix_submissions_receipt_hash", "submissions")
    for table in ("tries", "keepsakes", "returns"):
        op.drop_table(table)
