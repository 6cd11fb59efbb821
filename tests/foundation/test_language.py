"""Days, spans, numbers and money, as each language writes them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask import Flask, render_template_string

from foundation import clock, language
from foundation.language import _n

KEPT, THIN = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("code", "first", "later", "short"),
    [
        ("en", "1 March 2026", "22 November 2026", "1 Mar"),
        ("fr", f"1er{KEPT}mars 2026", f"22{KEPT}novembre 2026", f"1er{KEPT}mars"),
    ],
)
def test_a_day_reads_as_its_language_writes_it(
    app: Flask, code: str, first: str, later: str, short: str
) -> None:
    with app.test_request_context(), language.speaking(code):
        assert language.day(date(2026, 3, 1)) == first
        assert language.day(date(2026, 11, 22)) == later
        assert language.day(date(2026, 3, 1), "d MMM") == short


def test_a_number_stays_with_what_it_counts_in_french(app: Flask) -> None:
    with app.test_request_context(), language.speaking("fr"):
        assert language.span(120) == f"2{KEPT}minutes"
        assert language.lasting(timedelta(days=3)) == f"3{KEPT}jours"
        assert language.number(12040) == f"12{THIN}040"
        assert language.money(Decimal("1234.5")) == f"1{THIN}234,50{KEPT}€"


def test_what_has_just_happened_is_not_in_the_future(app: Flask) -> None:
    for code, words in (("en", "just now"), ("fr", "à l’instant")):
        with app.test_request_context(), language.speaking(code):
            assert language.ago(clock.now()) == words


def test_a_long_count_is_written_like_any_number(app: Flask) -> None:
    votes = "{{ ngettext('%(num)d vote', '%(num)d votes', count) }}"
    with app.test_request_context(), language.speaking("fr"):
        assert _n("%(num)d vote", "%(num)d votes", 1204) == f"1{THIN}204{KEPT}voix"
        assert render_template_string(votes, count=1204) == f"1{THIN}204{KEPT}voix"
        assert render_template_string(votes, count=12) == f"12{KEPT}voix"
    with app.test_request_context(), language.speaking("en"):
        assert render_template_string(votes, count=1204) == "1,204 votes"
