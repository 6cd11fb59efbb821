"""The customers of Maison Brume: 200 of them, with eighteen months of purchases from a generator whose truth is known.

Each customer buys at a rate of their own (gamma, mean 0.9 a month) and after each purchase leaves for good with a
chance of their own (beta, mean 0.08): the BG/NBD model of Fader, Hardie and Lee (2005). What they pay per purchase
varies round a level of their own.
"""

import csv
import io
import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from operations.demo.people import Person

CUSTOMERS = 200
MONTHS = 18
RATE_SHAPE, RATE_SCALE = 1.8, 0.5
LEAVE_A, LEAVE_B = 0.8, 9.2
GOODS = (
    ("Brume du matin, 250 g", 990), ("Brume du matin, 1 kg", 3490), ("Quai de nuit, 250 g", 1090), ("Décaféiné Sédatif, 250 g", 1150),
    ("Éthiopie Sidama, 250 g", 1390), ("Colombie Huila, 250 g", 1290), ("Abonnement mensuel", 1990), ("Filtres papier, 100", 650),
    ("Tasse en grès", 1800), ("Moulin manuel", 8900),
)  # fmt: skip
WEIGHTS = (28, 9, 16, 9, 11, 10, 9, 5, 2, 1)


def customers_csv(members: Sequence[Person]) -> io.BytesIO:
    """Everybody who has bought: the members first, with the address they sign in with."""
    return _file(("customer_ref", "name", "email", "language"), _customers(members))


def _customers(members: Sequence[Person]) -> Iterator[tuple[str, ...]]:
    for number in range(CUSTOMERS):
        if number < len(members):
            one = members[number]
            yield _ref(number), one.name, one.email, one.language
        else:
            yield _ref(number), "", f"client{number}@demo.example", "fr"


def purchases_csv(until: datetime) -> io.BytesIO:
    """All their purchases."""
    columns = ("purchase_ref", "customer_ref", "purchased_at", "amount", "quantity", "currency", "product")
    return _file(columns, _purchases(until))


def _purchases(until: datetime) -> Iterator[tuple[str, ...]]:
    luck = random.Random(2026)
    begin = until - timedelta(days=30 * MONTHS)
    for number in range(CUSTOMERS):
        monthly = max(0.15, luck.gammavariate(RATE_SHAPE, RATE_SCALE))
        leaves = luck.betavariate(LEAVE_A, LEAVE_B)
        level = luck.uniform(0.8, 1.4)
        at = begin + timedelta(days=luck.uniform(0, 240))
        count = 0
        while at < until:
            product, cents = luck.choices(GOODS, WEIGHTS)[0]
            quantity = luck.choices((1, 2, 3), (70, 22, 8))[0]
            amount = cents * quantity * level / 100
            yield (
                f"D{number:04}-{count}",
                _ref(number),
                at.isoformat(),
                f"{amount:.2f}",
                str(quantity),
                "EUR",
                product,
            )
            count += 1
            if luck.random() < leaves:
                break
            at += timedelta(days=30 * luck.expovariate(monthly))


def _ref(number: int) -> str:
    return f"MB-{10_000 + number}"


def _file(columns: Sequence[str], rows: Iterator[tuple[str, ...]]) -> io.BytesIO:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    return io.BytesIO(text.getvalue().encode())
