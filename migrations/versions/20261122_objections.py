"""Objections of those who sent a notice, and the hands of everybody who decided on it."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

HAND, TABLE, ITEM = "moderation_item_hand", "moderation_objection", "moderation_illegal_item"
CHECKS = {
    "part": "part = 'again'",
    "decided_by_somebody": "(decided_at IS NULL) = (decided_by_id IS NULL)",
    "decided_somehow": "(decided_at IS NULL) = (became IS NULL)",
}


def upgrade() -> None:
    op.create_table(
        HAND,
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.CheckConstraint("part IN ('first', 'again')", name=op.f(f"ck_{HAND}_part")),
        sa.ForeignKeyConstraint(
            ["item_id"], [f"{ITEM}.id"], name=op.f(f"fk_{HAND}_item_id_{ITEM}"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f(f"fk_{HAND}_member_id_member")),
        sa.PrimaryKeyConstraint("item_id", "member_id", name=op.f(f"pk_{HAND}")),
        sa.UniqueConstraint("item_id", "member_id", "part", name=op.f(f"uq_{HAND}_item_id_member_id_part")),
    )
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("became", sa.String(length=10), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *(sa.CheckConstraint(check, name=op.f(f"ck_{TABLE}_{name}")) for name, check in CHECKS.items()),
        sa.ForeignKeyConstraint(
            ["item_id", "decided_by_id", "part"],
            [f"{HAND}.item_id", f"{HAND}.member_id", f"{HAND}.part"],
            name=f"fk_{TABLE}_another_person",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], [f"{ITEM}.id"], name=op.f(f"fk_{TABLE}_item_id_{ITEM}"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("item_id", name=op.f(f"uq_{TABLE}_item_id")),
    )
    op.create_index(f"ix_{TABLE}_due", TABLE, ["decided_at", "due_at"])


def downgrade() -> None:
    op.drop_table(TABLE)
    op.drop_table(HAND)
