"""The pictures of a form: what stands already, what was sent before and what comes now, each with its words.

What is sent is kept at once, for its sender alone. So whatever else is amiss with the form, nobody chooses a file twice.
"""

from dataclasses import dataclass
from typing import Any

from flask import request
from sqlalchemy import or_, select
from werkzeug.datastructures import FileStorage
from wtforms import Field
from wtforms.widgets import FileInput

from accounts.models import Member
from community.contributions.models import Contribution
from community.pictures.commands import MOST, Choice, TooManyPictures, keep, store
from community.pictures.models import LONGEST_ALT, Picture
from community.pictures.queries import Shown, pictures_of
from foundation.database import beforehand, db, reading
from foundation.errors import Refused
from foundation.html import clean_line
from foundation.language import _, _l
from foundation.pictures import Cleaned, cleaned
from foundation.pictures.cleaning import MOST_BYTES

MOST_SENT = MOST * MOST_BYTES + 1024 * 1024
"""What a form with pictures may bring; the script makes large photos small before they travel."""


Drawn = tuple[Cleaned, dict[str, str], str]
"""A picture drawn anew, the names of its files by size, and its words."""


@dataclass
class Line:
    """One picture in a form."""

    picture: Shown
    alt: str
    dropped: bool = False


class PicturesField(Field):
    """Files to add, beside the pictures that are there."""

    widget = FileInput(multiple=True)
    most_bytes = MOST_BYTES

    def __init__(self, label: Any = None, **given: Any) -> None:
        super().__init__(label or _l("Pictures"), **given)
        self.sent: list[FileStorage] = []
        self.lines: list[Line] = []
        self.kept: list[str] = []
        self.amiss: list[str] = []

    def process_formdata(self, valuelist: list[Any]) -> None:
        """The files, without the empty one that a browser sends for none."""
        self.sent = [one for one in valuelist if isinstance(one, FileStorage) and one.filename]

    def pre_validate(self, form: Any) -> None:
        """What was amiss when the files were read."""
        self.errors = list(self.amiss)

    @property
    def left(self) -> int:
        """How many more may be added."""
        return max(0, MOST - sum(not line.dropped for line in self.lines))

    @property
    def choice(self) -> Choice:
        """What the command needs."""
        gone = frozenset(line.picture.key for line in self.lines if line.dropped)
        return Choice({line.picture.key: line.alt for line in self.lines}, gone)

    def show(self, about: Contribution) -> None:
        """Begin with what stands."""
        self.lines = [Line(_shown(one), one.alt) for one in pictures_of(about.id)]

    def receive(self, member: Member | None, about: Contribution | None = None) -> None:
        """Keep what was sent, say what is amiss with it; the form is refused then, and the good ones stay in it."""
        if member is None or not member.is_active:
            return
        member_id = member.id
        drawn = self._drawn()
        if drawn:
            with beforehand():
                self._keep(db.session.get_one(Member, member_id), drawn)
        self.lines = self._lines(member_id, about.id if about else None)
        if any(not line.alt and not line.dropped for line in self.lines):
            self._amiss(_("Say in a few words what each picture shows, for those who cannot see it."))

    def _drawn(self) -> list[Drawn]:
        """The files of now, drawn anew while nobody waits for the database."""
        words = request.form.getlist("alt")
        if len(self.sent) > MOST:
            self._amiss(TooManyPictures.message)
        drawn: list[Drawn] = []
        for place, sent in enumerate(self.sent[:MOST]):
            try:
                with reading():
                    made = cleaned(sent.stream.read(MOST_BYTES + 1))
            except Refused as refusal:
                self._amiss(_("%(name)s: %(why)s", name=(sent.filename or "")[:80], why=refusal.message))
            else:
                said = _words(words[place]) if place < len(words) else ""
                drawn.append((made, store(made), said))
        return drawn

    def _keep(self, member: Member, drawn: list[Drawn]) -> None:
        """Note them one by one; files of what is refused, or was there already, are swept later."""
        for made, names, words in drawn:
            try:
                with db.session.begin_nested():
                    self.kept.append(keep(member, made, names, words).key)
            except Refused as refusal:
                self._amiss(refusal.message)

    def _lines(self, member_id: int, about_id: int | None) -> list[Line]:
        """Every picture the form names and that its sender may place, in the order of the form."""
        named = [*request.form.getlist("picture"), *self.kept]
        dropped = set(request.form.getlist("drop-picture"))
        mine = (Picture.member_id == member_id) & Picture.contribution_id.is_(None)
        here = Picture.contribution_id == about_id if about_id else mine
        found = {
            one.key: one
            for one in db.session.scalars(select(Picture).where(Picture.key.in_(named), or_(here, mine)))
        }
        lines = [
            Line(_shown(found[key]), self._alt(found[key]), key in dropped)
            for key in dict.fromkeys(named)
            if key in found
        ]
        if sum(not line.dropped for line in lines) > MOST:
            self._amiss(TooManyPictures.message)
        return lines[: MOST + len(dropped)]

    def _alt(self, picture: Picture) -> str:
        typed = request.form.get(f"alt-{picture.key}")
        return picture.alt if typed is None else _words(typed)

    def _amiss(self, message: object) -> None:
        if str(message) not in self.amiss:
            self.amiss.append(str(message))
        self.errors = list(self.amiss)


def _words(typed: str) -> str:
    return clean_line(typed)[:LONGEST_ALT]


def _shown(one: Picture) -> Shown:
    return Shown(one.key, one.alt, one.width, one.height)
