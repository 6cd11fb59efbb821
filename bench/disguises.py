"""The ways people hide a word, each as a function of a word; written apart from the code that sees through them."""

from collections.abc import Callable

LEET = str.maketrans("aeiost", "431057")
CYRILLIC = str.maketrans("aeopcxy", "аеорсху")
ACCENTS = str.maketrans("aeiou", "àéîöù")
WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in "abcdefghijklmnopqrstuvwxyz"}


def _middle(word: str, put: str) -> str:
    half = len(word) // 2
    return word[:half] + put + word[half:]


DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": lambda word: word,
    "capitals": str.upper,
    "mixed case": lambda word: "".join(
        letter.upper() if place % 2 else letter for place, letter in enumerate(word)
    ),
    "accents": lambda word: word.translate(ACCENTS),
    "leet": lambda word: word.translate(LEET),
    "zero-width": lambda word: _middle(word, "\u200b"),
    "soft hyphen": lambda word: _middle(word, "\u00ad"),
    "look-alikes": lambda word: word.translate(CYRILLIC),
    "full width": lambda word: word.translate(WIDE),
    "spaced": " ".join,
    "dotted": ".".join,
    "repeated": lambda word: word[:2] + word[1] * 4 + word[2:],
    "doubled": lambda word: word[:2] + word[1] + word[2:],
    "one star": lambda word: word[0] + "*" + word[2:],
    "starred inside": lambda word: (
        word[0] + "*" * (len(word) - 2) + word[-1]
        if len(word) < 5
        else word[:2] + "*" * (len(word) - 3) + word[-1]
    ),
    "swapped": lambda word: word[:1] + word[2] + word[1] + word[3:] if len(word) > 4 else word,
    "cut": lambda word: _middle(word, " "),
}

# Written after the code that sees through the others was done, and never used to mend it.
FRESH: dict[str, Callable[[str], str]] = {
    "dashes": "-".join,
    "underscores": "_".join,
    "slashes": "/".join,
    "two blanks": "  ".join,
    "last letter starred": lambda word: word[:-1] + "*",
    "swapped later": lambda word: word[:-3] + word[-2] + word[-3] + word[-1] if len(word) > 4 else word,
    "cut early": lambda word: word[:2] + " " + word[2:],
    "cut in three": lambda word: " ".join((word[:2], word[2:4], word[4:])) if len(word) > 5 else word,
    "a letter missing": lambda word: word[:3] + word[4:] if len(word) > 6 else word,
    "leet and accents": lambda word: word.translate(LEET).translate(ACCENTS),
    "capitals spaced": lambda word: " ".join(word.upper()),
    "look-alikes doubled": lambda word: DISGUISES["doubled"](word.translate(CYRILLIC)),
}
