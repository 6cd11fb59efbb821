"""What the till sends every month: the customers who are new, and what was bought, as CSV."""

import csv
import io
import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from operations.demo import script
from operations.demo.people import DOMAIN, Person
from operations.demo.shop.model import Buyer

Owned = Mapping[int, Person]
GOODS = (
    ("Brume du matin, 250 g", 990), ("Brume du matin, 1 kg", 3490), ("Quai de nuit, 250 g", 1090), ("Décaféiné Sédatif, 250 g", 1150),
    ("Éthiopie Sidama, 250 g", 1390), ("Colombie Huila, 250 g", 1290), ("Pluie d’octobre, 250 g", 1190), ("Abonnement mensuel", 1990),
    ("Filtres papier, 100", 450), ("Tasse en grès", 1800), ("Moulin manuel", 8900),
)  # fmt: skip
WEIGHTS = (28, 9, 16, 9, 11, 10, 8, 9, 3, 2, 1)
SURNAMES = (
    "Arnal Besson Blanc-Garin Boulard Cartier Chapuis Clavel Cordier Dalmas Delorme Drevet Escoffier Fayolle Ferrier Gaillard Gonin Grangier Guichard "
    "Jacquet Joubert Lambert-Roy Lavigne Marchal Mercadier Michaud Morand Nallet Orsini Pascal Perrin Pons Ravel Reynaud Rivoire Roche-Bel Rostand "
    "Sauvage Serre Tardy Teyssier Thévenet Vallin Verchère Vidon Viret Haddad Benamar Diallo Traoré Nguyen Santos Ferreira Rossi Keller Novak"
).split()


def owners(buyers: Sequence[Buyer], members: Iterable[Person]) -> Owned:
    """Which customers are members: those who buy more are more likely to be."""
    luck = random.Random(5)
    drawn = sorted(buyers, key=lambda one: luck.random() ** (1 / len(one.purchases)), reverse=True)
    return {buyer.number: person for buyer, person in zip(drawn, members, strict=False)}


def customers_csv(buyers: Iterable[Buyer], owned: Owned) -> io.BytesIO:
    """Customers with their name and where to write to them; a member's is the address they sign in with."""
    names = [
        name for kind in ("women_fr", "men_fr") for name in script.read("people.toml")["crowd"][kind].split()
    ]
    return _file(
        ("customer_ref", "name", "email", "language"), (_customer(one.number, owned, names) for one in buyers)
    )


def _customer(number: int, owned: Owned, names: Sequence[str]) -> tuple[str, ...]:
    if number in owned:
        one = owned[number]
        return _ref(number), one.name, one.email, one.language
    luck = random.Random(f"customer {number}")
    name = f"{luck.choice(names)} {luck.choice(SURNAMES)}"
    return _ref(number), name, f"client{number}@{DOMAIN}", "en" if luck.random() < 0.12 else "fr"


def purchases_csv(buyers: Iterable[Buyer], after: datetime, until: datetime) -> io.BytesIO:
    """What was bought between two moments."""
    columns = ("purchase_ref", "customer_ref", "purchased_at", "amount", "quantity", "currency", "product")
    rows = (
        _purchase(buyer.number, count, one.at, one.cents)
        for buyer in buyers
        for count, one in enumerate(buyer.purchases)
        if after <= one.at < until
    )
    return _file(columns, rows)


def _purchase(number: int, count: int, at: datetime, cents: int) -> tuple[str, ...]:
    """The sum is the model's; what was in the basket is made up to fit it."""
    luck = random.Random(number * 1000 + count)
    fitting = [
        (name, price, weight)
        for (name, price), weight in zip(GOODS, WEIGHTS, strict=True)
        if price <= cents * 1.1
    ]
    names = fitting or [(*GOODS[8], 1)]
    product, price, _weight = luck.choices(names, [one[2] for one in names])[0]
    quantity = max(1, round(cents / price))
    ref = f"D{number:04}-{count}"
    return ref, _ref(number), at.isoformat(), f"{cents / 100:.2f}", str(quantity), "EUR", product


def _ref(number: int) -> str:
    return f"MB-{10_000 + number}"


def _file(columns: Sequence[str], rows: Iterable[tuple[str, ...]]) -> io.BytesIO:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    return io.BytesIO(text.getvalue().encode())
