"""Service cases stand on the customer's time, and can be evidence for an idea."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "customer_service",
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["service_case.id"],
            name=op.f("fk_customer_service_case_id_service_case"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_customer_service_customer_id_customer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_customer_service")),
    )
    with op.batch_alter_table("customer_service", schema=None) as batch_op:
        batch_op.create_index("ix_customer_service_customer", ["customer_id", "opened_at"], unique=False)

    with op.batch_alter_table("service_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("evidence_for_id", sa.Integer(), nullable=True))
        batch_op.create_index("ix_service_case_evidence", ["evidence_for_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_service_case_evidence_for_id_contribution"),
            "contribution",
            ["evidence_for_id"],
            ["id"],
            ondelete="SET NULL",
        )


def downgrade() -> None:
    with op.batch_alter_table("service_case", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_service_case_evidence_for_id_contribution"), type_="foreignkey"
        )
        batch_op.drop_index("ix_service_case_evidence")
        batch_op.drop_column("evidence_for_id")

    with op.batch_alter_table("customer_service", schema=None) as batch_op:
        batch_op.drop_index("ix_customer_service_customer")

    op.drop_table("customer_service")
