"""Appeals, decided by a person who had no hand in the decision: the foreign key to hands sees to that."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TABLE = "moderation_appeal"
CHECKS = {
    "part": "part = 'appeal'",
    "not_ones_own": "decided_by_id IS NULL OR decided_by_id <> member_id",
    "decided_by_somebody": "(decided_at IS NULL) = (decided_by_id IS NULL)",
    "decided_somehow": "(decided_at IS NULL) = (outcome IS NULL)",
    "decided_or_withdrawn": "decided_at IS NULL OR withdrawn_at IS NULL",
}
STANDS = sa.text("withdrawn_at IS NULL")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.String(10), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=True),
        sa.Column("instead", sa.String(12), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        *(sa.CheckConstraint(check, name=op.f(f"ck_{TABLE}_{name}")) for name, check in CHECKS.items()),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["moderation_statement.id"],
            name=op.f(f"fk_{TABLE}_statement_id_moderation_statement"), ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f(f"fk_{TABLE}_member_id_member")),
        sa.ForeignKeyConstraint(
            ["statement_id", "decided_by_id", "part"],
            ["moderation_hand.statement_id", "moderation_hand.member_id", "moderation_hand.part"],
            name="fk_moderation_appeal_another_person",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )  # fmt: skip
    op.create_index(f"ix_{TABLE}_member_id", TABLE, ["member_id"])
    op.create_index(f"ix_{TABLE}_due", TABLE, ["decided_at", "due_at"])
    op.create_index(
        f"uq_{TABLE}_standing",
        TABLE,
        ["statement_id"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )


def downgrade() -> None:
    op.drop_table(TABLE)
