"""Names, and the skeleton that look-alike names share."""

import pytest
from hypothesis import given, strategies as st

from accounts import commands, names
from accounts.models import Role
from tests.browser_client import Browser
from tests.factories.accounts import a_member

LETTERS = st.text(
    "abcdefghijklmnopqrstuvwxyzéèêëàâçôöûüîïñß ABCDEFGHIJKLMNOPQRSTUVWXYZ'-.0123456789", max_size=40
)
FRENCH = st.text("abcdeéèfghijklmnopqrstuvwxyzçñ", min_size=2, max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alice", "Αlice"),
        ("admin", "аdmin"),
        ("Tom", "Torn"),
        ("Iris", "lris"),
        ("Léo", "Le0"),
        ("Hélène", "HELENE"),
        ("Finn", "ﬁnn"),
        ("Bob Bee", "bob.bee"),
        ("Marie", "Ｍａｒｉｅ"),
        ("Marie", " Marie "),
    ],
)
def test_names_that_look_alike_share_a_skeleton(one: str, other: str) -> None:
    assert names.skeleton(one) == names.skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Anna", "Hanna"), ("Marc", "Marco"), ("Élodie", "Mélodie"), ("Bo", "Bob")]
)
def test_names_that_differ_have_different_skeletons(one: str, other: str) -> None:
    assert names.skeleton(one) != names.skeleton(other)


@given(LETTERS)
def test_a_skeleton_is_its_own_skeleton(name: str) -> None:
    assert names.skeleton(names.skeleton(name)) == names.skeleton(name)


@given(FRENCH)
def test_case_spaces_and_hyphens_do_not_make_another_name(name: str) -> None:
    assert names.skeleton(name.upper()) == names.skeleton(f" {name[0]}-{name[1:]} ") == names.skeleton(name)


@given(st.text(max_size=60))
def test_any_text_is_accepted_or_refused_but_never_breaks(text: str) -> None:
    try:
        tidied = names.check(text)
    except names.NameRefused:
        return
    assert names.check(tidied) == tidied
    assert 0 < len(names.skeleton(tidied)) <= 120


@pytest.mark.parametrize(
    "name",
    [
        "admin\u200b",
        "a\u202egnirts",
        "Ali\u0430",
        "x",
        "a" * 41,
        "☕☕",
        "12345",
        "<b>Bob</b>",
        "Bob\ud800",
        "\u0301a\u2066b",
    ],
)
def test_names_that_hide_something_are_refused(name: str) -> None:
    with pytest.raises(names.NameRefused):
        names.check(name)


@pytest.mark.parametrize(
    "name",
    [
        "Admin",
        "Ádmin",
        "4dmin moderator",
        "Support",
        "Maison Brume",
        "Équipe",
        "maison-brume team",
        "Former member",
    ],
)
def test_names_of_the_house_are_kept_for_it(name: str) -> None:
    with pytest.raises(names.NameRefused):
        names.check(name, house="Maison Brume")
    assert names.check(name, house="Maison Brume", staff=True)


@pytest.mark.parametrize(
    "name", ["Inès", "Jean-Loup d'Arc", "Zoë O’Hara", "Нина", "李小龍", "さくら 花", "Anne M. 75"]
)
def test_names_of_people_are_welcome(name: str) -> None:
    assert names.check(name, house="Maison Brume") == name


def test_a_name_that_looks_like_a_member_is_taken(browser: Browser) -> None:
    a_member(name="Inès", name_skeleton=names.skeleton("Inès"))
    with pytest.raises(commands.NameTaken):
        commands.checked_name("lnes")


def test_staff_may_carry_the_name_of_the_house(browser: Browser) -> None:
    made = commands.create(
        "Support", "support@example.org", password_hash=None, language="en", role=Role.MODERATOR
    )
    assert made.name == "Support"
