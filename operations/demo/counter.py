"""Ideas about the shops, the site and deliveries, and those of the circle of tasters."""

from datetime import timedelta

from ideas.models import DeclineReason
from operations.demo.script import DECLINED, PLANNED, SHIPPED, STARTED, UNDER_REVIEW, Said, Story, Told

COUNTER = (
    Story(
        "pause", "agnes", "boutique", 110, "Mettre son abonnement en pause",
        "Quand je pars trois semaines, deux colis attendent chez la gardienne. Un bouton *pause* jusqu’à une date, sans appeler.",
        ("abonnement",), 71,
        said=(Said("jonas", "And for an office in August, please.", 2), Said("leila", "J’ai fini par résilier pour les vacances et j’ai oublié de reprendre. Perdu pour tout le monde.", 6)),
        told=(
            Told(95, PLANNED, "tobias", "You are right, and Leïla shows what it costs us both. A pause of up to three months, from your account page."),
            Told(60, STARTED, "tobias", "In the works: you will choose the day it ends, and we will write three days before."),
            Told(18, SHIPPED, "tobias", "It is there: *My subscription*, then *Pause*. Agnès was the first to press it."),
        ),
    ),
    Story(
        "keep-grind", "theo", "boutique", 52, "Remember my grind when I order again", "The site forgets that I want espresso grind and sends whole beans. I notice when the bag is open.",
        ("site",), 34, "en",
        said=(Said("margaux", "Pareil avec le filtre. Deux fois.", 1),),
        told=(Told(22, STARTED, "tobias", "Being built now: the last grind you chose for each coffee is remembered, and shown before you pay."),),
    ),
    Story(
        "tape", "peter", "boutique", 44, "No plastic tape on delivery boxes", "The box is paper, the filling is paper, and then there is two metres of plastic tape around it.",
        ("delivery", "packaging"), 46, "en",
        said=(Said("leila", "Merci ! C’est la seule chose que je ne peux pas mettre au bac jaune.", 1),),
        told=(
            Told(35, PLANNED, "tobias", "Paper tape is ordered. We use up what we have first, about five weeks."),
            Told(6, SHIPPED, "tobias", "The last plastic roll left on Tuesday. From now on it is paper tape, on every box."),
        ),
    ),
    Story(
        "sunday", "yasmine", "boutique", 39, "Ouvrir le dimanche matin au quai",
        "Le marché est juste devant, de 8 h à 13 h. Les gens cherchent un café et trouvent un rideau baissé.",
        ("boutiques", "horaires"), 39,
        said=(Said("peter", "I stand there every Sunday with my bike.", 1), Said("colette", "Moi je préfère que l’équipe dorme.", 2)),
        told=(Told(17, UNDER_REVIEW, "tobias", "We asked the team: four are in favour, two are not. We will try four Sundays in spring if enough of you would come, so your vote here counts."),),
    ),
    Story(
        "locker", "ines", "boutique", 31, "Livrer dans une consigne ouverte la nuit",
        "Je dors le jour. Le livreur passe à 11 h, et le point relais ferme à 19 h, quand je pars.",
        ("livraison",), 28,
        said=(Said("jonas", "Lockers at the station would work for our office too.", 3),),
    ),
    Story(
        "invoice", "jonas", "boutique", 66, "One invoice a month for offices", "We order every ten days and our accounts team receives three invoices. One a month with all lines on it, please.",
        ("offices", "site"), 21, "en",
        told=(
            Told(
                45, DECLINED, "tobias",
                "Not this year: our invoices come from the shop software, which knows one order at a time, and changing it would cost more than the nine offices who asked bring us. We would rather say so than let you wait.",
                DeclineReason.TOO_FEW, timedelta(days=90), "when thirty offices have a subscription",
            ),
        ),
    ),
    Story(
        "class", "bastien", "boutique", 25, "Un cours de filtre le jeudi soir",
        "Une heure, six personnes, trois cafés. Je paierais volontiers, et je repartirais avec un sachet de chaque.", ("boutiques", "ateliers"), 26,
        said=(Said("margaux", "Avec un tarif étudiant ?", 1), Said("noor", "Nous en parlons avec l’équipe du quai.", 4)),
    ),
    Story(
        "loyalty", "daniel", "boutique", 57, "A stamp card again", "There was a paper card, ten coffees and one free. I miss it. The app nobody asked for replaced it.",
        ("boutiques",), 24, "en",
        told=(
            Told(
                29, DECLINED, "tobias", "The account already does this: every tenth coffee is free when you give your e-mail at the counter. We agree that nobody knows it, and a sign goes up this week.",
                DeclineReason.EXISTS_ALREADY,
            ),
        ),
    ),
    Story(
        "pause-holidays", "leila", "boutique", 100, "Suspendre les colis pendant les vacances", "Deux semaines sans colis en août, ce serait possible ?", ("abonnement",), 16, merged_into="pause",
    ),
    Story(
        "bike", "peter", "boutique", 11, "Somewhere to lock a bicycle", "Two hoops in front of the shop on the quay. The lamp post is always taken.", ("shops",), 19, "en",
        said=(Said("karim", "La mairie les pose gratuitement si on les demande. Je peux envoyer le lien.", 1),),
    ),
    Story(
        "quiet-hour", "colette", "boutique", 5, "Une heure sans musique",
        "Le matin, jusqu’à 9 h, sans musique : on s’entend lire son journal.", ("boutiques",), 23,
        said=(Said("ines", "En sortant du service de nuit, je vote deux fois si on me laisse.", 0.5),),
    ),
)  # fmt: skip
WORKSHOP = (
    Story(
        "half-caf-taste", "karim", "atelier", 16, "Essai moitié décaféiné : trop acide en filtre",
        "Goûté à 92 °C, 15 g pour 250 ml : agréable au début, puis une acidité de citron qui reste. En italienne, rien à redire.", ("essais",), 4,
        said=(Said("agnes", "Je confirme pour le filtre. Un peu plus poussé peut-être ?", 1), Said("salome", "Merci à vous deux. Le prochain lot va 10 secondes plus loin.", 2)),
    ),
    Story(
        "tasting-days", "rosalind", "atelier", 8, "Taste on Saturdays, not on weekdays", "Half of us work. Saturday at eleven would bring everybody.", ("tastings",), 5, "en",
        told=(Told(3, PLANNED, "salome", "D’accord : à partir du mois prochain, le samedi à 11 h."),),
    ),
)  # fmt: skip
