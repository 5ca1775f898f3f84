"""Make the tables for copies that wait for a person, and for the marks by which a copy is known again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "copies",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("aside", sa.Boolean, nullable=False),
        sa.Column("reading", sa.LargeBinary, nullable=False),
        sa.Column("original", sa.LargeBinary, nullable=False),
        sa.Column("held_by", sa.Integer),
        sa.Column("held_until", sa.String(32)),
        sa.PrimaryKeyConstraint("code", "id", name="pk_copies"),
        sa.ForeignKeyConstraint(["code"], ["inspections.code"], name="fk_copies_code_inspections"),
        sa.ForeignKeyConstraint(["held_by"], ["staff.id"], name="fk_copies_held_by_staff"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copies_seen",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("mark", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("code", "mark", name="pk_copies_seen"),
        sa.ForeignKeyConstraint(["code"], ["inspections.code"], name="fk_copies_seen_code_inspections"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("copies_seen", "copies"):
        op.drop_table(table)
