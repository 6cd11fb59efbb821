"""The looks a site has had."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "brand_version",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("accent", sa.String(length=7), nullable=False),
        sa.Column("welcome_en", sa.String(length=80), nullable=False),
        sa.Column("welcome_fr", sa.String(length=80), nullable=False),
        sa.Column("lead_en", sa.String(length=300), nullable=False),
        sa.Column("lead_fr", sa.String(length=300), nullable=False),
        sa.Column("logo", sa.String(length=80), nullable=False),
        sa.Column("logo_alt", sa.String(length=120), nullable=False),
        sa.Column("logo_alone", sa.Boolean(), nullable=False),
        sa.Column("logo_width", sa.Integer(), nullable=False),
        sa.Column("logo_height", sa.Integer(), nullable=False),
        sa.Column("logo_ground", sa.String(length=5), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_brand_version")),
    )


def downgrade() -> None:
    op.drop_table("brand_version")
