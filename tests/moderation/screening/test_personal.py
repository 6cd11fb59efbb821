from time import process_time

import pytest
from hypothesis import given, strategies as st

from moderation.screening.personal import MASK, Kind, find, masked

PRIVATE = [
    ("email", "écrivez à jean.dupont@exemple.fr svp", "jean.dupont@exemple.fr"),
    ("email", "jean arobase exemple point fr", "jean arobase exemple point fr"),
    ("email", "jean (at) example (dot) com, please", "jean (at) example (dot) com"),
    ("phone", "appelez le 06 12 34 56 78 ce soir", "06 12 34 56 78"),
    ("phone", "au 0690 30 12 34 en Guadeloupe", "0690 30 12 34"),
    ("phone", "à la Réunion 0692 12 34 56", "0692 12 34 56"),
    ("phone", "+33 6 12 34 56 78", "+33 6 12 34 56 78"),
    ("phone", "en Belgique 0475 12 34 56", "0475 12 34 56"),
    ("phone", "en Suisse 079 123 45 67", "079 123 45 67"),
    ("phone", "à Montréal 514-555-0199", "514-555-0199"),
    ("phone", "call me: 4155552671", "4155552671"),
    ("phone", "mon numéro 5145550199", "5145550199"),
    ("phone", "in London 020 7946 0018", "020 7946 0018"),
    ("phone", "in New York (212) 736-5000", "(212) 736-5000"),
    (
        "phone",
        "zéro six un deux trois quatre cinq six sept huit",
        "zéro six un deux trois quatre cinq six sept huit",
    ),
    ("iban", "mon RIB : FR76 3000 6000 0112 3456 7890 189 merci", "FR76 3000 6000 0112 3456 7890 189"),
    ("iban", "BE68539007547034", "BE68539007547034"),
    ("card", "carte 4539 1488 0343 6467", "4539 1488 0343 6467"),
]
ORDINARY = [
    "commande n° 1234567890123", "EAN 3017620422003", "le 12/03/2026 à 14 h 30", "25,90 € pour 1 kg", "zéro six douze",
    "ref 2026-11-21-4455", "2 rue de la Barre, 69001 Lyon", "@noor a raison", "rendez-vous at noon. Com on!",
    "un, deux, trois, quatre", "4111 1111 1111 1112",
    "commande 4155552671", "order number 4155552671, please",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "fact"), PRIVATE)
def test_a_private_fact_is_found_whole(kind: str, text: str, fact: str) -> None:
    (found,) = find(text)
    assert (found.kind, text[found.start : found.end]) == (kind, fact)


@pytest.mark.parametrize("text", ORDINARY)
def test_what_only_looks_like_a_private_fact_is_left_alone(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(("kind", "text", "fact"), PRIVATE)
def test_a_masked_text_holds_no_private_fact_and_keeps_its_length(kind: str, text: str, fact: str) -> None:
    hidden = masked(text)
    assert find(hidden) == []
    assert len(hidden) == len(text)
    assert MASK in hidden


@given(st.text(max_size=300))
def test_any_text_can_be_searched_and_masked(text: str) -> None:
    assert len(masked(text)) == len(text)


@pytest.mark.parametrize("text", ["_@_.__", "-@-.--", "'@-.--", "_@-.-_"])
def test_what_has_no_letter_is_masked_and_done(text: str) -> None:
    assert find(masked(text)) == []


def test_a_wall_of_digits_is_searched_in_good_time() -> None:
    assert isinstance(find("0612345678 " * 400), list)


def test_of_a_long_list_only_the_first_numbers_are_judged() -> None:
    listed = "415-555-2671 " * 900
    begun = process_time()
    assert {one.kind.value for one in find(listed)} == {"numbers"}
    assert not find(masked(listed))
    assert process_time() - begun < 2
    assert find("3017620422003 " * 900) == []


@pytest.mark.parametrize(
    "written", ["06 39 98 12 34", "07.00.11.22.33", "06-39-98-12-34", "06\u00a039\u00a098\u00a012\u00a034"]
)
def test_what_is_written_as_a_mobile_number_is_one_though_the_plan_has_not_given_it_out(written: str) -> None:
    assert [one.kind for one in find(f"Appelez {written}, merci.")] == [Kind.PHONE]


@pytest.mark.parametrize(
    "written", ["06 39 98 12 34 56", "1.06.39.98.12.34", "06 39 98 12", "06 39 98 12 34,5"]
)
def test_other_runs_of_pairs_are_not(written: str) -> None:
    assert not find(f"Lot {written} reçu.")
