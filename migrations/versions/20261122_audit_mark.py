"""The newest link of the audit carries a mark of this site."""

import sqlalchemy as sa
from alembic import op

from foundation.audit import mark_of

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audit_head", sa.Column("mark", sa.LargeBinary(length=32), nullable=True))
    head = sa.table("audit_head", sa.column("number"), sa.column("link"), sa.column("mark"))
    connection = op.get_bind()
    for number, link in connection.execute(sa.select(head.c.number, head.c.link)).all():
        connection.execute(sa.update(head).values(mark=mark_of(number, link)))
    with op.batch_alter_table("audit_head", schema=None) as batch_op:
        batch_op.alter_column("mark", existing_type=sa.LargeBinary(length=32), nullable=False)


def downgrade() -> None:
    op.drop_column("audit_head", "mark")
