"""The watcher of pictures: one like a banned one holds its text."""

from community.pictures.queries import pictures_of
from moderation.pictures.commands import found
from moderation.pictures.queries import anything_banned, banned_among
from moderation.watching import Found, Written


def pictures(written: Written) -> list[Found]:
    """Held for each ban that a picture is like."""
    if written.contribution is None or not anything_banned():
        return []
    likes = banned_among(pictures_of(written.contribution.id))
    return list({like.ban.id: found(like) for like in likes}.values())
