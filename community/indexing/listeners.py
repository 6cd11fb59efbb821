"""Whatever happens to a contribution, the search index looks at it again."""

from flask import Flask

from community.contributions.facts import (
    ContributionEdited,
    ContributionHeld,
    ContributionHidden,
    ContributionLimited,
    ContributionPublished,
)
from community.indexing import queries
from foundation import outbox, search


def published(fact: ContributionPublished) -> None:
    """It can be found, and so can what was said about it."""
    search.touch(fact.contribution_id, *queries.comments_on(fact.contribution_id))


def edited(fact: ContributionEdited) -> None:
    """It is found by its new words."""
    search.touch(fact.contribution_id)


def held(fact: ContributionHeld) -> None:
    """Neither it nor its comments are found while it waits."""
    search.touch(fact.contribution_id, *queries.comments_on(fact.contribution_id))


def hidden(fact: ContributionHidden) -> None:
    """Neither it nor its comments are found any more."""
    search.touch(fact.contribution_id, *queries.comments_on(fact.contribution_id))


def limited(fact: ContributionLimited) -> None:
    """It leaves the search and is read on its page only; what was said about it with it."""
    search.touch(fact.contribution_id, *queries.comments_on(fact.contribution_id))


def init_app(app: Flask) -> None:
    """Be the source of documents, and hear what changes."""
    search.register_source(app, ("contribution", "idea", "comment"), queries.load, queries.everything)
    outbox.listen(app, ContributionPublished, published, durable=True)
    outbox.listen(app, ContributionEdited, edited, durable=True)
    outbox.listen(app, ContributionHeld, held, durable=True)
    outbox.listen(app, ContributionHidden, hidden, durable=True)
    outbox.listen(app, ContributionLimited, limited, durable=True)
