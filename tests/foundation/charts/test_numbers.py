"""Numbers of charts, as each language writes them."""

import pytest

from foundation.charts import Numbers

NARROW_SPACE, SPACE = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("numbers", "value", "written"),
    [
        (Numbers("en"), 1234.5, "1,234.5"),
        (Numbers("fr"), 1234.5, f"1{NARROW_SPACE}234,5"),
        (Numbers("en", "%"), 4.9, "4.9%"),
        (Numbers("fr", "%"), 4.9, f"4,9{SPACE}%"),
        (Numbers("en", "EUR"), 7, "€7.00"),
        (Numbers("fr", "EUR"), 7, f"7,00{SPACE}€"),
        (Numbers("fr"), None, "–"),
        (Numbers("en"), -3, "−3"),
    ],
)
def test_the_table_holds_the_whole_number(numbers: Numbers, value: float | None, written: str) -> None:
    assert numbers.whole(value) == written


@pytest.mark.parametrize(
    ("numbers", "value", "step", "written"),
    [
        (Numbers("en"), 2, 1, "2"),
        (Numbers("fr"), 2.5, 0.5, "2,5"),
        (Numbers("en"), 2, 0.5, "2.0"),
        (Numbers("en"), 12_000, 2000, "12K"),
        (Numbers("fr"), 12_500, 2500, f"12,5{SPACE}k"),
        (Numbers("fr"), 3e6, 1e6, f"3{SPACE}M"),
        (Numbers("en", "EUR"), 200, 100, "€200"),
        (Numbers("en", "EUR"), -2_500_000, 2_500_000, "−€2.5M"),
        (Numbers("en"), 500_000, 500_000, "500K"),
        (Numbers("fr", "EUR"), 20_000, 5000, f"20{SPACE}k{SPACE}€"),
        (Numbers("en", "EUR"), 0.5, 0.5, "€0.50"),
        (Numbers("fr", "%"), 8, 2, f"8{SPACE}%"),
    ],
)
def test_an_axis_has_only_the_decimals_it_needs(
    numbers: Numbers, value: float, step: float, written: str
) -> None:
    assert numbers.short(value, step) == written


def test_a_colon_stands_as_the_language_sets_it() -> None:
    assert Numbers("en").pair("Mar", 3) == "Mar: 3"
    assert Numbers("fr").pair("mars", 3) == f"mars{SPACE}: 3"


def test_an_interval_with_an_open_end_is_missing() -> None:
    assert Numbers().between(1, 2) == "1–2"
    assert Numbers().between(1, None) == "–"
