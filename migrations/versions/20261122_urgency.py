"""A case keeps the parts of its priority and when it is due; a finding no points of its own."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

CASE = sa.table(
    "moderation_case",
    sa.column("id", sa.Integer),
    sa.column("priority", sa.Integer),
    sa.column("parts", sa.JSON),
    sa.column("opened_at", sa.DateTime(timezone=True)),
    sa.column("due_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    with op.batch_alter_table("moderation_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parts", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
    _carry_over()
    with op.batch_alter_table("moderation_case", schema=None) as batch_op:
        batch_op.alter_column("parts", server_default=None)
        batch_op.alter_column("due_at", nullable=False)
    op.drop_column("moderation_finding", "points")


def _carry_over() -> None:
    """The former points, 0 to 99, as the one part there was; what was found anew is weighed anew."""
    connection = op.get_bind()
    for row in connection.execute(sa.select(CASE)).all():
        parts = {"severity": round(row.priority / 100, 3)} if row.priority else {}
        new = {
            "parts": parts,
            "priority": round(row.priority * 0.35),
            "due_at": row.opened_at + timedelta(hours=8),
        }
        connection.execute(sa.update(CASE).where(CASE.c.id == row.id).values(new))


def downgrade() -> None:
    with op.batch_alter_table("moderation_finding", schema=None) as batch_op:
        batch_op.add_column(sa.Column("points", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("moderation_case", schema=None) as batch_op:
        batch_op.drop_column("due_at")
        batch_op.drop_column("parts")
