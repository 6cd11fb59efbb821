"""The look as pages use it: a plain value without the database behind it."""

import hashlib
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import ClassVar

from foundation.brand.palette import BUILT_IN, DAY, NIGHT, Ground, Palette, palette

TEXTS = ("name", "accent", "welcome_en", "welcome_fr", "lead_en", "lead_fr")
LOGO = ("logo", "logo_alt", "logo_alone", "logo_width", "logo_height", "logo_ground")


@dataclass(frozen=True)
class Look:
    """What a brand has set; what is empty is built in. `logo_ground`: the ground the logo needs, light, dark or any."""

    name: str = ""
    accent: str = ""
    welcome_en: str = ""
    welcome_fr: str = ""
    lead_en: str = ""
    lead_fr: str = ""
    logo: str = ""
    logo_alt: str = ""
    logo_alone: bool = False
    logo_width: int = 0
    logo_height: int = 0
    logo_ground: str = ""
    by_day: ClassVar[Ground] = DAY
    by_night: ClassVar[Ground] = NIGHT

    @cached_property
    def palette(self) -> Palette:
        """The colours the accent gives."""
        return palette(self.accent or BUILT_IN)

    @cached_property
    def digest(self) -> str:
        """A short name for this look: another look, another name."""
        return hashlib.sha256(repr(asdict(self)).encode()).hexdigest()[:12]

    @cached_property
    def style_digest(self) -> str:
        """A short name for its style sheet; empty when the built-in colours are right."""
        own = self.accent and self.accent != BUILT_IN
        return hashlib.sha256(self.palette.style.encode()).hexdigest()[:12] if own else ""

    @cached_property
    def icon_digest(self) -> str:
        """A short name for its icons."""
        drawn = (self.palette.day, self.palette.night, self.logo, self.logo_ground)
        return hashlib.sha256(repr(drawn).encode()).hexdigest()[:12]

    @property
    def logo_digest(self) -> str:
        """A short name for its logo, which nobody can guess before it is shown; empty without one."""
        return self.logo.rpartition("/")[2][:16]

    def welcome(self, language: str) -> str:
        """The title of the home page in a language, or nothing."""
        return self.welcome_fr if language == "fr" else self.welcome_en

    def lead(self, language: str) -> str:
        """The sentence under it, or nothing."""
        return self.lead_fr if language == "fr" else self.lead_en
