"""Make the tables of an area's plan figures and of the counts of areas asked so far."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_figures",
        sa.Column("area", sa.String(9), nullable=False),
        sa.Column("figures", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("area", name="pk_plan_figures"),
    )
    op.create_table(
        "cubes",
        sa.Column("area", sa.String(9), nullable=False),
        sa.Column("opened", sa.String(10), nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("area", "opened", name="pk_cubes"),
    )


def downgrade() -> None:
    for table in ("cubes", "plan_figures"):
        op.drop_table(table)
