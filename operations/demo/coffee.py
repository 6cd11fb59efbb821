"""Ideas about the coffee and its bags."""

from datetime import timedelta

from ideas.models import DeclineReason
from operations.demo.script import DECLINED, PLANNED, SHIPPED, STARTED, UNDER_REVIEW, Said, Story, Told

COFFEE = (
    Story(
        "decaf-kilo", "ines", "cafe", 96, "Le décaféiné en sachet d’un kilo",
        "À deux, quatre tasses par jour : le sachet de 250 g dure jusqu’à jeudi. J’en commande trois à la fois, et je jette trois sachets. "
        "Un kilo, comme pour *Brume du matin*, et je reviens moins souvent mais plus contente.",
        ("décaféiné", "formats"), 74,
        said=(
            Said("agnes", "Même chose ici. Je mélange avec du café normal pour tenir la semaine, ce n’est pas le but.", 1),
            Said("rosalind", "Yes please. The small bag costs me a trip every week.", 2),
            Said("karim", "Attention à la fraîcheur : un kilo ouvert trois semaines, ça s’éteint. Deux sachets de 500 g soudés ensemble ?", 3),
            Said("ines", "Bonne idée, 500 g m’irait aussi.", 3.4, under=2),
        ),
        told=(
            Told(80, UNDER_REVIEW, "salome", "Nous comptons : combien d’entre vous en boivent plus d’un kilo par mois, et à quelle vitesse le décaféiné perd son goût une fois ouvert."),
            Told(52, PLANNED, "salome", "Oui. Karim a raison pour la fraîcheur, alors ce sera un kilo en deux poches de 500 g. Prévu pour la nouvelle année."),
            Told(12, STARTED, "salome", "Les sachets sont commandés. Premier essai en boutique avant les fêtes, ici même si nous avons du retard."),
        ),
    ),
    Story(
        "roast-date", "karim", "cafe", 120, "Imprimer la date de torréfaction devant",
        "Je fais mes courses en rentrant, d’une main. La date est ce que je regarde en premier, et elle se cache sous le pli du sachet.",
        ("sachets", "étiquettes"), 68,
        said=(
            Said("theo", "The first thing I look for, and I still turn the bag three times.", 2),
            Said("colette", "Et en plus gros, s’il vous plaît. Mes lunettes sont à la maison.", 4),
        ),
        told=(
            Told(90, PLANNED, "salome", "Simple et juste. La date passe devant, en grand, au prochain tirage d’étiquettes."),
            Told(24, SHIPPED, "salome", "C’est en rayon depuis ce matin : la date est devant, en corps 14. Merci Karim, et merci Colette pour les lunettes."),
        ),
    ),
    Story(
        "refill", "margaux", "cafe", 62, "Remplir son propre bocal en boutique",
        "Je viens avec mon bocal, vous pesez, je paie le café et pas l’emballage. Beaucoup d’épiceries le font déjà avec le riz.",
        ("vrac", "emballages"), 58,
        said=(
            Said("peter", "Would you keep the beans fresh in open silos? That is my only worry.", 1),
            Said("bastien", "Chez mon ancien torréfacteur, c’était des seaux fermés de 5 kg vidés dans la journée. Aucun souci.", 2, under=0),
            Said("leila", "Et les enfants adorent remplir.", 5),
        ),
        told=(Told(30, UNDER_REVIEW, "salome", "Nous l’essayons d’abord dans l’arrière-boutique du quai : hygiène, pesée, fraîcheur. Réponse ferme avant la fin du mois prochain."),),
    ),
    Story(
        "half-caf", "colette", "cafe", 48, "Un mélange moitié décaféiné",
        "Le docteur dit un peu moins, moi je dis un peu moins aussi, mais pas rien. Un mélange moitié-moitié me permettrait de garder ma tasse de 16 h.",
        ("décaféiné", "mélanges"), 41,
        said=(Said("ines", "Pour le service de nuit, ce serait parfait.", 2), Said("karim", "Il faudrait torréfier les deux pour qu’ils s’extraient pareil. Faisable.", 6)),
        told=(Told(20, UNDER_REVIEW, "salome", "Premier essai torréfié hier. Il manque encore de corps ; nous le ferons goûter à l’Atelier."),),
    ),
    Story(
        "compost", "leila", "cafe", 75, "Des sachets qui vont au compost",
        "Le sachet actuel a trois couches, dont une d’aluminium. Je trie tout, sauf lui.",
        ("emballages",), 63,
        said=(
            Said("rosalind", "I kept twelve of them hoping you would take them back.", 3),
            Said("theo", "Compostable film lets oxygen through. I would rather have fresh coffee and a bag you collect.", 4),
            Said("leila", "Je comprends, mais alors reprenez-les vraiment.", 5, under=1),
        ),
        told=(
            Told(
                40, DECLINED, "salome",
                "Nous avons essayé quatre films compostables pendant six semaines. Le meilleur laisse le café s’éteindre deux fois plus vite : ce serait jeter du café pour économiser un sachet. "
                "En attendant mieux, nous reprenons les sachets vides en boutique.",
                DeclineReason.NOT_FEASIBLE, timedelta(days=150), "quand un film compostable tiendra huit semaines à l’oxygène",
            ),
        ),
    ),
    Story(
        "collect", "rosalind", "cafe", 58, "Take our empty bags back", "You cannot make the bag compostable yet, fine. Put a box by the door and send the empties to somebody who can recycle them.",
        ("packaging",), 37, "en",
        told=(
            Told(44, PLANNED, "salome", "Un carton près de la porte, un repreneur à Saint-Étienne : c’est pour ce mois-ci."),
            Told(33, SHIPPED, "salome", "Le carton est là, dans les deux boutiques. Dix sachets rendus, un café offert."),
        ),
    ),
    Story(
        "grind", "theo", "cafe", 34, "Say which grind you used", "When you grind my beans in the shop, write the setting on the bag. When it tastes right I want the same again, and when it does not I want one step finer.",
        ("grinding",), 29, "en",
        said=(Said("bastien", "Sur mon ticket, il y avait « 7 ». Je n’ai jamais su 7 de quoi.", 1),),
        told=(Told(15, PLANNED, "tobias", "Yes. The grinders in both shops get the same scale first, then the setting goes on the label. Spring."),),
    ),
    Story(
        "origin-sheet", "bastien", "cafe", 27, "Une fiche pour chaque origine",
        "Altitude, variété, qui l’a cultivé, et surtout **combien vous l’avez payé**. Vous le savez, dites-le nous.",
        ("transparence",), 33,
        said=(Said("yasmine", "Mes clients me demandent. Aujourd’hui j’improvise.", 2), Said("karim", "Le prix payé au producteur, ce serait une première ici.", 3)),
    ),
    Story(
        "cold-brew", "jonas", "cafe", 21, "A coarse bag for cold brew", "In summer our office makes cold brew in a five litre jug. A one kilo bag, already coarse, would save us an hour with the small grinder.",
        ("formats", "offices"), 18, "en",
        said=(Said("theo", "Pre-ground for a kilo? It will be flat by the third jug.", 1), Said("jonas", "We finish one in four days.", 1.2, under=0)),
    ),
    Story(
        "sample-box", "margaux", "cafe", 14, "Une boîte de cinq échantillons",
        "Cinq fois 50 g, pour goûter avant de choisir. Avec un budget d’étudiante, se tromper de sachet, c’est un mois de café moyen.",
        ("formats", "découverte"), 36,
        said=(Said("agnes", "Et une jolie boîte à offrir, tant qu’à faire.", 1), Said("peter", "I would buy this for every birthday.", 3)),
    ),
    Story(
        "decaf-bigger", "leila", "cafe", 70, "Un plus grand paquet de déca",
        "Le paquet de décaféiné est trop petit pour une famille. Un grand format, s’il vous plaît.", ("décaféiné",), 22, merged_into="decaf-kilo",
    ),
    Story(
        "instant", "daniel", "cafe", 85, "Make an instant coffee", "For camping. Everybody else does it now, and some are not bad.", ("formats",), 9, "en",
        told=(
            Told(
                66, DECLINED, "salome",
                "Nous n’en ferons pas : nous savons torréfier, pas lyophiliser, et il faudrait confier notre café à une usine que nous ne connaissons pas. Pour le camping, le moulin manuel et un filtre tiennent dans un quart.",
                DeclineReason.NOT_OUR_DIRECTION,
            ),
        ),
    ),
    Story(
        "braille", "agnes", "cafe", 9, "Le nom du café en braille",
        "Mon père ne voit plus. Il reconnaît *Quai de nuit* à la taille du sachet, jusqu’au jour où vous en changerez.", ("sachets", "accessibilité"), 31,
        said=(Said("colette", "Une étiquette gaufrée, ce n’est pas si cher.", 0.6), Said("noor", "Merci Agnès, je le porte à l’équipe cette semaine.", 1.5)),
    ),
)  # fmt: skip
