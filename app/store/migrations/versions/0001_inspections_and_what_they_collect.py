"""Make the tables for inspections, submissions, originals, drafts and results."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inspections",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("area", sa.String(9), nullable=False),
        sa.Column("opens", sa.String(32), nullable=False),
        sa.Column("closes", sa.String(32), nullable=False),
        sa.Column("parts_of_area", sa.Text, nullable=False),
        sa.Column("languages", sa.Text, nullable=False),
        sa.Column("answers_kept_until", sa.String(10)),
        sa.Column("partnership_token_hash", sa.LargeBinary),
        sa.Column("partnership_token_sealed", sa.LargeBinary),
        sa.Column("public_key", sa.LargeBinary),
        sa.PrimaryKeyConstraint("code", name="pk_inspections"),
        sa.UniqueConstraint("partnership_token_hash", name="uq_inspections_partnership_token_hash"),
    )
    op.create_table(
        "submissions",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("questionnaire", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("mode", sa.String(8), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("receipt_hash", sa.LargeBinary, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("code", "id", name="pk_submissions"),
        sa.ForeignKeyConstraint(["code"], ["inspections.code"], name="fk_submissions_code_inspections"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "originals",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("code", "id", name="pk_originals"),
        sa.ForeignKeyConstraint(
            ["code", "id"], ["submissions.code", "submissions.id"], name="fk_originals_code_id_submissions"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sa.ForeignKeyConstraint(["code"], ["inspections.code"], name="fk_drafts_code_inspections"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_drafts_code", "drafts", ["code"])
    op.create_table(
        "results",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("code", "name", name="pk_results"),
        sa.ForeignKeyConstraint(["code"], ["inspections.code"], name="fk_results_code_inspections"),
    )


def downgrade() -> None:
    for table in ("results", "drafts", "originals", "submissions", "inspections"):
        op.drop_table(table)
