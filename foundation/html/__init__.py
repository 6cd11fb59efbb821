"""Text of members: cleaned when it arrives, Markdown made into safe HTML once, when it is written."""

from foundation.html.markdown import Rendered, plain, render_markdown
from foundation.html.mentions import mentioned_in, source_with_names, with_names
from foundation.html.sanitiser import SANITISER_VERSION, sanitise
from foundation.html.text import clean_line, clean_text, marked, shorten

__all__ = [
    "SANITISER_VERSION",
    "Rendered",
    "clean_line",
    "clean_text",
    "marked",
    "mentioned_in",
    "plain",
    "render_markdown",
    "sanitise",
    "shorten",
    "source_with_names",
    "with_names",
]
