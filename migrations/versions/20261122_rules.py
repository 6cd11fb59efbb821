"""Rules that staff write, their versions, back-tests and hits."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "moderation_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("folded", sa.String(length=80), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("live_number", sa.Integer(), nullable=True),
        sa.Column("shadow_number", sa.Integer(), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failing", sa.String(length=200), nullable=False),
        sa.Column("failing_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_rule")),
        sa.UniqueConstraint("folded", name=op.f("uq_moderation_rule_folded")),
    )
    op.create_index("ix_moderation_rule_acting", "moderation_rule", ["live_number", "shadow_number"])
    op.create_table(
        "moderation_rule_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("action", sa.String(length=10), nullable=False),
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.Column("restored_from", sa.Integer(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "action IN ('hold', 'limit', 'tag', 'route', 'notify')",
            name=op.f("ck_moderation_rule_version_action"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"],
            ["member.id"],
            name=op.f("fk_moderation_rule_version_made_by_id_member"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"],
            ["moderation_rule.id"],
            name=op.f("fk_moderation_rule_version_rule_id_moderation_rule"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_rule_version")),
        sa.UniqueConstraint("rule_id", "number", name=op.f("uq_moderation_rule_version_rule_id_number")),
    )
    op.create_table(
        "moderation_rule_test",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("tested_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["member.id"], name=op.f("fk_moderation_rule_test_by_id_member"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["moderation_rule_version.id"],
            name=op.f("fk_moderation_rule_test_version_id_moderation_rule_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_rule_test")),
    )
    op.create_index(op.f("ix_moderation_rule_test_version_id"), "moderation_rule_test", ["version_id"])
    op.create_table(
        "moderation_rule_hit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("acted", sa.Boolean(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_moderation_rule_hit_contribution_id_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"],
            ["moderation_rule.id"],
            name=op.f("fk_moderation_rule_hit_rule_id_moderation_rule"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_rule_hit")),
        sa.UniqueConstraint(
            "rule_id",
            "number",
            "acted",
            "contribution_id",
            "revision",
            name="uq_moderation_rule_hit_once",
        ),
    )
    op.create_index("ix_moderation_rule_hit_contribution", "moderation_rule_hit", ["contribution_id"])
    op.create_index("ix_moderation_rule_hit_at", "moderation_rule_hit", ["rule_id", "at"])


def downgrade() -> None:
    for table in ("hit", "test", "version"):
        op.drop_table(f"moderation_rule_{table}")
    op.drop_table("moderation_rule")
