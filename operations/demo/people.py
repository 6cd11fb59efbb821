"""The people of the demo: one of each role with a life, and a crowd that votes."""

import random
from dataclasses import dataclass

from accounts.models import Role

DOMAIN = "demo.example"
PASSWORD = "brume sur la Saone"  # noqa: S105  printed for everybody who starts the demo


@dataclass(frozen=True)
class Person:
    """Somebody with an account."""

    key: str
    name: str
    role: Role = Role.MEMBER
    language: str = "fr"
    bio: str = ""
    customer: bool = True

    @property
    def email(self) -> str:
        """Where they would be reached, if they existed."""
        return f"{self.key}@{DOMAIN}"


PEOPLE = (
    Person(
        "ines",
        "Inès Benali",
        bio="Quatre tasses par jour, dont une de décaféiné. Infirmière de nuit à Villeurbanne.",
    ),
    Person("odile", "Odile Ferrand", Role.ADMIN, bio="Fait tourner le site.", customer=False),
    Person(
        "salome",
        "Salomé Vidal",
        Role.PRODUCT_MANAGER,
        bio="Responsable des cafés. Répond à toutes les idées qui les touchent.",
        customer=False,
    ),
    Person(
        "tobias",
        "Tobias Wren",
        Role.PRODUCT_MANAGER,
        "en",
        "Looks after the shops, the site and deliveries.",
        customer=False,
    ),
    Person("helene", "Hélène Cazal", Role.MODERATOR, bio="Lit tout, publie presque tout.", customer=False),
    Person("marc", "Marc Aubry", Role.MODERATOR, bio="Modère le soir.", customer=False),
    Person(
        "noor", "Noor Haddad", Role.COMMUNITY_MANAGER, bio="Anime la communauté et l’Atelier.", customer=False
    ),
    Person("lucien", "Lucien Prat", Role.CRM_MANAGER, bio="Tient le fichier des clients.", customer=False),
    Person("karim", "Karim Djaout", Role.TRUSTED, bio="Ancien barista. Pèse son eau."),
    Person("agnes", "Agnès Morel", Role.TRUSTED, bio="Abonnée depuis le premier sachet."),
    Person(
        "rosalind",
        "Rosalind Pike",
        Role.TRUSTED,
        "en",
        "Moved to Lyon for the river, stayed for the roastery.",
    ),
    Person("jonas", "Jonas Keller", language="en", bio="Buys for an office of thirty in Geneva."),
    Person("margaux", "Margaux Lenoir", bio="Étudiante, filtre et petits budgets."),
    Person("theo", "Theo Marsh", language="en", bio="Espresso at home, too many scales."),
    Person("yasmine", "Yasmine Roche", bio="Tient un salon de thé qui sert aussi du café."),
    Person("peter", "Peter Lindqvist", language="en", bio="Cycles to the shop on Saturdays."),
    Person("colette", "Colette Imbert", bio="Retraitée, boit son café à 7 h précises."),
    Person("daniel", "Daniel Oakes", language="en", customer=False),
    Person("bastien", "Bastien Coste", bio="Moulin manuel, même en vacances."),
    Person("leila", "Leïla Sorel", bio="Deux enfants, une cafetière italienne."),
)
FIRST = (
    "Adèle Amaury Anouk Basile Blanche Céleste Cyril Damien Élise Fanny Florian Gaspard Gisèle Hugo Ilan Jade Joël Judith Kenza Lazare "
    "Lise Loïc Lou Maïa Malik Manon Mathis Mila Nadège Nael Nina Noé Océane Octave Pauline Rémi Romane Sacha Samia Simon Solène Tania "
    "Thaïs Tristan Valentin Viola Wassim Xavier Zélie Zoé"
).split()
ENGLISH = "Alice Ben Cora Dylan Edith Finn Grace Harvey Iris Jasper Kate Liam Mabel Nathan Olive Percy Quinn Ruby Silas Tess".split()


def crowd() -> list[Person]:
    """Seventy more members who mostly vote."""
    luck = random.Random(11)
    names = [(name, "fr") for name in FIRST] + [(name, "en") for name in ENGLISH]
    return [
        Person(
            f"voix{number:02}",
            f"{name} {luck.choice('ABCDEFGHKLMNPRSTV')}.",
            language=language,
            customer=luck.random() < 0.7,
        )
        for number, (name, language) in enumerate(names, 1)
    ]
