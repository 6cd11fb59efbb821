"""What a rule can know of a text, gathered for one that is being written and for thousands of old ones alike.

There is one way for both, so that a back-test cannot differ from what happens: everything is told as of the moment at
which the text was written. What nobody keeps the past of (role, address, word lists) is told as of today.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from moderation.learning.keeping import Learned
from moderation.learning.model import TOPICS
from moderation.learning.stages import Stage
from moderation.rules.authors import Authors, Person
from moderation.rules.conditions import FIELDS, Value
from moderation.screening import links, personal
from moderation.screening.lists import WordList, settled

DAY = timedelta(days=1)
EVERYWHERE = "UTC"


@dataclass(frozen=True, slots=True)
class Asked:
    """A text as a rule is asked about it: what stood there, who wrote it, and when; `space` is its slug."""

    contribution_id: int
    kind: str
    title: str
    text: str
    language: str
    space: str
    author_id: int | None
    moment: datetime
    more: str = ""


@dataclass
class Around:
    """What is looked up once for several texts: authors, lists of words, our own addresses, pictures, the model."""

    authors: Authors
    lists: Callable[[], tuple[WordList, ...]]
    our_hosts: tuple[str, ...] = ()
    pictures: Callable[[], Mapping[int, Sequence[str]]] = dict
    model: Callable[[], Learned | None] = lambda: None


class Known(Mapping[str, Value]):
    """The facts of one text by the names of conditions.FIELDS; each is worked out when it is asked for, and kept."""

    def __init__(self, asked: Asked, around: Around) -> None:
        self.asked, self.around = asked, around
        self._kept: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._kept:
            self._kept[name] = WAYS[name](self) if name in WAYS else _not_known(name)
        return self._kept[name]

    def __iter__(self) -> Iterator[str]:
        return iter(FIELDS)

    def __len__(self) -> int:
        return len(FIELDS)

    @cached_property
    def whole(self) -> str:
        """Everything with words in it."""
        return "\n".join(part for part in (self.asked.title, self.asked.text, self.asked.more) if part)

    @cached_property
    def author(self) -> Person | None:
        """Who wrote it, as far as that is still known."""
        return self.around.authors.person(self.asked.author_id)

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """Where its links lead, one for each link, without our own addresses."""
        found = (link.host for link in links.find(self.whole))
        return tuple(host for host in found if not links.is_of(host, self.around.our_hosts))

    @cached_property
    def chances(self) -> Mapping[str, float]:
        """How likely the model finds each topic, from 0 to 1; of a topic it does not know, nothing."""
        learned = self.around.model()
        return (
            learned.model.score(self.whole) if learned is not None and learned.stage is not Stage.OFF else {}
        )

    @cached_property
    def local(self) -> datetime:
        """The moment of writing on the author’s clock."""
        return self.asked.moment.astimezone(ZoneInfo(self.author.timezone if self.author else EVERYWHERE))


def _not_known(name: str) -> Value:
    if name not in FIELDS:
        raise KeyError(name)
    return None


def _capitals(known: Known) -> Value:
    letters = [sign for sign in known.whole if sign.isalpha()]
    return round(100 * sum(sign.isupper() for sign in letters) / len(letters)) if letters else 0


def _listed(known: Known) -> Value:
    lists, language = known.around.lists(), known.asked.language
    return len(settled(hit for words in lists for hit in words.hits(known.whole, language)))


def _pictures(known: Known) -> int:
    return len(known.around.pictures().get(known.asked.contribution_id, ()))


def _chance(topic: str) -> Callable[[Known], Value]:
    """In percent, as staff type it."""
    return lambda known: round(100 * known.chances[topic]) if topic in known.chances else None


def _of_person(tell: Callable[[Person, datetime], Value]) -> Callable[[Known], Value]:
    return lambda known: tell(known.author, known.asked.moment) if known.author else None


def _counted(count: Callable[[Authors, int, Asked], int]) -> Callable[[Known], Value]:
    def counted(known: Known) -> Value:
        author_id = known.asked.author_id
        return count(known.around.authors, author_id, known.asked) if author_id is not None else None

    return counted


WAYS: dict[str, Callable[[Known], Value]] = {
    "text": lambda known: known.whole,
    "title": lambda known: known.asked.title,
    "letters": lambda known: len(known.whole),
    "capitals": _capitals,
    "language": lambda known: known.asked.language,
    "links": lambda known: len(known.hosts),
    "link_hosts": lambda known: known.hosts,
    "listed_words": _listed,
    "private_facts": lambda known: len(personal.find(known.whole)),
    "kind": lambda known: known.asked.kind,
    "space": lambda known: known.asked.space,
    "author_days": _of_person(lambda person, moment: round(max(0.0, (moment - person.since) / DAY), 2)),
    "author_published": _counted(
        lambda authors, author_id, asked: authors.published(author_id, asked.moment)
    ),
    "author_refused": _counted(lambda authors, author_id, asked: authors.refused(author_id, asked.moment)),
    "author_last_hour": _counted(
        lambda authors, author_id, asked: authors.wrote_in_the_hour(
            author_id, asked.moment, asked.contribution_id
        )
    ),
    "author_trusted": _of_person(lambda person, _moment: person.trusted),
    "author_mail_host": _of_person(lambda person, _moment: person.mail_host),
    "has_image": lambda known: _pictures(known) > 0,
    "pictures": _pictures,
    "hour": lambda known: known.local.hour,
    "weekday": lambda known: known.local.isoweekday(),
    **{topic: _chance(topic) for topic in TOPICS},
}
