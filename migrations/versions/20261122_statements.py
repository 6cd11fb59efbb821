"""Statements of reasons, and who had a hand in what they state."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

NAMED = {
    "member_id": "member.id",
    "contribution_id": "contribution.id",
    "decision_id": "moderation_decision.id",
}
WORDS = {
    "measure": 20, "reason": 40, "ground": 10, "category": 20, "source": 20, "paragraph": 10, "language": 5, "label": 300,
}  # fmt: skip
MOMENTS = {"decided_at": False, "until": True, "made_at": False, "appeal_until": False}


def upgrade() -> None:
    table = "moderation_statement"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in NAMED),
        *(sa.Column(name, sa.String(length), nullable=False) for name, length in WORDS.items()),
        sa.Column("automated_detection", sa.Boolean(), nullable=False),
        sa.Column("automated_decision", sa.Boolean(), nullable=False),
        sa.Column("terms_version", sa.Integer(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=empty) for name, empty in MOMENTS.items()),
        *(
            sa.ForeignKeyConstraint(
                [name], [to], name=op.f(f"fk_{table}_{name}_{to.split('.')[0]}"), ondelete="SET NULL"
            )
            for name, to in NAMED.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("key", name=op.f(f"uq_{table}_key")),
        sa.UniqueConstraint("decision_id", name=op.f(f"uq_{table}_decision_id")),
    )
    op.create_index(f"ix_{table}_member", table, ["member_id", "id"])
    op.create_index(f"ix_{table}_contribution", table, ["contribution_id", "id"])
    op.create_index(f"ix_{table}_made", table, ["made_at", "id"])
    op.create_table(
        "moderation_hand",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(10), nullable=False),
        sa.CheckConstraint("part IN ('first', 'appeal')", name=op.f("ck_moderation_hand_part")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["moderation_statement.id"],
            name=op.f("fk_moderation_hand_statement_id_moderation_statement"), ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_moderation_hand_member_id_member")),
        sa.PrimaryKeyConstraint("statement_id", "member_id", name=op.f("pk_moderation_hand")),
        sa.UniqueConstraint("statement_id", "member_id", "part", name=op.f("uq_moderation_hand_statement_id_member_id_part")),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("moderation_hand")
    op.drop_table("moderation_statement")
