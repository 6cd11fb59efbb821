"""Typed text is cleaned before anything looks at it."""

from hypothesis import given, strategies as st

from foundation.html import clean_line, clean_text


def test_nothing_unseen_stays() -> None:
    assert clean_text("a\x00b\ud800c\u202ed\u200be\x1bf\ufeff\U000e0041") == "abcdef"


def test_accents_have_one_form() -> None:
    assert clean_text("e\u0301te\u0301") == "été"


def test_lines_end_in_one_way() -> None:
    assert clean_text(" a\r\nb\rc\u2028d\t") == "a\nb\nc\nd"


def test_emoji_keep_their_joiners() -> None:
    assert clean_text("👩‍🌾") == "👩‍🌾"


def test_a_line_is_one_line() -> None:
    assert clean_line("  Refill \n\t bags\u00a0! ") == "Refill bags !"


@given(
    st.text(st.characters()) | st.text(st.characters(categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp", "Mn"]))
)
def test_cleaning_twice_changes_nothing_and_the_text_can_be_stored(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert "\x00" not in clean
    clean.encode()
