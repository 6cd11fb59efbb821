"""The moderators' pages: the desk, the log and the words, and reporting."""

from moderation.blueprint import bp

__all__ = ["bp"]
