import pytest
from hypothesis import given, strategies as st

from moderation.screening.views import fold, views


@given(st.text(max_size=200))
def test_every_letter_of_a_view_knows_where_it_stood(text: str) -> None:
    for view in views(text):
        assert view.text[0] == view.text[-1] == " "
        assert "  " not in view.text
        spans = [view.span(at, at + 1) for at, sign in enumerate(view.text) if sign != " "]
        assert spans == sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)


@given(st.text(max_size=100))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("L’été à LYON", "l ete a lyon"),
        ("са\u200bfé", "cafe"),  # the first two letters are Cyrillic
        ("ＣＡＦÉ", "cafe"),
        ("Œuf straße", "oeuf strasse"),
    ],
)
def test_the_plain_view_has_no_case_accent_or_other_alphabet(text: str, plain: str) -> None:
    assert fold(text) == plain


def test_a_plain_sentence_has_one_view() -> None:
    assert [view.name for view in views("Un sachet de 1 kg, s’il vous plaît !")] == ["plain"]


def test_readings_look_around_what_is_odd_and_keep_the_places() -> None:
    text = "un deux trois quatre cinq six sept huit neuf dix f0utre un deux trois quatre cinq six sept "
    leet = next(view for view in views(text) if view.name == "leet")
    assert " foutre " in leet.text
    assert leet.text.startswith(" cinq six")
    assert leet.text.rstrip().endswith("0")
    at = leet.text.index("foutre")
    assert text[slice(*leet.span(at, at + 6))] == "f0utre"
    assert views("b2 ")
