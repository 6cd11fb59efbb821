import time

import pytest

from moderation.screening.embargo import TooLong, find, seal

KEY = b"a key of this site"
SEALED = {seal("Nuit Blanche", KEY): 12, seal("Aubrac", KEY): 3}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("La nuit blanche sort en mars", [12]),
        ("la « NUIT BLANCHE », enfin", [12]),
        ("nu1t blanche", [12]),
        ("l’aubrac et la nuit blanche", [3, 12]),
        ("a u b r a c", [3]),
        ("une nuit, une page blanche", []),
        ("", []),
    ],
)
def test_an_embargoed_term_is_seen_and_named_by_its_number_only(text: str, numbers: list[int]) -> None:
    leaks = find(text, SEALED, [1, 2], KEY)
    assert [leak.number for leak in leaks] == numbers
    assert all(0 <= leak.start < leak.end <= len(text) for leak in leaks)


def test_another_key_finds_nothing() -> None:
    assert find("nuit blanche", SEALED, [1, 2], b"another key") == []


def test_a_term_without_a_letter_or_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="letter"):
        seal("…", KEY)
    with pytest.raises(TooLong):
        seal("un deux trois quatre cinq six sept", KEY)


def test_a_long_text_is_looked_through_within_milliseconds() -> None:
    spent = []
    for _each in range(5):  # the quickest of five: a busy machine slows some
        begun = time.process_time()
        find("un café serré et une tasse de plus " * 100, SEALED, [1, 2], KEY)
        spent.append(time.process_time() - begun)
    assert min(spent) < 0.1
