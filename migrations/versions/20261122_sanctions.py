"""Points for decisions that stand, and measures that take two people from twelve points up."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sanction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=10), nullable=False),
        sa.Column("measure", sa.String(length=20), nullable=False),
        sa.Column("called_for", sa.String(length=20), nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_by_id", sa.Integer(), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by_id", sa.Integer(), nullable=True),
        sa.Column("lifted_because", sa.Text(), nullable=False),
        sa.CheckConstraint("about IN ('writing', 'reporting')", name=op.f("ck_sanction_about")),
        sa.CheckConstraint(
            "begins_at IS NULL OR confirmed_by_id IS NOT NULL OR (points < 12 AND measure NOT IN ('suspension', 'termination'))",
            name=op.f("ck_sanction_second_person"),
        ),
        sa.CheckConstraint("measure <> 'none' OR begins_at IS NULL", name=op.f("ck_sanction_nothing_begins")),
        sa.CheckConstraint(
            "measure IN ('none', 'notice', 'pre_moderation', 'read_only', 'no_reports', 'suspension', 'termination')",
            name=op.f("ck_sanction_measure"),
        ),
        sa.CheckConstraint("confirmed_by_id <> proposed_by_id", name=op.f("ck_sanction_two_people")),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["member.id"], name=op.f("fk_sanction_confirmed_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["declined_by_id"], ["member.id"], name=op.f("fk_sanction_declined_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["lifted_by_id"], ["member.id"], name=op.f("fk_sanction_lifted_by_id_member")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_sanction_member_id_member"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["member.id"], name=op.f("fk_sanction_proposed_by_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sanction")),
    )
    with op.batch_alter_table("sanction", schema=None) as batch_op:
        batch_op.create_index("ix_sanction_member", ["member_id", "id"], unique=False)
        batch_op.create_index(
            "uq_sanction_waits",
            ["member_id", "about"],
            unique=True,
            sqlite_where=sa.text("begins_at IS NULL AND declined_at IS NULL AND measure <> 'none'"),
            postgresql_where=sa.text("begins_at IS NULL AND declined_at IS NULL AND measure <> 'none'"),
        )

    op.create_table(
        "strike",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_because", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["moderation_decision.id"],
            name=op.f("fk_strike_decision_id_moderation_decision"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_strike_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strike")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_strike_decision_id")),
    )
    with op.batch_alter_table("strike", schema=None) as batch_op:
        batch_op.create_index("ix_strike_member", ["member_id", "given_at"], unique=False)

    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.add_column(sa.Column("probation_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("read_only_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("suspended_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.drop_column("suspended_until")
        batch_op.drop_column("read_only_until")
        batch_op.drop_column("probation_until")

    with op.batch_alter_table("strike", schema=None) as batch_op:
        batch_op.drop_index("ix_strike_member")

    op.drop_table("strike")
    with op.batch_alter_table("sanction", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_sanction_waits",
            sqlite_where=sa.text("begins_at IS NULL AND declined_at IS NULL AND measure <> 'none'"),
            postgresql_where=sa.text("begins_at IS NULL AND declined_at IS NULL AND measure <> 'none'"),
        )
        batch_op.drop_index("ix_sanction_member")

    op.drop_table("sanction")
