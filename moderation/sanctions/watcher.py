"""The watcher of probation: what such a member writes is read first."""

from moderation.reasons import Because
from moderation.watching import Found, Written


def probation(written: Written) -> list[Found]:
    """Held while its author is on probation."""
    author = written.author
    return [Found(Because.PROBATION)] if author is not None and author.is_on_probation else []
