"""Fingerprints of what was written, to know the same words again."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "moderation_fingerprint",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("bits", sa.BigInteger(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["member.id"],
            name=op.f("fk_moderation_fingerprint_author_id_member"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_moderation_fingerprint_contribution_id_contribution"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contribution_id", name=op.f("pk_moderation_fingerprint")),
    )
    with op.batch_alter_table("moderation_fingerprint", schema=None) as batch_op:
        batch_op.create_index("ix_moderation_fingerprint_author", ["author_id", "written_at"], unique=False)
        batch_op.create_index("ix_moderation_fingerprint_same", ["bits", "written_at"], unique=False)
        batch_op.create_index("ix_moderation_fingerprint_written", ["written_at"], unique=False)


def downgrade() -> None:
    op.drop_table("moderation_fingerprint")
