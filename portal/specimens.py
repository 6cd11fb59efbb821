"""What people say on the sheet of components, in both languages: long, short, and with the marks of each."""

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "date": "Print the roast date on the front, not under the fold",
        "date_text": "I shop on my way home and read bags with one hand. The date is what I choose by, and it hides where the paper is glued.",
        "decaf": "Sell the decaf in 1 kg bags",
        "decaf_text": "Two of us, four cups a day, and the 250 g bag lasts until Thursday.",
        "decaf_said": "The bags are ordered.",
        "tape": "No plastic tape on delivery boxes",
        "pause": "Let me pause my subscription",
        "grind": "Keep my grind when I come back",
        "why": "Seen by the team only until reviewed.",
        "label": "What would you change?",
        "help": "One sentence is enough.",
        "go": "Propose an idea",
    },
    "fr": {
        "date": "Imprimez la date de torréfaction devant, pas sous le rabat",
        "date_text": "Je fais mes courses en rentrant et je lis les paquets d’une main. C’est la date qui me décide, et elle se cache là où le papier est collé.",
        "decaf": "Vendez le décaféiné en sachets d’un kilo",
        "decaf_text": "Nous sommes deux, quatre tasses par jour, et le sachet de 250 g ne passe pas le jeudi.",
        "decaf_said": "Les sachets sont commandés.",
        "tape": "Plus de ruban plastique sur les colis",
        "pause": "Laissez-moi suspendre mon abonnement",
        "grind": "Gardez ma mouture quand je reviens",
        "why": "Visible par l’équipe seule jusqu’à sa relecture.",
        "label": "Que changeriez-vous\u00a0?",
        "help": "Une phrase suffit.",
        "go": "Proposer une idée",
    },
}
