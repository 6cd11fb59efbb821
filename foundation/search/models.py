"""The documents as rows: the index itself on PostgreSQL, what the search falls back on beside a Whoosh index."""

from sqlalchemy import BigInteger, Index, Integer, String, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base

_Id = BigInteger().with_variant(Integer, "sqlite")


class SearchDocument(Base):
    """One published text; only the outbox and the rebuild write it."""

    __tablename__ = "search_document"
    __table_args__ = (
        Index("ix_search_document_words", "words", postgresql_using="gin").ddl_if(dialect="postgresql"),
        Index("ix_search_document_space_id_kind", "space_id", "kind"),
    )

    id: Mapped[int] = mapped_column(_Id, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(40))
    space_id: Mapped[int] = mapped_column(_Id)
    language: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    words: Mapped[str | None] = mapped_column(TSVECTOR().with_variant(Text, "sqlite"))


class SearchWord(Base):
    """How many documents hold a word as it is written; for spelling and for rarity."""

    __tablename__ = "search_word"

    word: Mapped[str] = mapped_column(String(40), primary_key=True)
    documents: Mapped[int] = mapped_column(default=0)
