"""What waits for a moderator, and what was decided: the whole zoo, in words of our own."""

from dataclasses import dataclass

from moderation.reasons import Reason, Verdict

WORDS = (
    ("fr", "arnaque", "accusation : à relire avant de publier"),
    ("fr", "imbéciles", "insulte"),
    ("fr", "Brume Zéro", "nom d’un produit qui n’est pas annoncé"),
    ("en", "scam", "accusation: read before publishing"),
    ("en", "Brume Zéro", "name of a product that is not announced"),
    ("en", "cheap watches", "spam"),
)


@dataclass(frozen=True)
class Held:
    """Something written that a moderator has to see; `decided` is who did what, why, and with which words."""

    who: str
    space: str
    days_ago: float
    title: str
    text: str
    language: str = "fr"
    decided: tuple[str, Verdict, Reason, str] | None = None


HELD = (
    Held("daniel", "cafe", 2.2, "Buy cheap watches here", "Best prices, cheap watches for coffee lovers, write to me for the link.", "en"),
    Held("yasmine", "cafe", 1.4, "Brume Zéro, c’est pour quand ?", "Le livreur m’a parlé de Brume Zéro, la capsule consignée. Sortie avant l’été ?"),
    Held("bastien", "boutique", 0.9, "Rendre les sachets par la poste", "Une enveloppe prépayée par trimestre pour ceux qui n’ont pas de boutique près de chez eux."),
    Held("jonas", "boutique", 0.5, "Deliver to offices before nine", "Our kitchen opens at half past eight. A parcel at eleven is a morning without coffee for thirty people.", "en"),
    Held("leila", "boutique", 3.1, "Colis arrivé ouvert, encore une arnaque", "Deuxième colis ouvert en un mois, il manque un sachet. J’ai écrit trois fois au service client. J’appelle ça une arnaque."),
    Held(
        "daniel", "cafe", 12, "Who writes these answers?", "It is a scam, the answers are written by a machine.", "en",
        ("helene", Verdict.CHANGES, Reason.INSULT, "You may doubt our answers; please leave out the accusation, or tell us what makes you think so."),
    ),
    Held(
        "margaux", "boutique", 19, "Le numéro du livreur", "Appelez Gérard directement au 06 00 00 00 00, il répond toujours.",
        decided=("marc", Verdict.REJECT, Reason.PERSONAL_DATA, "Le numéro d’une personne n’a pas sa place ici. Écrivez au service client, il transmettra."),
    ),
)  # fmt: skip
REPORTED = (
    "loyalty", "peter", "Only imbeciles queue for a free coffee, let them pay like everybody.", "en", 30.0,
    (("agnes", Reason.INSULT, "Méprisant."), ("jonas", Reason.INSULT, ""), ("margaux", Reason.OTHER, "")),
)  # fmt: skip
