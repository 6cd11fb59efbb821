"""Every text has a way: what stood there before ways were kept begins with one row."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

MARK = {"from": "before ways were kept"}
DECIDED = ("removed", "rejected", "changes_requested", "limited", "archived")
TEXT = sa.table(
    "contribution",
    *(sa.column(name) for name in ("id", "state", "author_id", "revision")),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
WAY = sa.table(
    "contribution_transition",
    *(sa.column(name) for name in ("contribution_id", "was", "became", "actor_id", "role", "reason", "note")),
    *(sa.column(name) for name in ("previous_revision", "revision", "policy_version")),
    sa.column("seen", sa.JSON()),
    *(sa.column(name, sa.Boolean()) for name in ("automated_detection", "automated_decision")),
    sa.column("at", sa.DateTime(timezone=True)),
)
CASE = sa.table("moderation_case", sa.column("id"), sa.column("contribution_id"))
DECISION = sa.table("moderation_decision", sa.column("case_id"))


def upgrade() -> None:
    """By its author, unless a person of the house decided where it stands: who that was stands with the decision."""
    decided = sa.exists().where(CASE.c.contribution_id == TEXT.c.id, DECISION.c.case_id == CASE.c.id)
    by_house = sa.and_(TEXT.c.state.in_(DECIDED), decided)
    values = {
        "contribution_id": TEXT.c.id, "was": sa.literal("draft"), "became": TEXT.c.state,
        "actor_id": sa.case((by_house, sa.null()), else_=TEXT.c.author_id),
        "role": sa.case((by_house, ""), else_="author"), "reason": sa.literal(""), "note": sa.literal(""),
        "previous_revision": TEXT.c.revision, "revision": TEXT.c.revision, "policy_version": sa.literal(1),
        "seen": sa.literal(MARK, sa.JSON()), "automated_detection": sa.false(), "automated_decision": sa.false(),
        "at": TEXT.c.created_at,
    }  # fmt: skip
    without = ~sa.exists().where(WAY.c.contribution_id == TEXT.c.id)
    op.execute(sa.insert(WAY).from_select(list(values), sa.select(*values.values()).where(without)))


def downgrade() -> None:
    """The rows stay: they are true for the former version, too."""
