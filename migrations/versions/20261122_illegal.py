"""Notices of illegal content from anybody, what they point at, and trusted flaggers."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

NOTICE, ITEM, FLAGGER = "moderation_illegal_notice", "moderation_illegal_item", "moderation_flagger"


def upgrade() -> None:
    op.create_table(
        NOTICE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(40), nullable=False),
        sa.Column("category", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("sender", sa.String(40), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("trusted", sa.Boolean(), nullable=False),
        sa.Column("proven", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f(f"fk_{NOTICE}_member_id_member"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{NOTICE}")),
        sa.UniqueConstraint("token", name=op.f(f"uq_{NOTICE}_token")),
    )
    op.create_index(f"ix_{NOTICE}_created", NOTICE, ["created_at", "id"])
    op.create_index(op.f(f"ix_{NOTICE}_email"), NOTICE, ["email"])
    op.create_table(
        ITEM,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(500), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("sender", sa.String(40), nullable=False),
        sa.Column("open_to_sender", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(20), nullable=True),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["notice_id"], [f"{NOTICE}.id"], name=op.f(f"fk_{ITEM}_notice_id_{NOTICE}"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"],
            name=op.f(f"fk_{ITEM}_contribution_id_contribution"), ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["moderation_case.id"],
            name=op.f(f"fk_{ITEM}_case_id_moderation_case"), ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{ITEM}")),
        sa.UniqueConstraint("case_id", "sender", name=op.f(f"uq_{ITEM}_case_id_sender")),
    )  # fmt: skip
    op.create_index(f"ix_{ITEM}_open", ITEM, ["told_at", "id"])
    op.create_index(op.f(f"ix_{ITEM}_notice_id"), ITEM, ["notice_id"])
    op.create_index(op.f(f"ix_{ITEM}_contribution_id"), ITEM, ["contribution_id"])
    op.create_table(
        FLAGGER,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["member.id"], name=op.f(f"fk_{FLAGGER}_by_id_member"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{FLAGGER}")),
        sa.UniqueConstraint("email", name=op.f(f"uq_{FLAGGER}_email")),
    )


def downgrade() -> None:
    for table in (FLAGGER, ITEM, NOTICE):
        op.drop_table(table)
