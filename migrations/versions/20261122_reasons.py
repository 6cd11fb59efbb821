"""More verdicts and longer reasons; a decision keeps its role, the terms it went by, and what a machine had to do with it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

VERDICT = "verdict IN ('approve', 'limit', 'changes', 'reject', 'archive')"
VERDICT_BEFORE = "verdict IN ('approve', 'changes', 'reject')"


def upgrade() -> None:
    with op.batch_alter_table("moderation_report", schema=None) as batch_op:
        batch_op.alter_column("reason", type_=sa.String(40), existing_type=sa.String(20))
    with op.batch_alter_table("moderation_decision", schema=None) as batch_op:
        batch_op.alter_column("reason", type_=sa.String(40), existing_type=sa.String(20))
        batch_op.drop_constraint(batch_op.f("ck_moderation_decision_verdict"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_moderation_decision_verdict"), VERDICT)
        batch_op.add_column(sa.Column("role", sa.String(20), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("policy_version", sa.Integer(), nullable=False, server_default="1"))
        for name in ("automated_detection", "automated_decision"):
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("moderation_decision", schema=None) as batch_op:
        for name in ("role", "policy_version", "automated_detection", "automated_decision"):
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("moderation_decision", schema=None) as batch_op:
        for name in ("expires_at", "automated_decision", "automated_detection", "policy_version", "role"):
            batch_op.drop_column(name)
        batch_op.drop_constraint(batch_op.f("ck_moderation_decision_verdict"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_moderation_decision_verdict"), VERDICT_BEFORE)
        batch_op.alter_column("reason", type_=sa.String(20), existing_type=sa.String(40))
    with op.batch_alter_table("moderation_report", schema=None) as batch_op:
        batch_op.alter_column("reason", type_=sa.String(20), existing_type=sa.String(40))
