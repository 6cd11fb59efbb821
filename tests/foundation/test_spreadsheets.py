"""Nothing that people write becomes a formula in somebody's spreadsheet."""

import pytest

from foundation.spreadsheets import harmless


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1+1", "\n=1"])
def test_what_begins_like_a_formula_also_behind_blanks_is_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1 + 1 = 2", "a@b.example", "'=1"])
def test_other_texts_stay(text: str) -> None:
    assert harmless(text) == text
