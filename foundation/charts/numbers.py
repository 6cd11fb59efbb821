"""How the numbers of a chart are written in a language: whole in the table, short on the axis."""

import math
from dataclasses import dataclass

from babel import Locale
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
)

from .scale import decimals

COMPACT_FROM = 10_000
MISSING, MINUS = "–", "−"
COLONS = {"fr": "\u00a0: "}


@dataclass(frozen=True)
class Numbers:
    """Numbers in a language; the unit is nothing, "%" (values from 0 to 100) or a currency such as "EUR"."""

    code: str = "en"
    unit: str = ""

    def whole(self, value: float | None) -> str:
        """A value as the table and the labels say it; a dash when it is missing."""
        if value is None:
            return MISSING
        return self._written(value, 2 if self.unit not in ("", "%") else 1 if self.unit else 3)

    def brief(self, value: float | None, low: float | None = None, high: float | None = None) -> str:
        """A value written on a drawing, with its interval where it has one: no decimals from a hundred on."""
        if value is None:
            return MISSING
        largest = max(abs(one) for one in (value, low, high) if one is not None)
        step = 1000.0 if largest >= 1e6 else 1.0 if largest >= 100 or float(value).is_integer() else 0.1
        written = self.short(value, step)
        if low is None or high is None:
            return written
        bare = Numbers(self.code)
        return f"{written} ({bare.short(low, step)}–{bare.short(high, step)})"

    def short(self, value: float, step: float) -> str:
        """A value on an axis with this step: only the decimals it needs, thousands in one letter."""
        if abs(value) >= COMPACT_FROM and decimals(step) == 0 and self.unit != "%":
            return self._compact(value, step).replace("-", MINUS)
        places = decimals(step)
        return self._written(
            value, max(2, places) if places and self.unit not in ("", "%") else places, exact=True
        )

    def around(self, bounds: tuple[float, float] | None) -> str:
        """An interval, or a dash."""
        return self.between(*bounds) if bounds else MISSING

    def between(self, low: float | None, high: float | None) -> str:
        """From where to where, or a dash when an end is open."""
        return MISSING if low is None or high is None else f"{self.whole(low)}–{self.whole(high)}"

    def pair(self, name: str, value: float | None) -> str:
        """A name and its value, with the colon as the language sets it."""
        return f"{name}{COLONS.get(self.code, ': ')}{self.whole(value)}"

    def _compact(self, value: float, step: float) -> str:
        thousands = 1000 ** int(math.log10(abs(value)) // 3)
        digits = next((count for count in (0, 1, 2) if (step * 10**count) % thousands == 0), 2)
        if self.unit:
            return format_compact_currency(value, self.unit, locale=self.code, fraction_digits=digits)
        return format_compact_decimal(value, locale=self.code, fraction_digits=digits)

    def _written(self, value: float, places: int, *, exact: bool = False) -> str:
        return self._in_words(value, places, exact=exact).replace("-", MINUS)

    def _in_words(self, value: float, places: int, *, exact: bool) -> str:
        always = exact or self.unit not in ("", "%")
        plain = ("#,##0." + ("0" if always else "#") * places).removesuffix(".")
        locale = Locale.parse(self.code)
        if self.unit == "%":
            pattern = locale.percent_formats[None].pattern.replace("#,##0", plain)
            return format_percent(value / 100, pattern, locale=self.code)
        if self.unit:
            pattern = locale.currency_formats["standard"].pattern.replace("#,##0.00", plain)
            return format_currency(value, self.unit, pattern, locale=self.code, currency_digits=False)
        return format_decimal(value, plain, locale=self.code)
