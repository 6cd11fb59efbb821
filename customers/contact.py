"""How addresses and names are compared: by case and Unicode form only, so that nobody is guessed."""

import unicodedata


def normal_email(address: str) -> str:
    """An e-mail address as it is compared; a plus-tag is part of it."""
    return unicodedata.normalize("NFC", address.strip()).casefold()


def normal_phone(number: str) -> str:
    """A telephone number as it is compared: its digits, with the plus of a country."""
    kept = "".join(letter for letter in number if letter.isdigit())
    return f"+{kept}" if number.strip().startswith("+") else kept


def folded(text: str) -> str:
    """A name as it is searched: no case, no accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))[:120]
