"""Spaces: where contributions live, who may read them and how they are moderated."""
