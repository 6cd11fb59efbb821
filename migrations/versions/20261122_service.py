"""A complaint becomes a service case, and goes from the public only when two people want it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "service_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("contribution_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("nonce", sa.String(length=64), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply_due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("plan_due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled", sa.Boolean(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'answered', 'planned', 'closed')", name=op.f("ck_service_case_state")
        ),
        sa.CheckConstraint("urgency BETWEEN 0 AND 2", name=op.f("ck_service_case_urgency")),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_service_case_contribution_id_contribution"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_service_case_member_id_member"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"],
            ["member.id"],
            name=op.f("fk_service_case_opened_by_id_member"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["member.id"], name=op.f("fk_service_case_owner_id_member"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_case")),
        sa.UniqueConstraint("contribution_id", name=op.f("uq_service_case_contribution_id")),
        sa.UniqueConstraint("nonce", name=op.f("uq_service_case_nonce")),
    )
    with op.batch_alter_table("service_case", schema=None) as batch_op:
        batch_op.create_index("ix_service_case_desk", ["state", "due_at", "id"], unique=False)
        batch_op.create_index("ix_service_case_member", ["member_id", "id"], unique=False)
        batch_op.create_index("ix_service_case_owner", ["owner_id"], unique=False)

    op.create_table(
        "complaint_removal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_by_id", sa.Integer(), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)", name=op.f("ck_complaint_removal_confirmed")
        ),
        sa.CheckConstraint(
            "confirmed_at IS NULL OR declined_at IS NULL", name=op.f("ck_complaint_removal_one_answer")
        ),
        sa.CheckConstraint("confirmed_by_id <> proposed_by_id", name=op.f("ck_complaint_removal_two_people")),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["service_case.id"],
            name=op.f("fk_complaint_removal_case_id_service_case"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["member.id"], name=op.f("fk_complaint_removal_confirmed_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_complaint_removal_contribution_id_contribution"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["declined_by_id"], ["member.id"], name=op.f("fk_complaint_removal_declined_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["member.id"], name=op.f("fk_complaint_removal_proposed_by_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_removal")),
    )
    with op.batch_alter_table("complaint_removal", schema=None) as batch_op:
        batch_op.create_index("ix_complaint_removal_confirmed", ["confirmed_at"], unique=False)
        batch_op.create_index(
            "uq_complaint_removal_asked",
            ["contribution_id"],
            unique=True,
            sqlite_where=sa.text("confirmed_at IS NULL AND declined_at IS NULL"),
            postgresql_where=sa.text("confirmed_at IS NULL AND declined_at IS NULL"),
        )

    op.create_table(
        "service_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("by_house", sa.Boolean(), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("part IN ('asked', 'said', 'plan', 'closing')", name=op.f("ck_service_line_part")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_service_line_author_id_member"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["service_case.id"],
            name=op.f("fk_service_line_case_id_service_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_line")),
        sa.UniqueConstraint("nonce", name=op.f("uq_service_line_nonce")),
    )
    with op.batch_alter_table("service_line", schema=None) as batch_op:
        batch_op.create_index("ix_service_line_case", ["case_id", "id"], unique=False)

    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.add_column(sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_column("heard_at")

    with op.batch_alter_table("service_line", schema=None) as batch_op:
        batch_op.drop_index("ix_service_line_case")

    op.drop_table("service_line")
    with op.batch_alter_table("complaint_removal", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_complaint_removal_asked",
            sqlite_where=sa.text("confirmed_at IS NULL AND declined_at IS NULL"),
            postgresql_where=sa.text("confirmed_at IS NULL AND declined_at IS NULL"),
        )
        batch_op.drop_index("ix_complaint_removal_confirmed")

    op.drop_table("complaint_removal")
    with op.batch_alter_table("service_case", schema=None) as batch_op:
        batch_op.drop_index("ix_service_case_owner")
        batch_op.drop_index("ix_service_case_member")
        batch_op.drop_index("ix_service_case_desk")

    op.drop_table("service_case")
