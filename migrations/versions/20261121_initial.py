"""Every table of the first version."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "allowance",
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spent", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_allowance")),
    )
    with op.batch_alter_table("allowance", schema=None) as batch_op:
        batch_op.create_index("ix_allowance_began_at", ["began_at"], unique=False)

    op.create_table(
        "audit_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("object_kind", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("request_id", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_line")),
    )
    with op.batch_alter_table("audit_line", schema=None) as batch_op:
        batch_op.create_index("ix_audit_line_actor", ["actor_id", "id"], unique=False)
        batch_op.create_index("ix_audit_line_object", ["object_kind", "object_id", "id"], unique=False)

    op.create_table(
        "customer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_folded", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("purchase_count", sa.Integer(), nullable=False),
        sa.Column("spend_cents", sa.BigInteger(), nullable=False),
        sa.Column("first_purchase_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_purchase_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('person', 'company')", name=op.f("ck_customer_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.UniqueConstraint("ref", name=op.f("uq_customer_ref")),
    )
    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_customer_name_folded"), ["name_folded"], unique=False)
        batch_op.create_index("ix_customer_purchases", ["purchase_count", "id"], unique=False)
        batch_op.create_index("ix_customer_recent", ["last_purchase_at", "id"], unique=False)
        batch_op.create_index("ix_customer_spend", ["spend_cents", "id"], unique=False)

    op.create_table(
        "heartbeat",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "mail_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("message_id", sa.String(length=255), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_message")),
        sa.UniqueConstraint("key", name=op.f("uq_mail_message_key")),
    )
    with op.batch_alter_table("mail_message", schema=None) as batch_op:
        batch_op.create_index("ix_mail_message_recipient", ["recipient"], unique=False)
        batch_op.create_index("ix_mail_message_status", ["status", "id"], unique=False)

    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_skeleton", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("email_verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("timezone", sa.String(length=60), nullable=False),
        sa.Column("bio", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("banned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("imported_from", sa.String(length=120), nullable=True),
        sa.Column("totp_secret", sa.String(length=64), nullable=True),
        sa.Column("totp_step", sa.BigInteger(), nullable=True),
        sa.Column("totp_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("email", name=op.f("uq_member_email")),
        sa.UniqueConstraint("imported_from", name=op.f("uq_member_imported_from")),
        sa.UniqueConstraint("name_skeleton", name=op.f("uq_member_name_skeleton")),
    )
    op.create_table(
        "outbox_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=120), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("dedupe_key", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_by", sa.String(length=80), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_job")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_outbox_job_dedupe_key")),
    )
    with op.batch_alter_table("outbox_job", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_job_due", ["done_at", "parked_at", "run_at"], unique=False)
        batch_op.create_index("ix_outbox_job_parked", ["parked_at"], unique=False)

    op.create_table(
        "pending_idea",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_pending_idea")),
    )
    with op.batch_alter_table("pending_idea", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pending_idea_created_at"), ["created_at"], unique=False)

    op.create_table(
        "search_document",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("space_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("words", postgresql.TSVECTOR().with_variant(sa.Text(), "sqlite"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_document")),
    )
    with op.batch_alter_table("search_document", schema=None) as batch_op:
        batch_op.create_index("ix_search_document_space_id_kind", ["space_id", "kind"], unique=False)
        if op.get_bind().dialect.name == "postgresql":  # Whoosh holds the words beside SQLite
            batch_op.create_index("ix_search_document_words", ["words"], unique=False, postgresql_using="gin")

    op.create_table(
        "search_word",
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_word")),
    )
    op.create_table(
        "space",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("moderation", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "audience IN ('public', 'members', 'circle', 'own')", name=op.f("ck_space_audience")
        ),
        sa.CheckConstraint("moderation IN ('pre', 'post')", name=op.f("ck_space_moderation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_space")),
        sa.UniqueConstraint("slug", name=op.f("uq_space_slug")),
    )
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("slug", name=op.f("uq_tag_slug")),
    )
    op.create_table(
        "throttle",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("free_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttle")),
    )
    op.create_table(
        "circle_member",
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by_id"],
            ["member.id"],
            name=op.f("fk_circle_member_added_by_id_member"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_circle_member_member_id_member"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["space_id"], ["space.id"], name=op.f("fk_circle_member_space_id_space"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("space_id", "member_id", name=op.f("pk_circle_member")),
    )
    with op.batch_alter_table("circle_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_circle_member_member_id"), ["member_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("text_version", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.CheckConstraint("purpose IN ('record', 'loop')", name=op.f("ck_consent_purpose")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_consent_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index("ix_consent_latest", ["member_id", "purpose", "id"], unique=False)

    op.create_table(
        "contact_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=254), nullable=False),
        sa.Column("normal", sa.String(length=254), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('email', 'phone')", name=op.f("ck_contact_point_kind")),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_contact_point_customer_id_customer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_point")),
    )
    with op.batch_alter_table("contact_point", schema=None) as batch_op:
        batch_op.create_index("ix_contact_point_normal", ["kind", "normal"], unique=False)
        batch_op.create_index("uq_contact_point_customer", ["customer_id", "kind", "normal"], unique=True)

    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("excerpt", sa.String(length=300), nullable=False),
        sa.Column("sanitiser_version", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=True),
        sa.Column("vote_count", sa.Integer(), nullable=False),
        sa.Column("against_count", sa.Integer(), nullable=False),
        sa.Column("pass_count", sa.Integer(), nullable=False),
        sa.Column("comment_count", sa.Integer(), nullable=False),
        sa.Column("exposure_count", sa.Integer(), nullable=False),
        sa.Column("hot", sa.Float(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=True),
        sa.Column("imported_from", sa.String(length=160), nullable=True),
        sa.CheckConstraint("comment_count >= 0", name=op.f("ck_contribution_comment_count")),
        sa.CheckConstraint("vote_count >= 0", name=op.f("ck_contribution_vote_count")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_contribution_author_id_member"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_contribution_space_id_space")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
        sa.UniqueConstraint("imported_from", name=op.f("uq_contribution_imported_from")),
        sa.UniqueConstraint("nonce", name=op.f("uq_contribution_nonce")),
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index("ix_contribution_author", ["author_id", "created_at"], unique=False)
        batch_op.create_index(
            "ix_contribution_hot", ["kind", "state", "hot", "id", "stage", "space_id"], unique=False
        )
        batch_op.create_index("ix_contribution_places", ["kind", "state", "space_id", "stage"], unique=False)
        batch_op.create_index(
            "ix_contribution_recent",
            ["kind", "state", "published_at", "id", "stage", "space_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_contribution_wanted", ["kind", "state", "vote_count", "id", "stage", "space_id"], unique=False
        )

    op.create_table(
        "customer_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_customer_note_author_id_member"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_customer_note_customer_id_customer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_note")),
    )
    with op.batch_alter_table("customer_note", schema=None) as batch_op:
        batch_op.create_index("ix_customer_note_customer", ["customer_id", "at"], unique=False)

    op.create_table(
        "identity_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by_id", sa.Integer(), nullable=True),
        sa.Column("revoked_because", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "method IN ('verified_email', 'signed_key', 'reviewed')", name=op.f("ck_identity_link_method")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_identity_link_customer_id_customer"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["member.id"], name=op.f("fk_identity_link_made_by_id_member")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_identity_link_member_id_member")),
        sa.ForeignKeyConstraint(
            ["revoked_by_id"], ["member.id"], name=op.f("fk_identity_link_revoked_by_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_link")),
    )
    with op.batch_alter_table("identity_link", schema=None) as batch_op:
        batch_op.create_index(
            "uq_identity_link_customer",
            ["customer_id"],
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )
        batch_op.create_index(
            "uq_identity_link_member",
            ["member_id"],
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )

    op.create_table(
        "mail_choice",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Boolean(), nullable=False),
        sa.Column("replies", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_mail_choice_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_mail_choice")),
    )
    op.create_table(
        "member_recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_member_recovery_code_member_id_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_recovery_code")),
        sa.UniqueConstraint(
            "member_id", "code_hash", name=op.f("uq_member_recovery_code_member_id_code_hash")
        ),
    )
    op.create_table(
        "member_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agent", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_member_session_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_member_session_token_hash")),
    )
    with op.batch_alter_table("member_session", schema=None) as batch_op:
        batch_op.create_index("ix_member_session_member", ["member_id"], unique=False)

    op.create_table(
        "member_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("next", sa.String(length=500), nullable=True),
        sa.Column("browser_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_member_token_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_member_token_token_hash")),
    )
    with op.batch_alter_table("member_token", schema=None) as batch_op:
        batch_op.create_index("ix_member_token_member", ["member_id"], unique=False)

    op.create_table(
        "moderation_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("term", sa.String(length=100), nullable=False),
        sa.Column("folded", sa.String(length=100), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"],
            ["member.id"],
            name=op.f("fk_moderation_word_added_by_id_member"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_word")),
        sa.UniqueConstraint("language", "folded", name=op.f("uq_moderation_word_language_folded")),
    )
    op.create_table(
        "purchase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("purchased_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("product", sa.String(length=120), nullable=False),
        sa.Column("source_key", sa.LargeBinary(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_purchase_customer_id_customer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase")),
        sa.UniqueConstraint("source_key", name=op.f("uq_purchase_source_key")),
    )
    with op.batch_alter_table("purchase", schema=None) as batch_op:
        batch_op.create_index("ix_purchase_customer", ["customer_id", "purchased_at"], unique=False)

    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["about_id"],
            ["contribution.id"],
            name=op.f("fk_comment_about_id_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["contribution.id"], name=op.f("fk_comment_id_contribution"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["comment.id"], name=op.f("fk_comment_parent_id_comment"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index("ix_comment_thread", ["about_id", "parent_id", "id"], unique=False)

    op.create_table(
        "contribution_revision",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("editor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_contribution_revision_contribution_id_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["editor_id"],
            ["member.id"],
            name=op.f("fk_contribution_revision_editor_id_member"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("contribution_id", "revision", name=op.f("pk_contribution_revision")),
    )
    op.create_table(
        "follow",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_follow_contribution_id_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_follow_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contribution_id", "member_id", name=op.f("pk_follow")),
    )
    with op.batch_alter_table("follow", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_member_id"), ["member_id"], unique=False)

    op.create_table(
        "idea",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("merged_count", sa.Integer(), nullable=False),
        sa.Column("votes_brought", sa.Integer(), nullable=False),
        sa.Column("answer_count", sa.Integer(), nullable=False),
        sa.Column("neighbours_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["contribution.id"], name=op.f("fk_idea_id_contribution"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["idea.id"], name=op.f("fk_idea_merged_into_id_idea"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
    )
    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idea_merged_into_id"), ["merged_into_id"], unique=False)

    op.create_table(
        "mention",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_mention_contribution_id_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_mention_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contribution_id", "member_id", name=op.f("pk_mention")),
    )
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mention_member_id"), ["member_id"], unique=False)

    op.create_table(
        "moderation_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_moderation_case_contribution_id_contribution"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_case")),
    )
    with op.batch_alter_table("moderation_case", schema=None) as batch_op:
        batch_op.create_index("ix_moderation_case_contribution", ["contribution_id", "id"], unique=False)
        batch_op.create_index(
            "ix_moderation_case_queue", ["closed_at", "priority", "opened_at"], unique=False
        )
        batch_op.create_index(
            "uq_moderation_case_open",
            ["contribution_id"],
            unique=True,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('open', 'planned', 'met', 'declined')", name=op.f("ck_need_state")),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_need_contribution_id_contribution")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
        sa.UniqueConstraint("contribution_id", name=op.f("uq_need_contribution_id")),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("dedupe_key", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["member.id"], name=op.f("fk_notice_actor_id_member"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_notice_contribution_id_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_notice_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_notice_dedupe_key")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_member", ["member_id", "read_at", "id"], unique=False)

    op.create_table(
        "tagging",
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_tagging_contribution_id_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["tag.id"], name=op.f("fk_tagging_tag_id_tag"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tag_id", "contribution_id", name=op.f("pk_tagging")),
    )
    with op.batch_alter_table("tagging", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tagging_contribution_id"), ["contribution_id"], unique=False)

    op.create_table(
        "vote",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("direction", sa.SmallInteger(), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("cast_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("origin IN ('direct', 'on_behalf', 'imported')", name=op.f("ck_vote_origin")),
        sa.CheckConstraint("direction IN (-1, 0, 1)", name=op.f("ck_vote_direction")),
        sa.ForeignKeyConstraint(
            ["cast_by_id"], ["member.id"], name=op.f("fk_vote_cast_by_id_member"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_vote_contribution_id_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_vote_member_id_member"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contribution_id", "member_id", name=op.f("pk_vote")),
    )
    with op.batch_alter_table("vote", schema=None) as batch_op:
        batch_op.create_index("ix_vote_member", ["member_id", "created_at"], unique=False)

    op.create_table(
        "idea_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("excerpt", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("decline_reason", sa.String(length=30), nullable=True),
        sa.Column("look_again_at", sa.Date(), nullable=True),
        sa.Column("look_again_when", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status <> 'declined' OR decline_reason IS NOT NULL", name=op.f("ck_idea_answer_decline_reason")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_idea_answer_author_id_member"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name=op.f("fk_idea_answer_idea_id_idea"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_answer")),
    )
    with op.batch_alter_table("idea_answer", schema=None) as batch_op:
        batch_op.create_index("ix_idea_answer_idea", ["idea_id", "id"], unique=False)

    op.create_table(
        "idea_neighbour",
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name=op.f("fk_idea_neighbour_idea_id_idea"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["idea.id"], name=op.f("fk_idea_neighbour_other_id_idea"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("idea_id", "place", name=op.f("pk_idea_neighbour")),
    )
    with op.batch_alter_table("idea_neighbour", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idea_neighbour_other_id"), ["other_id"], unique=False)

    op.create_table(
        "idea_status_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("was", sa.String(length=20), nullable=False),
        sa.Column("became", sa.String(length=20), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["member.id"], name=op.f("fk_idea_status_change_by_id_member"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["idea_id"], ["idea.id"], name=op.f("fk_idea_status_change_idea_id_idea"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_status_change")),
    )
    with op.batch_alter_table("idea_status_change", schema=None) as batch_op:
        batch_op.create_index("ix_idea_status_change_idea", ["idea_id", "id"], unique=False)

    op.create_table(
        "moderation_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('approve', 'changes', 'reject')", name=op.f("ck_moderation_decision_verdict")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["member.id"], name=op.f("fk_moderation_decision_by_id_member"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["moderation_case.id"],
            name=op.f("fk_moderation_decision_case_id_moderation_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_decision")),
    )
    with op.batch_alter_table("moderation_decision", schema=None) as batch_op:
        batch_op.create_index("ix_moderation_decision_at", ["decided_at", "id"], unique=False)
        batch_op.create_index("ix_moderation_decision_case", ["case_id"], unique=False)

    op.create_table(
        "moderation_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.String(length=100), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["moderation_case.id"],
            name=op.f("fk_moderation_finding_case_id_moderation_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_finding")),
        sa.UniqueConstraint(
            "case_id", "kind", "detail", name=op.f("uq_moderation_finding_case_id_kind_detail")
        ),
    )
    op.create_table(
        "moderation_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["moderation_case.id"],
            name=op.f("fk_moderation_report_case_id_moderation_case"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_moderation_report_contribution_id_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_moderation_report_member_id_member"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_report")),
        sa.UniqueConstraint(
            "contribution_id", "member_id", name=op.f("uq_moderation_report_contribution_id_member_id")
        ),
    )
    with op.batch_alter_table("moderation_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_moderation_report_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_moderation_report_member_id"), ["member_id"], unique=False)

    op.create_table(
        "need_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("consent_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("sign", sa.SmallInteger(), nullable=False),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.CheckConstraint("part IN ('author', 'supporter')", name=op.f("ck_need_evidence_part")),
        sa.CheckConstraint(
            "(customer_id IS NULL) = (consent_id IS NULL)", name=op.f("ck_need_evidence_consent")
        ),
        sa.CheckConstraint(
            "(sign = 1) = (reverses_id IS NULL) AND sign IN (1, -1)", name=op.f("ck_need_evidence_sign")
        ),
        sa.ForeignKeyConstraint(
            ["consent_id"], ["consent.id"], name=op.f("fk_need_evidence_consent_id_consent")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_need_evidence_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_need_evidence_member_id_member")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_evidence_need_id_need")),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["need_evidence.id"], name=op.f("fk_need_evidence_reverses_id_need_evidence")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_evidence")),
        sa.UniqueConstraint("key", name=op.f("uq_need_evidence_key")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_need_evidence_reverses_id")),
    )
    with op.batch_alter_table("need_evidence", schema=None) as batch_op:
        batch_op.create_index("ix_need_evidence_customer", ["customer_id"], unique=False)
        batch_op.create_index("ix_need_evidence_member", ["member_id"], unique=False)
        batch_op.create_index("ix_need_evidence_need", ["need_id", "member_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("need_evidence", schema=None) as batch_op:
        batch_op.drop_index("ix_need_evidence_need")
        batch_op.drop_index("ix_need_evidence_member")
        batch_op.drop_index("ix_need_evidence_customer")

    op.drop_table("need_evidence")
    with op.batch_alter_table("moderation_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_moderation_report_member_id"))
        batch_op.drop_index(batch_op.f("ix_moderation_report_case_id"))

    op.drop_table("moderation_report")
    op.drop_table("moderation_finding")
    with op.batch_alter_table("moderation_decision", schema=None) as batch_op:
        batch_op.drop_index("ix_moderation_decision_case")
        batch_op.drop_index("ix_moderation_decision_at")

    op.drop_table("moderation_decision")
    with op.batch_alter_table("idea_status_change", schema=None) as batch_op:
        batch_op.drop_index("ix_idea_status_change_idea")

    op.drop_table("idea_status_change")
    with op.batch_alter_table("idea_neighbour", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idea_neighbour_other_id"))

    op.drop_table("idea_neighbour")
    with op.batch_alter_table("idea_answer", schema=None) as batch_op:
        batch_op.drop_index("ix_idea_answer_idea")

    op.drop_table("idea_answer")
    with op.batch_alter_table("vote", schema=None) as batch_op:
        batch_op.drop_index("ix_vote_member")

    op.drop_table("vote")
    with op.batch_alter_table("tagging", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tagging_contribution_id"))

    op.drop_table("tagging")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_member")

    op.drop_table("notice")
    op.drop_table("need")
    with op.batch_alter_table("moderation_case", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_moderation_case_open",
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.drop_index("ix_moderation_case_queue")
        batch_op.drop_index("ix_moderation_case_contribution")

    op.drop_table("moderation_case")
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mention_member_id"))

    op.drop_table("mention")
    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_idea_merged_into_id"))

    op.drop_table("idea")
    with op.batch_alter_table("follow", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_member_id"))

    op.drop_table("follow")
    op.drop_table("contribution_revision")
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index("ix_comment_thread")

    op.drop_table("comment")
    with op.batch_alter_table("purchase", schema=None) as batch_op:
        batch_op.drop_index("ix_purchase_customer")

    op.drop_table("purchase")
    op.drop_table("moderation_word")
    with op.batch_alter_table("member_token", schema=None) as batch_op:
        batch_op.drop_index("ix_member_token_member")

    op.drop_table("member_token")
    with op.batch_alter_table("member_session", schema=None) as batch_op:
        batch_op.drop_index("ix_member_session_member")

    op.drop_table("member_session")
    op.drop_table("member_recovery_code")
    op.drop_table("mail_choice")
    with op.batch_alter_table("identity_link", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_identity_link_member",
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )
        batch_op.drop_index(
            "uq_identity_link_customer",
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )

    op.drop_table("identity_link")
    with op.batch_alter_table("customer_note", schema=None) as batch_op:
        batch_op.drop_index("ix_customer_note_customer")

    op.drop_table("customer_note")
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_index("ix_contribution_wanted")
        batch_op.drop_index("ix_contribution_recent")
        batch_op.drop_index("ix_contribution_places")
        batch_op.drop_index("ix_contribution_hot")
        batch_op.drop_index("ix_contribution_author")

    op.drop_table("contribution")
    with op.batch_alter_table("contact_point", schema=None) as batch_op:
        batch_op.drop_index("uq_contact_point_customer")
        batch_op.drop_index("ix_contact_point_normal")

    op.drop_table("contact_point")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index("ix_consent_latest")

    op.drop_table("consent")
    with op.batch_alter_table("circle_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_circle_member_member_id"))

    op.drop_table("circle_member")
    op.drop_table("throttle")
    op.drop_table("tag")
    op.drop_table("space")
    op.drop_table("search_word")
    with op.batch_alter_table("search_document", schema=None) as batch_op:
        if op.get_bind().dialect.name == "postgresql":
            batch_op.drop_index("ix_search_document_words", postgresql_using="gin")
        batch_op.drop_index("ix_search_document_space_id_kind")

    op.drop_table("search_document")
    with op.batch_alter_table("pending_idea", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pending_idea_created_at"))

    op.drop_table("pending_idea")
    with op.batch_alter_table("outbox_job", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_job_parked")
        batch_op.drop_index("ix_outbox_job_due")

    op.drop_table("outbox_job")
    op.drop_table("member")
    with op.batch_alter_table("mail_message", schema=None) as batch_op:
        batch_op.drop_index("ix_mail_message_status")
        batch_op.drop_index("ix_mail_message_recipient")

    op.drop_table("mail_message")
    op.drop_table("heartbeat")
    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.drop_index("ix_customer_spend")
        batch_op.drop_index("ix_customer_recent")
        batch_op.drop_index("ix_customer_purchases")
        batch_op.drop_index(batch_op.f("ix_customer_name_folded"))

    op.drop_table("customer")
    with op.batch_alter_table("audit_line", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_line_object")
        batch_op.drop_index("ix_audit_line_actor")

    op.drop_table("audit_line")
    with op.batch_alter_table("allowance", schema=None) as batch_op:
        batch_op.drop_index("ix_allowance_began_at")

    op.drop_table("allowance")
