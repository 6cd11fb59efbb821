"""A decision can be undone for half a minute: what stood before, and when it was."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("moderation_decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("was", sa.String(length=20), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("moderation_decision", schema=None) as batch_op:
        batch_op.alter_column("was", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("moderation_decision", schema=None) as batch_op:
        batch_op.drop_column("undone_at")
        batch_op.drop_column("was")
