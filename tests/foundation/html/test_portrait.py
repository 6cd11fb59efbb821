"""Portraits: the same number, the same face; small, quiet, and without anything to load."""

import random
import xml.etree.ElementTree as ET

import pytest

from foundation.html.portrait import BASES, MANY, Look, look_of, number_of, portrait

NUMBERS = [1, 2, MANY, *random.Random(4).sample(range(1, MANY), 300)]


@pytest.mark.parametrize("number", NUMBERS[:20])
def test_a_look_and_its_number_are_the_same(number: int) -> None:
    assert number_of(look_of(number)) == number


def test_numbers_beyond_the_last_begin_again() -> None:
    assert look_of(MANY + 1) == look_of(1) == Look()


def test_a_portrait_is_small_well_formed_and_loads_nothing() -> None:
    for number in NUMBERS:
        drawn = str(portrait(number, "avatar avatar--large"))
        assert len(drawn.encode()) < 900
        assert 'aria-hidden="true"' in drawn
        assert not [bad for bad in ("url(", "href", "style", "$") if bad in drawn]
        ET.fromstring(drawn)


def test_every_digit_changes_the_face() -> None:
    for place, name in enumerate(("ground", "skin", "hair", "tint", "cloth", "cut", "extra")):
        others = {
            str(portrait(number_of(Look(**({"hair": 1, "extra": 2} | {name: digit})))))
            for digit in range(BASES[place])
        }
        assert len(others) == BASES[place], name
