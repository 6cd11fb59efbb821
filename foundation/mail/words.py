"""What a letter says, written once: its text and its HTML are made of the same words."""

from dataclasses import dataclass

from flask import current_app, render_template

from foundation import brand
from foundation.html import letter, shorten
from foundation.language import speaking
from foundation.settings import current

PREHEADER = 110


@dataclass(frozen=True)
class Words:
    """One letter: what is new, what somebody wrote, one thing to press, what follows, and why the reader gets it.

    `press` is the word on the button and the full address behind it; `stop` is the address at which the reader
    says that they want no more of these letters.
    """

    language: str
    subject: str
    hello: str
    news: tuple[str, ...]
    quote: str = ""
    press: tuple[str, str] | None = None
    after: tuple[str, ...] = ()
    why: str = ""
    choose: str = ""
    stop: str = ""

    @property
    def preheader(self) -> str:
        """What a list of mails shows beside the subject."""
        return shorten(" ".join(self.news), PREHEADER)

    @property
    def text(self) -> str:
        """The letter as plain text."""
        with speaking(self.language):
            return render_template("letters/letter.txt", words=self, site=_site())

    @property
    def html(self) -> str:
        """The letter as a page of its own: one column, tables where mail programs need them, light and dark."""
        shown = {"site": _site(), "logo": _logo(), "look": letter.look(brand.look().palette)}
        with speaking(self.language):
            return render_template("letters/letter.html", words=self, **shown)


def _site() -> str:
    return current().base_url.rstrip("/")


def _logo() -> str:
    """The full address of the logo, or nothing."""
    logo = brand.look().logo_digest
    site = current_app.url_map.bind("localhost")
    return _site() + site.build("portal.brand_logo", {"logo": logo, "form": "png"}) if logo else ""
