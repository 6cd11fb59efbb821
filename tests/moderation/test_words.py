"""Finding listed words in a text."""

import pytest

from moderation.words import find, folded, pieces


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("Projet Écume sort en mars", "projet ecume", "Projet Écume"),
        ("PROJET   ÉCUME", "projet écume", "PROJET   ÉCUME"),
        ("le projet-écume", "projet écume", "projet-écume"),
        ("ecumenical", "écume", None),
        ("une écume.", "ECUME", "écume"),
        ("straße", "STRASSE", "straße"),
        ("l’idiot !", "idiot", "idiot"),
        ("cafe\u0301 noir", "café", "cafe\u0301"),
        ("", "x", None),
        ("anything", "", None),
    ],
)
def test_a_word_is_found_whole_whatever_its_case_and_accents(text: str, term: str, found: str | None) -> None:
    hits = [text[hit.start : hit.end] for hit in find(text, [term])]
    assert hits == ([found] if found else [])


def test_the_text_is_cut_at_its_hits_and_nothing_is_lost() -> None:
    text = "A spam here, idiot there, spam again"
    cut = pieces(text, ["idiot", "spam"])
    assert "".join(piece.text for piece in cut) == text
    assert [(piece.text, piece.number) for piece in cut if piece.number] == [
        ("spam", 2),
        ("idiot", 1),
        ("spam", 2),
    ]


def test_folding_takes_case_accents_and_doubled_blanks_away() -> None:
    assert folded("  Ça  VA ") == "ca va"
