"""French and English: which one, and how dates, numbers and plurals are written in it."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import flask_babel
from babel import Locale, dates
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, current_app, g, has_request_context, request, session
from flask_babel import Babel, force_locale as speaking, get_locale, gettext, lazy_gettext

from . import clock
from .settings import ROOT, Settings

_ = gettext
_l = lazy_gettext

__all__ = ["LANGUAGES", "_", "_l", "_n", "choose", "language", "language_name", "speaking"]

LANGUAGES = ("en", "fr")
NAMES = {"en": "English", "fr": "Français"}
_BRITISH = {"en": "en_GB"}  # whose days read "1 March 2026", as the rest of our English does
TRANSLATIONS = ROOT / "translations"

Profile = Callable[[], tuple[str | None, str | None]]


def init_app(app: Flask, settings: Settings) -> None:
    """Join the catalogues of all packages and choose per request."""
    folders = catalogues()
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(map(str, folders)) or str(TRANSLATIONS)
    app.config["BABEL_DOMAIN"] = ";".join("messages" for _folder in folders) or "messages"
    app.config["BABEL_DEFAULT_LOCALE"] = settings.default_language
    app.extensions["language.profile"] = lambda: (None, None)
    # One for each application: it keeps the catalogues it has read.
    Babel(app, locale_selector=_locale, timezone_selector=_zone)
    app.jinja_env.install_gettext_callables(_spoken, _counted, newstyle=True)  # type: ignore[attr-defined]  # by jinja2.ext.i18n
    app.jinja_env.filters.update(
        date=day, span=span, moment=moment, iso=iso, ago=ago, number=number, money=money, percent=percent
    )
    app.jinja_env.globals.update(
        language=language, direction=direction, LANGUAGES=LANGUAGES, LANGUAGE_NAMES=NAMES
    )


def _catalogue() -> Any:
    """The catalogue of this answer. A page asks hundreds of times, so it is kept where Flask-Babel forgets it."""
    kept = getattr(g, "_flask_babel", None)
    found = getattr(kept, "babel_translations", None)
    if found is None:
        found = flask_babel.get_translations()
        if kept is not None:
            kept.babel_translations = found
    return found


def _spoken(text: str) -> str:
    return str(_catalogue().ugettext(text))


def _counted(one: str, many: str, count: int) -> str:
    """The right form; a long number in it is written as the language does: 1,204 votes."""
    text = str(_catalogue().ungettext(one, many, count))
    return text if count < 1000 else text.replace("%(num)d", number(count))


def _n(one: str, many: str, num: int, **named: Any) -> str:
    """A text about so many, in the reader's language."""
    return _counted(one, many, num) % {"num": num, **named}


def catalogues() -> list[Path]:
    """The translation folders, one per package."""
    return sorted(folder for folder in TRANSLATIONS.glob("*") if folder.is_dir())


def compile_catalogues() -> int:
    """Compile every catalogue that is newer than its compiled form; answer how many were."""
    compiled = 0
    for source in TRANSLATIONS.glob("*/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as read:
            catalogue = read_po(read, locale=source.parent.parent.name)
        with target.open("wb") as write:
            write_mo(write, catalogue)
        compiled += 1
    return compiled


def choose(code: str) -> None:
    """Remember the visitor's own choice."""
    if code in LANGUAGES:
        session["language"] = code


def language() -> str:
    """The language of this answer, as a two-letter code."""
    return str(get_locale() or "en")[:2]


def direction() -> str:
    """Which way one reads in the language of this answer: "ltr" or "rtl"."""
    return "rtl" if get_locale() and get_locale().text_direction == "rtl" else "ltr"


def language_name(code: str) -> str:
    """A language as the reader calls it."""
    return str(Locale(language()).languages.get(code, code))


def _profile() -> tuple[str | None, str | None]:
    found: tuple[str | None, str | None] = current_app.extensions["language.profile"]()
    return found


def _locale() -> str | None:
    if not has_request_context():
        return None
    chosen = session.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    kept = _profile()[0]
    return kept if kept in LANGUAGES else request.accept_languages.best_match(LANGUAGES)


def _zone() -> str | None:
    return _profile()[1] if has_request_context() else None


def day(value: datetime | date | None, form: str = "long") -> str:
    """A day in the reader's language and zone."""
    if isinstance(value, datetime):
        value = flask_babel.to_user_timezone(value).date()
    return "" if value is None else _day(value, form, str(get_locale()))


def moment(value: datetime | None, form: str = "medium") -> str:
    """A day and hour in the reader's language and zone."""
    return "" if value is None else _moment(flask_babel.to_user_timezone(value), form, str(get_locale()))


def iso(value: datetime | date) -> str:
    """A day or a moment as programs read it in a page, which know no microseconds."""
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


def ago(value: datetime | None) -> str:
    """How long ago, in words."""
    if value is None:
        return ""
    return _ago(round((value - clock.now()).total_seconds() / 60), str(get_locale()))


def lasting(span: timedelta) -> str:
    """How long something took, in words."""
    code = str(get_locale())
    return _kept_together(dates.format_timedelta(span, granularity="day", locale=code), code)


def span(seconds: int | float) -> str:
    """How long, in words: "40 seconds", "2 minutes"."""
    code = str(get_locale())
    return _kept_together(dates.format_timedelta(timedelta(seconds=seconds), locale=code), code)


def _kept_together(text: str, code: str) -> str:
    """French keeps a number and what it counts on one line, where Babel often writes a plain space."""
    return re.sub(r"(?<=\d) (?=[^\W\d])|(?<=\b1er) ", "\N{NO-BREAK SPACE}", text) if code == "fr" else text


def _dated(text: str, code: str) -> str:
    """The first of a month is an ordinal in French: 1er mars."""
    return _kept_together(re.sub(r"\b1(?= [^\W\d])", "1er", text) if code == "fr" else text, code)


@lru_cache(maxsize=4096)  # pages show the same days again and again, and Babel takes its time over each
def _day(value: date, form: str, code: str) -> str:
    return _dated(dates.format_date(value, form, locale=_BRITISH.get(code, code)), code)


@lru_cache(maxsize=4096)
def _moment(value: datetime, form: str, code: str) -> str:
    return _dated(
        dates.format_datetime(value, form, tzinfo=value.tzinfo, locale=_BRITISH.get(code, code)), code
    )


@lru_cache(maxsize=4096)
def _ago(minutes: int, code: str) -> str:
    if not minutes:  # Babel would say "in 0 minutes"
        return _("just now")
    span = timedelta(minutes=minutes)
    words = dates.format_timedelta(span, add_direction=True, granularity="minute", locale=code)
    return _kept_together(words, code)


def percent(share: float) -> str:
    """Write a share from 0 to 1 in hundredths, with one decimal where it has one: 4.5 %, 4,5 %."""
    pattern = str(get_locale().percent_formats[None].pattern).replace("#,##0", "#,##0.#")
    return str(flask_babel.format_percent(share, pattern))


def number(value: int | float | Decimal | None) -> str:
    """A number as the language writes it."""
    if isinstance(value, int) and 0 <= value < 1000:
        return str(value)  # the same in every language of ours, and most numbers of a page
    return "" if value is None else str(flask_babel.format_decimal(value))


def money(value: Decimal | float | None, currency: str = "EUR") -> str:
    """An amount as the language writes it."""
    return "" if value is None else str(flask_babel.format_currency(value, currency))
