"""Legal holds, and who somebody was that left while something of theirs is held."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

STANDS = sa.text("lifted_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_by_id", sa.Integer(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_because", sa.Text(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_legal_hold_reason")),
        sa.CheckConstraint(
            "(lifted_at IS NULL) = (lifted_because = '')", name=op.f("ck_legal_hold_lifted_because")
        ),
        *(_to_member(name) for name in ("member_id", "set_by_id", "lifted_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    op.create_index(
        "uq_legal_hold_standing", "legal_hold", ["kind", "object_id"], unique=True,
        sqlite_where=STANDS, postgresql_where=STANDS,
    )  # fmt: skip
    op.create_index("ix_legal_hold_member", "legal_hold", ["member_id", "lifted_at"])
    op.create_table(
        "legal_hold_identity",
        sa.Column("member_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_legal_hold_identity_member_id_member")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_legal_hold_identity")),
    )


def _to_member(column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_legal_hold_{column}_member")
    return sa.ForeignKeyConstraint([column], ["member.id"], name=name, ondelete="SET NULL")


def downgrade() -> None:
    op.drop_table("legal_hold_identity")
    op.drop_table("legal_hold")
