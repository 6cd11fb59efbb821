"""Charts: whatever the numbers, nothing leaves the box, and what is drawn is in proportion."""

import math
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from foundation.charts import Numbers, bar, columns, funnel, line, spark, strip
from foundation.charts.columns import stacked
from foundation.charts.series import Series
from foundation.charts.shapes import Dot, Drawing, Line, Point, Rect, Word, fit, spread
from foundation.charts.summary import ends, shares

SLACK = 0.01
BIG = 1e12
value = st.one_of(
    st.none(), st.floats(-BIG, BIG, allow_subnormal=False), st.integers(-5, 5).map(float), st.just(0.0)
)
name = st.text("aéèW ’", min_size=1, max_size=60)
rows = st.lists(value, min_size=1, max_size=30)
languages = st.builds(Numbers, st.sampled_from(["en", "fr"]), st.sampled_from(["", "%", "EUR"]))


@st.composite
def some_series(draw: st.DrawFn) -> tuple[list[str], list[tuple[object, ...]]]:
    """Labels and one to four series with holes, some with intervals."""
    count = draw(st.integers(1, 26))
    labels = [f"{draw(st.sampled_from(['nov.', 'September', 'S', '28']))} {place}" for place in range(count)]
    series: list[tuple[object, ...]] = []
    for _number in range(draw(st.integers(1, 4))):
        values = draw(st.lists(value, min_size=count, max_size=count))
        bounds: tuple[list[float | None], ...] = ()
        if draw(st.booleans()):
            bounds = (
                [one if one is None else one - 2 for one in values],
                [one if one is None else one + 3 for one in values],
            )
        series.append((draw(name), values, *bounds))
    return labels, series


def points_of(drawing: Drawing) -> Iterator[Point]:
    """All corners of all shapes, words included as far as one knows them."""
    for shape in drawing.shapes:
        if isinstance(shape, Line):
            yield from shape.points
        elif isinstance(shape, Rect):
            yield from ((shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height))
        elif isinstance(shape, Word):
            yield from ((x, shape.y) for x in shape.span)
        else:
            yield shape.x, shape.y


def stays_inside(drawing: Drawing) -> bool:
    """Whether nothing leaves the box."""
    return all(
        math.isfinite(x) and math.isfinite(y)
        and -SLACK <= x <= drawing.width + SLACK and -SLACK <= y <= drawing.height + SLACK
        for x, y in points_of(drawing)
    )  # fmt: skip


