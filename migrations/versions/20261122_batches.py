"""Decisions that were taken at once."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "moderation_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["member.id"], name=op.f("fk_moderation_batch_by_id_member"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_batch")),
    )
    op.create_table(
        "moderation_batch_decision",
        sa.Column("decision_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["moderation_batch.id"],
            name=op.f("fk_moderation_batch_decision_batch_id_moderation_batch"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["moderation_decision.id"],
            name=op.f("fk_moderation_batch_decision_decision_id_moderation_decision"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_moderation_batch_decision")),
    )
    with op.batch_alter_table("moderation_batch_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_moderation_batch_decision_batch_id"), ["batch_id"])


def downgrade() -> None:
    op.drop_table("moderation_batch_decision")
    op.drop_table("moderation_batch")
