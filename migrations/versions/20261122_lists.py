"""A listed word says what it does; hosts of links are listed."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("moderation_word", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tier", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("moderation_word", schema=None) as batch_op:
        batch_op.alter_column("tier", server_default=None)
        batch_op.create_check_constraint(batch_op.f("ck_moderation_word_tier"), "tier BETWEEN 0 AND 3")
    op.create_table(
        "moderation_host",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("host", sa.String(length=253), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"],
            ["member.id"],
            name=op.f("fk_moderation_host_added_by_id_member"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_host")),
        sa.UniqueConstraint("host", name=op.f("uq_moderation_host_host")),
    )


def downgrade() -> None:
    op.drop_table("moderation_host")
    with op.batch_alter_table("moderation_word", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_moderation_word_tier"), type_="check")
        batch_op.drop_column("tier")
