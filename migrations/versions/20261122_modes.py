"""Three modes of a space with what is read first in it, and the switch of a crisis.

What was "post" opened no case, so it becomes "reactive", which is what it did.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

SPACE = "ck_space_moderation"
FIRST = "ck_space_first_held"


def upgrade() -> None:
    with op.batch_alter_table("space", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(SPACE), type_="check")
        batch_op.add_column(sa.Column("first_held", sa.Integer(), nullable=False, server_default="0"))
        for name in ("links_held", "pictures_held"):
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE space SET moderation = 'reactive' WHERE moderation = 'post'")
    with op.batch_alter_table("space", schema=None) as batch_op:
        batch_op.create_check_constraint(batch_op.f(SPACE), "moderation IN ('pre', 'post', 'reactive')")
        batch_op.create_check_constraint(batch_op.f(FIRST), "first_held >= 0")
        for name in ("first_held", "links_held", "pictures_held"):
            batch_op.alter_column(name, server_default=None)
    op.create_table(
        "moderation_crisis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(300), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Integer(), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["begun_by_id"],
            ["member.id"],
            name=op.f("fk_moderation_crisis_begun_by_id_member"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_crisis")),
    )


def downgrade() -> None:
    op.drop_table("moderation_crisis")
    with op.batch_alter_table("space", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(FIRST), type_="check")
        batch_op.drop_constraint(batch_op.f(SPACE), type_="check")
        for name in ("pictures_held", "links_held", "first_held"):
            batch_op.drop_column(name)
    op.execute("UPDATE space SET moderation = 'post' WHERE moderation = 'reactive'")
    with op.batch_alter_table("space", schema=None) as batch_op:
        batch_op.create_check_constraint(batch_op.f(SPACE), "moderation IN ('pre', 'post')")
