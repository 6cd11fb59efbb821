"""Cells of a CSV file that somebody opens in a spreadsheet."""

FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """A text that a spreadsheet would take for a formula, also behind blanks, gets an apostrophe in front."""
    return f"'{text}" if text.lstrip(" \n").startswith(FORMULAS) else text