@given(some_series(), languages, st.booleans(), st.booleans())
def test_lines_stay_in_their_box(
    given_: tuple[list[str], list[tuple[object, ...]]], numbers: Numbers, narrow: bool, zero: bool
) -> None:
    labels, series = given_
    drawing = line(
        labels, series, numbers, narrow=narrow, zero=zero, events=[(len(labels) // 2, "First arrivals")]
    )
    assert stays_inside(drawing)


@given(some_series(), languages, st.booleans())
def test_columns_stay_in_their_box(
    given_: tuple[list[str], list[tuple[object, ...]]], numbers: Numbers, narrow: bool
) -> None:
    assert stays_inside(columns(*given_, numbers, narrow=narrow))


@given(st.lists(st.tuples(name, value), max_size=12), languages, st.booleans())
def test_bars_stay_in_their_box(
    given_: list[tuple[str, float | None]], numbers: Numbers, narrow: bool
) -> None:
    assert stays_inside(bar(given_, numbers, narrow=narrow))


@given(st.lists(st.tuples(name, st.integers(0, 10**9)), max_size=7), languages, st.booleans())
def test_funnels_stay_in_their_box(given_: list[tuple[str, int]], numbers: Numbers, narrow: bool) -> None:
    assert stays_inside(funnel(given_, numbers, narrow=narrow))


@given(rows)
def test_small_lines_stay_in_their_box(values: list[float | None]) -> None:
    assert stays_inside(spark(values))


@given(st.lists(st.floats(-BIG, BIG), max_size=24))
def test_strips_stay_in_their_box_and_are_one_outline(values: list[float]) -> None:
    drawing = strip(values)
    assert stays_inside(drawing)
    assert drawing.empty is (max(values, default=0) <= 0)
    assert len(drawing.shapes) <= 1


@given(some_series(), st.booleans())
def test_labels_under_an_axis_never_touch(
    given_: tuple[list[str], list[tuple[object, ...]]], narrow: bool
) -> None:
    drawing = line(*given_, narrow=narrow)
    below = [one.span for one in drawing.shapes if isinstance(one, Word) and one.y == drawing.height - 8]
    assert all(before[1] < after[0] for before, after in pairwise(sorted(below)))


@given(st.lists(st.integers(-100, 100), min_size=2, max_size=20))
def test_a_higher_value_stands_higher(values: list[int]) -> None:
    drawing = line([str(one) for one in range(len(values))], [("", values)])
    [path] = [one.points for one in drawing.shapes if isinstance(one, Line) and one.css == "chart__line is-1"]
    for (_x, y), one in zip(path, values, strict=True):
        assert all((one > other) <= (y < z) for (_x, z), other in zip(path, values, strict=True))


@given(st.lists(st.integers(-1000, 1000), max_size=6))
def test_stacked_parts_add_up(values: list[int]) -> None:
    parts = stacked(values)
    assert [end - start for start, end in parts] == values
    assert max((max(part) for part in parts), default=0) == sum(one for one in values if one > 0)
    assert min((min(part) for part in parts), default=0) == sum(one for one in values if one < 0)


def test_a_column_is_as_high_as_its_parts_together() -> None:
    both = [one for one in columns(["a"], [("x", [3]), ("y", [4])]).shapes if isinstance(one, Rect)]
    [whole] = [one for one in columns(["a"], [("x", [7])]).shapes if isinstance(one, Rect)]
    drawn = [one for one in both if one.css.startswith("chart__bar")]
    assert sum(one.height for one in drawn) == pytest.approx(whole.height)
    assert [one.series for one in drawn] == [1, 2]


@pytest.mark.parametrize(
    "drawing",
    [line([], []), line(["a"], [("x", [None])]), columns([], []), bar([]), funnel([("a", 0)]), spark([])],
)
def test_nothing_to_draw_is_an_empty_drawing(drawing: Drawing) -> None:
    assert drawing.empty


def test_a_missing_value_leaves_a_gap_and_a_lone_one_a_dot() -> None:
    drawing = line(list("abcde"), [("x", [1, 2, None, 4, None])])
    assert [
        len(one.points) for one in drawing.shapes if isinstance(one, Line) and "chart__line" in one.css
    ] == [2]
    assert [one.css for one in drawing.shapes if isinstance(one, Dot)] == ["chart__dot is-1"]


def test_one_point_stands_in_the_middle() -> None:
    [dot] = [one for one in line(["a"], [("", [3])]).shapes if isinstance(one, Dot)]
    [label] = [one for one in line(["a"], [("", [3])]).shapes if isinstance(one, Word) and one.text == "a"]
    assert dot.x == label.x


def test_a_funnel_has_no_step_below_nothing() -> None:
    with pytest.raises(ValueError, match="from zero"):
        funnel([("a", -1)])


def test_shares_are_of_the_step_before() -> None:
    assert shares([200, 50, 0, 3]) == [None, 25, 0, None]


def test_the_ends_of_a_series_skip_what_is_missing() -> None:
    found = ends(Series("x", (None, 2, 5, 1, None)))
    assert found is not None
    assert (found.first, found.last, found.low, found.high) == (2, 1, 1, 5)
    assert ends(Series("x", (None,))) is None


@given(st.lists(st.floats(0, 300), max_size=6))
def test_words_are_moved_apart_without_changing_their_order(wanted: list[float]) -> None:
    placed = spread(wanted, 20, 0, 300)
    assert all(-SLACK <= one <= 300 + SLACK for one in placed)
    ordered = [one for _key, one in sorted(zip(wanted, placed, strict=True))]
    assert all(after - before >= 20 - SLACK for before, after in pairwise(ordered))


def test_a_long_name_is_cut_with_an_ellipsis() -> None:
    assert fit("Approvisionnement responsable", 80).endswith("…")
    assert fit("court", 80) == "court"
