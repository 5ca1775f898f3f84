"""Make the tables for what a safeguarding lead must see, and keep its rows from being deleted while they are needed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEPT = ("matters", "decisions")

_STANDS = "(SELECT public_key FROM inspections WHERE code = OLD.code) IS NOT NULL"
_WORDS = "what a safeguarding lead must see is never deleted before its inspection"


def upgrade() -> None:
    op.create_table(
        "public_keys",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("code", "purpose", name="pk_public_keys"),
        sa.ForeignKeyConstraint(["code"], ["inspections.code"], name="fk_public_keys_code_inspections"),
    )
    op.create_table(
        "matters",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("alarm", sa.String(8), nullable=False),
        sa.Column("sealed_to", sa.String(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("due", sa.String(32)),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("opened", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_matters"),
        sa.ForeignKeyConstraint(["code"], ["inspections.code"], name="fk_matters_code_inspections"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_matters_code", "matters", ["code"])
    op.create_index("ix_matters_due", "matters", ["due"])
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("matter", sa.String(64), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("made", sa.String(32), nullable=False),
        sa.Column("staff_id", sa.Integer),
        sa.Column("sealed_to", sa.String(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.ForeignKeyConstraint(["matter"], ["matters.id"], name="fk_decisions_matter_matters"),
        sa.ForeignKeyConstraint(["code"], ["inspections.code"], name="fk_decisions_code_inspections"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_decisions_staff_id_staff"),
    )
    op.create_index("ix_decisions_matter", "decisions", ["matter"])
    _keep()


def downgrade() -> None:
    for table in KEPT:
        for what in ("delete", "change"):
            on = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
            op.execute(f"DROP TRIGGER {table}_{what}{on}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION heard_keep_deleted()")
        op.execute("DROP FUNCTION heard_keep_changed()")
    op.drop_table("decisions")
    op.drop_table("matters")
    op.drop_table("public_keys")


def _keep() -> None:
    """Let the database itself refuse to delete these rows, or to change what is sealed in them."""
    changing = {"matters": "id, code, kind, alarm, sealed_to, sealed", "decisions": "matter, code, made, sealed"}
    if op.get_bind().dialect.name == "postgresql":
        for what, condition, gives in (("deleted", _STANDS, "OLD"), ("changed", "TRUE", "NEW")):
            op.execute(
                f"CREATE FUNCTION heard_keep_{what}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {condition} THEN RAISE EXCEPTION '{_WORDS}'; END IF; RETURN {gives}; END $$"
            )
        for table, columns in changing.items():
            each = f"ON {table} FOR EACH ROW EXECUTE FUNCTION"
            op.execute(f"CREATE TRIGGER {table}_delete BEFORE DELETE {each} heard_keep_deleted()")
            op.execute(f"CREATE TRIGGER {table}_change BEFORE UPDATE OF {columns} {each} heard_keep_changed()")
        return
    for table, columns in changing.items():
        refuse = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
        op.execute(f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} WHEN {_STANDS} {refuse}")
        op.execute(f"CREATE TRIGGER {table}_change BEFORE UPDATE OF {columns} ON {table} {refuse}")
