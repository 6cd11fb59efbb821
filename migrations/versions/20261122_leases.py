"""Who reads which case, for five minutes at a time."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "moderation_lease",
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["moderation_case.id"],
            name=op.f("fk_moderation_lease_case_id_moderation_case"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_moderation_lease_member_id_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_moderation_lease")),
    )
    with op.batch_alter_table("moderation_lease", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_moderation_lease_member_id"), ["member_id"])
        batch_op.create_index(batch_op.f("ix_moderation_lease_until"), ["until"])


def downgrade() -> None:
    op.drop_table("moderation_lease")
