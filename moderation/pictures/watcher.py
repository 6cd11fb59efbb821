"""The watcher of pictures: one like a banned one holds its text; that there are any is kept in mind."""

from community.pictures.queries import pictures_of
from moderation.pictures.commands import found
from moderation.pictures.queries import banned_among
from moderation.reasons import Because
from moderation.watching import Act, Found, Written


def pictures(written: Written) -> list[Found]:
    """Held for each ban a picture is like; else a note that there are pictures, for spaces that read those first."""
    if written.contribution is None:
        return []
    shown = pictures_of(written.contribution.id)
    if not shown:
        return []
    banned = {like.ban.id: found(like) for like in banned_among(shown)}
    return list(banned.values()) or [Found(Because.PICTURE, act=Act.NOTE, seen={"pictures": len(shown)})]
