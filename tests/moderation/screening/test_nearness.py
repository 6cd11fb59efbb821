from hypothesis import given, strategies as st

from moderation.screening.language import language_of
from moderation.screening.nearness import distance, fingerprint, is_near

TEXT = "J’aimerais que vous vendiez le décaféiné en sachets de 1 kg pour les bureaux comme le mien"


def test_a_text_with_few_words_changed_is_near_and_another_text_is_not() -> None:
    first = fingerprint(TEXT)
    assert is_near(first, fingerprint(TEXT.upper().replace("BUREAUX", "COLLÈGUES")))
    assert not is_near(
        first, fingerprint("Merci de proposer une mouture pour cafetière italienne, j’en rêve")
    )


def test_short_texts_are_never_near() -> None:
    assert fingerprint("Merci beaucoup !") is None
    assert not is_near(None, None)


@given(st.text(max_size=300), st.text(max_size=300))
def test_distance_is_symmetric_and_fits_a_signed_column(one: str, other: str) -> None:
    a, b = (
        fingerprint(one + " un deux trois quatre cinq six"),
        fingerprint(other + " one two three four five six"),
    )
    assert a is not None
    assert b is not None
    assert distance(a, b) == distance(b, a)
    assert distance(a, a) == 0
    assert all(-(2**63) <= value < 2**63 for value in (a, b))


def test_languages_are_told_apart_and_doubt_is_said() -> None:
    assert language_of("J’aimerais du décaféiné en grands sachets") == "fr"
    assert language_of("I would like decaf in bigger bags, please") == "en"
    assert language_of("ok") is None
