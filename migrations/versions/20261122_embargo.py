"""Terms under embargo, by their seals, and the e-mail domains of competitors."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "moderation_embargo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(length=32), nullable=True),
        sa.Column("sealed_with", sa.LargeBinary(length=8), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("in_circles", sa.Boolean(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("searched_at", MOMENT, nullable=True),
        sa.Column("found_count", sa.Integer(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint("ends_on >= begins_on", name=op.f("ck_moderation_embargo_days")),
        sa.CheckConstraint("words BETWEEN 1 AND 6", name=op.f("ck_moderation_embargo_words")),
        sa.ForeignKeyConstraint(
            ["added_by_id"],
            ["member.id"],
            name=op.f("fk_moderation_embargo_added_by_id_member"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_embargo")),
        sa.UniqueConstraint("sealed", name=op.f("uq_moderation_embargo_sealed")),
    )
    op.create_table(
        "moderation_competitor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("domain", sa.String(length=253), nullable=False),
        sa.Column("company", sa.String(length=80), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"],
            ["member.id"],
            name=op.f("fk_moderation_competitor_added_by_id_member"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_competitor")),
        sa.UniqueConstraint("domain", name=op.f("uq_moderation_competitor_domain")),
    )


def downgrade() -> None:
    op.drop_table("moderation_competitor")
    op.drop_table("moderation_embargo")
