"""How the site looks and what it is called: the colours of a brand, its logo, its words of welcome."""

from foundation.brand.current import init_app, last, look, look_of, name, saved, with_logo
from foundation.brand.look import Look
from foundation.brand.models import BrandVersion

__all__ = ["BrandVersion", "Look", "init_app", "last", "look", "look_of", "name", "saved", "with_logo"]
