"""Made-up decisions of a team in both languages, to see that learning works.

Sentences are put together from parts, so they are easier than what people write; a share of each kind borrows the
words of another, and one decision in fifty is wrong, as with people.
"""

import random
from collections.abc import Sequence

Lesson = tuple[str, set[str]]

THINGS = {
    "en": "the filter|the bag|the subscription|the shop on the quay|the grinder|the decaf|the gift box|the parcel|the blend|the label".split(
        "|"
    ),
    "fr": "le filtre|le sachet|l’abonnement|la boutique du quai|le moulin|le déca|le coffret|le colis|le mélange|l’étiquette".split(
        "|"
    ),
}
PARTS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "idea": (
            "Could {thing} come in a smaller size?",
            "I would like {thing} to close again after opening.",
            "Please say on {thing} when it was roasted.",
            "What if {thing} could be returned and filled again?",
            "A version of {thing} for two cups would be great.",
            "I use {thing} every morning and would pay more for a better one.",
        ),
        "complaint": (
            "My order with {thing} has not arrived for two weeks.",
            "{thing} was broken when it came and nobody answers.",
            "I was charged twice for {thing}, please refund me.",
            "Third time that {thing} is missing, very disappointed.",
            "Customer service never called me back about {thing}.",
        ),
        "spam": (
            "Earn 500 a day from home, click my link about {thing}.",
            "Best casino bonus, free spins today, visit my page.",
            "Buy cheap followers now, {thing} was only the start.",
            "Crypto doubled my money in a week, write to me.",
            "Huge discount on watches, limited offer, order here.",
        ),
        "abuse": (
            "Only an idiot would want {thing}.",
            "You are all morons, get lost with {thing}.",
            "Shut up, you clown, nobody asked you about {thing}.",
            "Whoever wrote this is a pathetic liar.",
            "Go to hell with {thing}, you stupid people.",
        ),
        "off_topic": (
            "Who won the match yesterday evening?",
            "Does anybody sell a used bicycle near the station?",
            "The weather is awful this week, isn’t it.",
            "My cousin opens a restaurant, come and see.",
            "What do you think about the election?",
        ),
    },
    "fr": {
        "idea": (
            "Est-ce que {thing} pourrait exister en plus petit ?",
            "J’aimerais que {thing} se referme après ouverture.",
            "Merci d’indiquer sur {thing} la date de torréfaction.",
            "Et si {thing} pouvait être rapporté et rempli à nouveau ?",
            "Une version de {thing} pour deux tasses serait parfaite.",
            "J’utilise {thing} chaque matin et je paierais plus pour mieux.",
        ),
        "complaint": (
            "Ma commande avec {thing} n’est pas arrivée depuis deux semaines.",
            "{thing} était cassé à l’arrivée et personne ne répond.",
            "J’ai été débité deux fois pour {thing}, remboursez-moi.",
            "Troisième fois que {thing} manque, très déçue.",
            "Le service client ne m’a jamais rappelé pour {thing}.",
        ),
        "spam": (
            "Gagnez 500 par jour à la maison, cliquez sur mon lien.",
            "Meilleur bonus casino, tours gratuits, visitez ma page.",
            "Achetez des abonnés pas chers, {thing} n’était que le début.",
            "La crypto a doublé mon argent en une semaine, écrivez-moi.",
            "Énorme remise sur des montres, offre limitée, commandez ici.",
        ),
        "abuse": (
            "Il faut être idiot pour vouloir {thing}.",
            "Vous êtes tous des crétins avec {thing}.",
            "Ferme-la, espèce de clown, personne ne t’a sonné.",
            "Celui qui a écrit ça est un menteur minable.",
            "Allez au diable avec {thing}, bande d’imbéciles.",
        ),
        "off_topic": (
            "Qui a gagné le match hier soir ?",
            "Quelqu’un vend un vélo d’occasion près de la gare ?",
            "Quel temps affreux cette semaine, non.",
            "Mon cousin ouvre un restaurant, venez voir.",
            "Que pensez-vous de l’élection ?",
        ),
    },
}
SHARES = (("idea", 0.62), ("complaint", 0.13), ("spam", 0.09), ("abuse", 0.10), ("off_topic", 0.06))
WRONG, BORROWS = 0.02, 0.15


def made_up(count: int, seed: int = 11) -> list[Lesson]:
    """So many decisions, each a text and the topics a team would have found."""
    luck = random.Random(seed)
    kinds, shares = zip(*SHARES, strict=True)
    return [_one(luck, kind, kinds) for kind in luck.choices(kinds, shares, k=count)]


def _one(luck: random.Random, kind: str, kinds: Sequence[str]) -> Lesson:
    language = luck.choice(("en", "fr"))
    said = [luck.choice(PARTS[language]["idea"]) for _each in range(luck.randint(0, 2))]
    said.append(luck.choice(PARTS[language][kind]))
    if luck.random() < BORROWS:
        words = luck.choice(PARTS[language][luck.choice(kinds)]).split()
        said.append(" ".join(luck.sample(words, k=min(4, len(words)))))
    luck.shuffle(said)
    text = " ".join(said).format_map({"thing": luck.choice(THINGS[language])})
    decided = luck.choice(kinds) if luck.random() < WRONG else kind
    return text, (set() if decided == "idea" else {decided})
