"""The lines of the audit form a chain; those that are there are sealed in the order of their ids."""

import secrets

import sqlalchemy as sa
from alembic import op

from foundation.audit import AuditLine
from foundation.chain import BEGINNING, digest_of, link_of

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SEAL = ("number", "salt", "digest", "link")


def upgrade() -> None:
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("link", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    with op.batch_alter_table("audit_line", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("salt", sa.LargeBinary(length=16), nullable=True))
        batch_op.add_column(sa.Column("digest", sa.LargeBinary(length=32), nullable=True))
        batch_op.add_column(sa.Column("link", sa.LargeBinary(length=32), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_audit_line_number"), ["number"])
    _seal(op.get_bind())


def _seal(connection: sa.Connection) -> None:
    lines, number, link = AuditLine.__table__, 0, BEGINNING
    for row in connection.execute(sa.select(lines).order_by(lines.c.id)).mappings().all():
        kept = {name: value for name, value in row.items() if name not in SEAL}
        salt = secrets.token_bytes(16)
        digest, number = digest_of(AuditLine(**kept).content, salt), number + 1
        link = link_of(link, number, digest)
        put = {"number": number, "salt": salt, "digest": digest, "link": link}
        connection.execute(sa.update(lines).where(lines.c.id == row["id"]).values(put))
    head = sa.table("audit_head", sa.column("id"), sa.column("number"), sa.column("link"))
    connection.execute(sa.insert(head).values(id=1, number=number, link=link))


def downgrade() -> None:
    with op.batch_alter_table("audit_line", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_audit_line_number"), type_="unique")
        for name in reversed(SEAL):
            batch_op.drop_column(name)
    op.drop_table("audit_head")
