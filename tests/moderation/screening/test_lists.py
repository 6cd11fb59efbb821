import pytest

from bench.disguises import DISGUISES
from moderation.screening.language import language_of
from moderation.screening.lists import HOLDS, Term, WordList, built_in, fold, forms, read

SENTENCES = {
    "en": ("Honestly {} you should change this bag", "I think the coffee {} was better before"),
    "fr": ("Franchement {} vous devriez changer ce sachet", "Je trouve que le café {} était meilleur avant"),
}
RECALL = 0.95
ORDINARY = [
    "Le Niger produit-il du café ?",
    "Ma commande est arrivée avec du retard, à la mer de préférence.",
    "J’ai lu Conrad et cherché sur Google, belle... affaire !",
    "Je voudrais 2 sachets de 250 g : n° 4500, 3e étage.",
    "The shop in Scunthorpe sells Essex grapes, cockatoo mugs and shiitake.",
    "A e r o p r e s s and V60, R & D, B. A. and so on",
    "Assistez au dégustation-concert, chattez avec nous, computez les analyses.",
    "Je n’ai pas pu te répondre, ni que ce soit par courriel, ni au téléphone, par la grâce de mon opérateur.",
    "I did go ok with the banana cream pie; customers who ring at the door got wet back then.",
    "Le filtre est sale, noir de café. The gasket was dirty, black all over.",
    "Spick and span, a Maine coon on the sofa, Moby Dick in my hand; it won’t kill you.",
    "Un pain bâtard bien cuit, les fdp sont de 4 €, le sachet va crever.",
    "Low fat cow’s milk and a bunch of knobs on the machine; I will kill for this one.",
    "Le site est l-e-n-t, mais le sachet s.v.p. en 1 kg !!!",
]


def words_of(language: str) -> list[str]:
    """The single words of tier 1 that are long enough to be disguised."""
    plain = {fold(term.text) for term in read(language) if term.tier == HOLDS}
    return sorted(word for word in plain if word.isalpha() and len(word) >= 4)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_word_that_holds_is_seen_behind(disguise: str, language: str) -> None:
    hide, words = DISGUISES[disguise], words_of(language)
    found = 0
    for number, word in enumerate(words):
        text = SENTENCES[language][number % 2].format(hide(word))
        hits = [hit for hit in built_in().find(text, language) if hit.term.tier == HOLDS]
        found += bool(hits) and all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert found / len(words) >= RECALL


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_sentence_holds_nothing(text: str) -> None:
    assert [hit for hit in built_in().find(text, language_of(text) or "fr") if hit.term.tier == HOLDS] == []


def test_a_hit_stands_where_its_word_stands() -> None:
    text = "Vraiment, sale c0n\u200bnard !"
    (hit,) = built_in().find(text, "fr")
    assert text[hit.start : hit.end] == "c0n\u200bnard"
    assert (hit.term.text, hit.seen) == ("connard", "leet")


def test_a_word_ordinary_elsewhere_is_looked_for_in_its_own_language_only() -> None:
    assert built_in().find("un retard de livraison", "fr") == []
    assert built_in().find("you retard", "en")


def test_of_overlapping_terms_the_graver_and_longer_stays() -> None:
    lists = WordList([Term("con", 2), Term("pauvre con", 1), Term("pauvre", 3)])
    assert [hit.term.text for hit in lists.find("pauvre con !")] == ["pauvre con"]


def test_an_empty_list_and_an_empty_text_find_nothing() -> None:
    assert WordList([]).find("anything") == []
    assert built_in().find("") == []
    assert built_in().find("\u200b\n*…") == []


def test_a_line_gives_all_its_forms() -> None:
    assert forms("idiot(e)(s)") == ["idiot", "idiots", "idiote", "idiotes"]
    assert forms("(you|they) lie(d)") == ["you lie", "you lied", "they lie", "they lied"]
    assert forms("go (home|away)") == ["go home", "go away"]


def test_a_harmless_phrase_excuses_only_the_word_within_it() -> None:
    lists = WordList([Term("dick", 1), Term("moby dick", 0), Term("moby dick head", 1)])
    assert [hit.term.text for hit in lists.find("Moby Dick, you dick")] == ["dick"]
    assert [hit.start for hit in lists.find("Moby Dick, you dick")] == [15]
    assert lists.find("moby dick head")


def test_a_phrase_ends_with_its_sentence() -> None:
    lists = WordList([Term("va crever", 1)])
    assert lists.find("qu’il va crever") != []
    assert lists.find("On y va. Crever un sachet") == []


def test_a_phrase_spelled_letter_by_letter_is_seen_as_one() -> None:
    listed = WordList([Term("va te faire foutre", HOLDS)])
    (hit,) = listed.find("Bon, v a t e f a i r e f o u t r e alors")
    assert (hit.term.text, hit.seen) == ("va te faire foutre", "joined")
    (hit,) = listed.find("vatefairefoutre")
    assert hit.seen == "glued"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Alors va te f a i r e f.o.u.t.r.e, merci", "joined"),
        ("Alors va te fiare fuotre, merci", "swapped"),
        ("Alors va te faaire fouttre, merci", "doubled"),
        ("Alors va te f*ire f****e, merci", "starred"),
        ("Alors va te fa ire fou tre, merci", "cut"),
        ("Alors va te f4ire f0utre, merci", "leet"),
        ("Alors vatefairefoutre, merci", "glued"),
        ("Alors va te fa ire f*utre, merci", "cut"),
    ],
)
def test_a_phrase_is_seen_whichever_of_its_words_are_taken_apart(text: str, seen: str) -> None:
    (hit,) = WordList([Term("va te faire foutre", HOLDS)]).find(text)
    assert hit.seen == seen
    assert text[hit.start : hit.end].startswith("va")
    assert text[hit.end :].endswith(", merci")


@pytest.mark.parametrize(
    "text",
    [
        "La salle noire est au fond, la salle arabe du musée ferme tôt.",
        "We were sitting there, travelling and waning; CNRS and BNCRD are no words.",
        "m**** alone says nothing: 4*/5*, A*B, C*-450, note*.",
    ],
)
def test_a_word_of_the_dictionary_is_no_disguised_part_of_a_phrase(text: str) -> None:
    assert [hit for hit in built_in().find(text) if hit.term.tier == HOLDS] == []


@pytest.mark.parametrize("written", ["fckng", "conard", "motherfucher", "fuckng", "bougnole"])
def test_a_long_word_with_a_letter_missing_or_wrong_is_seen(written: str) -> None:
    assert [hit for hit in built_in().find(f"Oh {written} là") if hit.term.tier == HOLDS]
