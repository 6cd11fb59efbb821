"""Whatever colour a brand brings, its pages can be read."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from foundation.brand import colour
from foundation.brand.colour import NotAColour, Oklch, contrast, oklch, read, shown, tidy
from foundation.brand.palette import DAY, NIGHT, READABLE, SHARP, Ground, palette, tones

ROOT = Path(__file__).resolve().parents[3]
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
GROUNDS = st.sampled_from([DAY, NIGHT])


@settings(max_examples=300, deadline=None)
@given(COLOURS, GROUNDS, st.sampled_from([READABLE, SHARP]))
def test_every_pair_can_be_read(accent: str, ground: Ground, least: float) -> None:
    found = tones(accent, ground, least)
    assert found.least >= least
    assert set(found.ratios) == {"paper", "sheet", "wash", "on_accent", "on_deep"}
    assert contrast(read(found.accent), read(ground.paper)) == found.ratios["paper"]


@settings(max_examples=200, deadline=None)
@given(COLOURS, GROUNDS)
def test_correcting_twice_changes_nothing_more(accent: str, ground: Ground) -> None:
    once = tones(accent, ground)
    again = tones(once.accent, ground)
    assert (again.accent, again.on_accent) == (once.accent, once.on_accent)
    assert not again.moved


@settings(max_examples=200, deadline=None)
@given(COLOURS, GROUNDS)
def test_a_colour_that_can_be_read_is_left_as_it_is(accent: str, ground: Ground) -> None:
    found = tones(accent, ground)
    assert found.moved == (found.accent != accent)
    if not found.moved:
        assert found.accent == accent


@settings(max_examples=200, deadline=None)
@given(COLOURS, GROUNDS)
def test_the_hue_stays(accent: str, ground: Ground) -> None:
    before, after = oklch(read(accent)), oklch(read(tones(accent, ground).accent))
    turned = abs((after.hue - before.hue + 180) % 360 - 180)
    if min(before.chroma, after.chroma) > 0.04:  # below, eight bits do not tell hues apart
        assert turned < 4


@settings(max_examples=300, deadline=None)
@given(st.floats(0, 1), st.floats(0, 0.5), st.floats(0, 360))
def test_what_is_shown_is_in_gamut(lightness: float, chroma: float, hue: float) -> None:
    assert shown(Oklch(lightness, chroma, hue)).in_gamut


@settings(max_examples=300, deadline=None)
@given(COLOURS)
def test_there_and_back_is_the_same_colour(accent: str) -> None:
    assert shown(oklch(read(accent))).hex == accent
    assert colour.from_oklab(*colour.oklab(read(accent))).hex == accent


def test_the_published_figures_are_met() -> None:
    assert contrast(read("#000000"), read("#ffffff")) == pytest.approx(21)
    assert contrast(read("#767676"), read("#ffffff")) == pytest.approx(
        4.54, abs=0.005
    )  # the lightest grey of AA
    assert colour.oklab(read("#ffffff")) == pytest.approx((1, 0, 0), abs=1e-4)
    red = oklch(read("#ff0000"))  # CSS Color 4 gives oklch(62.796% 0.25768 29.234)
    assert (red.lightness, red.chroma, red.hue) == pytest.approx((0.62796, 0.25768, 29.234), abs=1e-2)


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    tokens = (ROOT / "static/css/tokens.css").read_text()
    for name in ("paper", "sheet", "ink"):
        found = re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", tokens)
        assert found
        assert found.groups() == (getattr(DAY, name), getattr(NIGHT, name))
    for share, name in ((82, "deep"), (11, "wash")):
        assert f"--accent-{name}: color-mix(in oklab, var(--accent) {share}%," in tokens


@pytest.mark.parametrize(
    "text", ["", "#", "red", "#12345", "#1234567", "#gggggg", "#12345\n6", "url(x)", "#fff;}"]
)
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(NotAColour):
        tidy(text)
    with pytest.raises(NotAColour):
        palette(text)


def test_a_colour_may_be_written_as_people_do() -> None:
    assert [tidy(one) for one in ("2440BF", " #2440bf ", "#24b")] == ["#2440bf", "#2440bf", "#2244bb"]
    with pytest.raises(NotAColour):
        read("2440BF")


def test_the_style_sheet_holds_two_tokens_and_nothing_else() -> None:
    style = palette("#ffd400").style
    assert re.sub(r"#[0-9a-f]{6}", "#", style) == (
        ":root { --accent: light-dark(#, #); --on-accent: light-dark(#, #); }\n"
        "@media (prefers-contrast: more) { :root { --accent: light-dark(#, #); --on-accent: light-dark(#, #); } }\n"
    )
