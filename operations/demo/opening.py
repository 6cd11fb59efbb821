"""Before anybody says anything: the spaces and the listed words; then who joins when, and what the till sends every month."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from accounts import commands as accounts
from accounts.models import Member
from community.spaces.commands import add_to_circle, save_space
from community.spaces.models import Audience, Mode, Space
from customers import commands as customers
from customers.imports import running
from customers.models import Purpose
from foundation.database import db
from moderation.lists import commands as lists
from operations.demo import people, script, shop, stage
from operations.demo.people import Person
from operations.demo.shop import files
from operations.demo.stage import Cast, Event

SPACES = (
    ("cafe", "Café", "Grains, mélanges et préparation. · Beans, blends and brewing.", Audience.PUBLIC, Mode.REACTIVE),
    ("sachets", "Sachets", "Sachets, étiquettes, vrac et ce qu’il en reste. · Bags, labels, refills and what is left of them.", Audience.PUBLIC, Mode.REACTIVE),
    ("boutique", "Boutiques", "Le quai et les Pentes : accueil, horaires, prix. · Both shops: welcome, hours, prices.", Audience.PUBLIC, Mode.PRE),
    ("site", "Site et livraison", "Commandes, abonnements, colis. · Orders, subscriptions, parcels.", Audience.PUBLIC, Mode.REACTIVE),
    ("tables", "Bureaux et tables", "Pour qui sert notre café aux autres. · For those who serve our coffee to others.", Audience.MEMBERS, Mode.REACTIVE),
    ("atelier", "Atelier", "Le cercle qui goûte avant tout le monde. · The circle that tastes first.", Audience.CIRCLE, Mode.REACTIVE),
)  # fmt: skip
MONTH = timedelta(days=30)


def furnish(cast: Cast, hashed: str) -> None:
    """The people of the house, the spaces, and the words that hold a text."""
    for one in people.everybody():
        if one.role.is_staff:
            _join(cast, one, hashed)
    keeper = cast.member("noor")
    for place, (slug, name, purpose, audience, mode) in enumerate(SPACES):
        given = {"slug": slug, "name": name, "purpose": purpose, "audience": audience.value}
        read_first = {"first_held": 0, "links_held": False, "pictures_held": False}
        begun = Mode.POST if audience is not Audience.CIRCLE and mode is Mode.REACTIVE else mode
        made = save_space(Space(), keeper, **given, **read_first, moderation=begun.value, position=place)
        cast.spaces[slug] = made.id
    for listed in script.words():
        lists.add_word(listed["language"], listed["term"], listed["why"], cast.member("helene"))


def events(cast: Cast, hashed: str, end: datetime) -> Iterator[Event]:
    """Who joins, who leaves, and the file of every month."""
    for one in people.everybody():
        if not one.role.is_staff:
            yield end - timedelta(days=one.joined), partial(_join, cast, one, None if one.crowd else hashed)
        if one.leaves:
            yield end - timedelta(days=one.leaves), partial(_leave, cast, one)
        if one.key in stage.CIRCLE:
            yield end - timedelta(days=min(380, one.joined - 2)), partial(_invite, cast, one)
    yield from _files(end)


def _join(cast: Cast, one: Person, hashed: str | None) -> None:
    member = accounts.create(one.name, one.email, password_hash=hashed, language=one.language, role=one.role)
    member.bio, member.timezone, member.portrait = one.bio, "Europe/Paris", one.portrait
    cast.members[one.key] = member.id
    accounts.verify(member)
    if not one.role.is_staff:
        _consent(member, one)


def _consent(member: Member, one: Person) -> None:
    """Most let their needs be written down, fewer want letters, and some say no to both."""
    luck = random.Random(one.key)
    if luck.random() < (0.68 if one.crowd else 0.9):
        customers.give_consent(member, Purpose.RECORD)
    if luck.random() < (0.06 if one.crowd else 0.5):
        customers.give_consent(member, Purpose.LOOP)


def _leave(cast: Cast, one: Person) -> None:
    accounts.erase(cast.member(one.key))


def _invite(cast: Cast, one: Person) -> None:
    add_to_circle(db.session.get_one(Space, cast.spaces["atelier"]), one.email, cast.member("noor"))


def _files(end: datetime) -> Iterator[Event]:
    """Every month the till sends its new customers and what was bought; the last file comes today."""
    buyers = shop.draw(shop.TRUTH, end)
    owned = files.owners(buyers, [one for one in people.everybody() if one.customer])
    since = min(buyer.purchases[0].at for buyer in buyers)
    while since < end:
        until = min(since + MONTH, end)
        yield until, partial(_import, buyers, owned, since, until)
        since = until


def _import(buyers: list[shop.Buyer], owned: files.Owned, since: datetime, until: datetime) -> None:
    new = [one for one in buyers if since <= one.purchases[0].at < until]
    running.run("customers", files.customers_csv(new, owned), after_batch=db.session.commit)
    running.run("purchases", files.purchases_csv(buyers, since, until), after_batch=db.session.commit)
