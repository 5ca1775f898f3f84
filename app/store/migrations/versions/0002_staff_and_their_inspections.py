"""Make the tables for staff accounts and the inspections that each belongs to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(24), nullable=False),
        sa.Column("password_hash", sa.String(255), nullable=False),
        sa.Column("session_token", sa.String(64), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("email", name="uq_staff_email"),
        sa.UniqueConstraint("session_token", name="uq_staff_session_token"),
    )
    op.create_table(
        "memberships",
        sa.Column("staff_id", sa.Integer, nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("staff_id", "code", name="pk_memberships"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_memberships_staff_id_staff"),
        sa.ForeignKeyConstraint(["code"], ["inspections.code"], name="fk_memberships_code_inspections"),
    )


def downgrade() -> None:
    for table in ("memberships", "staff"):
        op.drop_table(table)
