"""A finding says what it asks for, how grave it is, and what it was seen with."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("moderation_finding", schema=None) as batch_op:
        batch_op.add_column(sa.Column("act", sa.Integer(), nullable=False, server_default="3"))
        batch_op.add_column(sa.Column("severity", sa.Float(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("seen", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("moderation_finding", schema=None) as batch_op:
        for name in ("act", "severity", "seen"):
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("moderation_finding", schema=None) as batch_op:
        for name in ("seen", "severity", "act"):
            batch_op.drop_column(name)
