import pytest
from hypothesis import given, strategies as st

from moderation.rules.backtest import Past, replay
from moderation.rules.conditions import COMPARISONS, FIELDS, BadCondition, matches, read

FACTS = {
    "text": "Gagnez de l’ARGENT facilement sur notre site", "language": "fr", "links": 2, "author_days": 0.5,
    "link_hosts": ("shop.example.com",), "author_trusted": False, "space": "cafe",
}  # fmt: skip


def asked(*rows: tuple[str, str, object]) -> bool:
    return matches(read([{"field": f, "comparison": c, "value": v} for f, c, v in rows]), FACTS)


@pytest.mark.parametrize(
    ("field", "comparison", "value", "answer"),
    [
        ("text", "contains", "argent, crédit", True),
        ("text", "contains", "arg", False),
        ("text", "contains", "gagnez de l'argent", True),
        ("text", "lacks", "crédit", True),
        ("links", "at_least", "2", True),
        ("links", "at_most", "1,5", False),
        ("author_days", "at_most", 1, True),
        ("language", "is", "fr,en", True),
        ("language", "is_not", "fr", False),
        ("link_hosts", "contains", "example.com", True),
        ("link_hosts", "contains", "ample.com", False),
        ("author_trusted", "is", "no", True),
        ("author_trusted", "is", True, False),
        ("reports", "at_least", 0, False),
    ],
)
def test_a_condition_asks_what_it_says(field: str, comparison: str, value: object, answer: bool) -> None:
    assert asked((field, comparison, value)) is answer


def test_all_conditions_must_hold() -> None:
    assert asked(("links", "at_least", 1), ("author_days", "at_most", 1))
    assert not asked(("links", "at_least", 1), ("author_days", "at_least", 1))


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({"field": "__class__", "comparison": "is", "value": "x"}, "field"),
        ({"field": "links", "comparison": "contains", "value": "x"}, "comparison"),
        ({"field": "links", "comparison": "at_least", "value": "many"}, "value"),
        ({"field": "links", "comparison": "at_least", "value": "nan"}, "value"),
        ({"field": "text", "comparison": "contains", "value": " , "}, "value"),
        ({"field": "text", "comparison": "contains", "value": "…"}, "value"),
        ({"field": "text", "comparison": "contains", "value": "x" * 101}, "value"),
        ({"field": "text", "comparison": "contains", "value": None}, "value"),
        ({"field": "has_image", "comparison": "is", "value": "perhaps"}, "value"),
        ({}, "field"),
    ],
)
def test_a_condition_without_sense_is_refused_by_its_place(row: dict[str, object], what: str) -> None:
    fine = {"field": "links", "comparison": "at_least", "value": 1}
    with pytest.raises(BadCondition) as refused:
        read([fine, row])
    assert (refused.value.place, refused.value.what) == (1, what)


def test_no_condition_and_too_many_are_refused() -> None:
    with pytest.raises(BadCondition):
        read([])
    with pytest.raises(BadCondition):
        read([{"field": "links", "comparison": "at_least", "value": 1}] * 9)
    assert not matches((), FACTS)


@given(
    st.dictionaries(st.sampled_from(["field", "comparison", "value"]), st.text() | st.integers() | st.none())
)
def test_whatever_is_typed_is_a_condition_or_a_refusal(row: dict[str, object]) -> None:
    try:
        (condition,) = read([row])
    except BadCondition:
        return
    assert read([condition.as_row()]) == (condition,)


@given(st.sampled_from(sorted(FIELDS)), st.none() | st.text() | st.integers() | st.booleans())
def test_asking_never_fails_whatever_is_known(field: str, known: str | int | bool | None) -> None:
    for comparison in COMPARISONS[FIELDS[field]]:
        (condition,) = read([{"field": field, "comparison": comparison, "value": "1"}])
        assert condition.holds({field: known}) in (True, False)


def test_a_replay_counts_what_people_had_approved() -> None:
    rule = read([{"field": "links", "comparison": "at_least", "value": 2}])
    past = [Past(number, {"links": number % 4}, approved=number % 3 == 0) for number in range(1, 25)]
    found = replay(rule, past)
    hit = [one for one in past if one.facts["links"] >= 2]  # type: ignore[operator]
    assert (found.looked_at, found.matched) == (24, len(hit))
    assert found.approved == sum(one.approved for one in hit)
    low, high = found.wrong_share
    assert 0 <= low <= found.approved / found.matched <= high <= 1
