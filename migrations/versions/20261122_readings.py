"""Who opened what in a sealed circle, and who took it out."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "sealed_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("first_at", MOMENT, nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.CheckConstraint("how IN ('read', 'taken')", name=op.f("ck_sealed_reading_how")),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_sealed_reading_contribution_id_contribution"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_sealed_reading_member_id_member"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["space.id"], name=op.f("fk_sealed_reading_space_id_space"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_reading")),
        sa.UniqueConstraint(
            "contribution_id",
            "member_id",
            "day",
            "how",
            name=op.f("uq_sealed_reading_contribution_id_member_id_day_how"),
        ),
    )
    with op.batch_alter_table("sealed_reading", schema=None) as batch_op:
        batch_op.create_index("ix_sealed_reading_day", ["day"])
        batch_op.create_index("ix_sealed_reading_member", ["member_id"])
        batch_op.create_index("ix_sealed_reading_space", ["space_id", "last_at", "id"])


def downgrade() -> None:
    op.drop_table("sealed_reading")
