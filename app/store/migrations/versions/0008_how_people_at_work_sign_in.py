"""Make the tables for how people at work sign in, whom they invite, and what they change about an inspection."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "second_factors",
        sa.Column("staff_id", sa.Integer, nullable=False),
        sa.Column("locked_secret", sa.LargeBinary, nullable=False),
        sa.Column("last_step", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("staff_id", name="pk_second_factors"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_second_factors_staff_id_staff"),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("staff_id", sa.Integer, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("staff_id", "hash", name="pk_recovery_codes"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_recovery_codes_staff_id_staff"),
    )
    op.create_table(
        "invitations",
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(24), nullable=False),
        sa.Column("codes", sa.Text, nullable=False),
        sa.Column("ends", sa.String(32), nullable=False),
        sa.Column("invited_by", sa.Integer),
        sa.PrimaryKeyConstraint("hash", name="pk_invitations"),
        sa.ForeignKeyConstraint(["invited_by"], ["staff.id"], name="fk_invitations_invited_by_staff"),
    )
    op.create_table(
        "sign_in_tries",
        sa.Column("of", sa.LargeBinary, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("last", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("of", name="pk_sign_in_tries"),
    )
    op.create_table(
        "identities",
        sa.Column("issuer", sa.String(255), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("staff_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identities"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_identities_staff_id_staff"),
    )
    op.create_table(
        "promises",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("formats", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_promises"),
        sa.ForeignKeyConstraint(["code"], ["inspections.code"], name="fk_promises_code_inspections"),
    )
    op.create_table(
        "changes",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("moment", sa.String(32), nullable=False),
        sa.Column("staff_id", sa.Integer),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("before", sa.String(80), nullable=False),
        sa.Column("after", sa.String(80), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("code", "number", name="pk_changes"),
        sa.ForeignKeyConstraint(["code"], ["inspections.code"], name="fk_changes_code_inspections"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_changes_staff_id_staff"),
    )
    op.create_table(
        "translations_checked",
        sa.Column("group", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("staff_id", sa.Integer),
        sa.Column("moment", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("group", "version", "language", name="pk_translations_checked"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_translations_checked_staff_id_staff"),
    )


def downgrade() -> None:
    for table in (
        "translations_checked",
        "changes",
        "promises",
        "identities",
        "sign_in_tries",
        "invitations",
        "recovery_codes",
        "second_factors",
    ):
        op.drop_table(table)
