"""Two ideas that ask for the same become one: every vote is kept, nobody counts twice."""

from collections import Counter
from collections.abc import Callable

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import select

from accounts.models import Member
from community.contributions.models import State, heat
from community.follows.models import Follow
from community.spaces.models import Audience
from community.votes.commands import cast_vote
from community.votes.models import Origin, Vote
from community.votes.queries import recount
from foundation import search
from foundation.database import db
from foundation.outbox import worker
from ideas.commands import AlreadyMerged, set_status
from ideas.merging import NotMergeable, StaysInCircle, merge_into
from ideas.models import Idea, IdeaStatus
from ideas.uniting import sum_of
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator, a_product_manager
from tests.factories.community import a_space
from tests.factories.ideas import an_idea


def counters(idea: Idea) -> dict[int, int]:
    """What an idea says of its votes."""
    db.session.refresh(idea)
    return {1: idea.vote_count, 0: idea.pass_count, -1: idea.against_count}


def voters(idea: Idea) -> set[int]:
    """Who voted for an idea, in whatever direction."""
    return set(db.session.scalars(select(Vote.member_id).where(Vote.contribution_id == idea.id)))


def test_votes_move_and_the_page_says_where(browser: Browser) -> None:
    both, one = a_member(), a_member()
    small, large = an_idea(title="Gros sac", votes=2), an_idea(title="Big bags", votes=3)
    for idea, member in ((small, both), (large, both), (small, one)):
        cast_vote(idea, member)
    merge_into(small, large, a_product_manager())
    assert counters(large)[1] == 3 + 1 + 3
    assert (small.status, small.merged_into_id, small.votes_brought) == (IdeaStatus.DUPLICATE, large.id, 4)
    assert large.merged_count == 1
    page = browser.get(f"/ideas/{small.id}-{small.slug}").text
    assert "lives on in another one" in page
    assert f"/ideas/{large.id}-big-bags" in page
    assert "4 votes kept" in browser.get(f"/ideas/{large.id}-{large.slug}").text


def test_a_vote_that_comes_too_late_is_shown_the_way(browser: Browser) -> None:
    small, large = an_idea(), an_idea()
    merge_into(small, large, a_product_manager())
    browser.sign_in(a_customer())
    answer = browser.post(f"/contributions/{small.id}/vote")
    assert answer.status_code == 409
    assert f"/contributions/{large.id}" in answer.text
    told = browser.open("POST", f"/contributions/{small.id}/vote", headers={"Accept": "application/json"})
    assert told.json["see"] == f"/contributions/{large.id}"
    assert counters(small) == recount(small.id)


def test_followers_hear_of_the_idea_that_stays(app: Flask) -> None:
    author, fan = a_member(), a_member()
    small, large = an_idea(author=author), an_idea()
    for member in (author, fan):
        db.session.add(Follow(contribution_id=small.id, member_id=member.id))
    db.session.add(Follow(contribution_id=large.id, member_id=fan.id))
    merge_into(small, large, a_product_manager())
    follows = db.session.scalars(select(Follow.member_id).where(Follow.contribution_id == large.id))
    assert sorted(follows) == sorted([author.id, fan.id])


def test_the_author_of_the_idea_that_stays_gains_no_vote_of_their_own(app: Flask) -> None:
    ines = a_customer()
    small, large = an_idea(), an_idea(author=ines)
    cast_vote(small, ines)
    merge_into(small, large, a_product_manager())
    assert ines.id not in voters(large)
    assert counters(large) == recount(large.id)
    assert counters(small) == recount(small.id)


def test_what_cannot_be_one_stays_two(app: Flask) -> None:
    salome = a_product_manager()
    first, second, third = an_idea(), an_idea(), an_idea()
    merge_into(first, second, salome)
    for left, right, why in (
        (first, third, AlreadyMerged), (third, first, AlreadyMerged), (third, third, NotMergeable),
        (third, an_idea(state=State.HELD), NotMergeable), (an_idea(state=State.HELD), third, NotMergeable),
    ):  # fmt: skip
        with pytest.raises(why):
            merge_into(left, right, salome)
    with pytest.raises(AlreadyMerged):
        set_status(first, "planned", salome, "Yes.")


def test_what_was_merged_before_follows_along(app: Flask) -> None:
    salome = a_product_manager()
    first, second, third = an_idea(votes=2), an_idea(votes=3), an_idea(votes=1)
    merge_into(first, second, salome)
    merge_into(second, third, salome)
    db.session.refresh(first)
    assert first.merged_into_id == third.id
    assert counters(third)[1] == 6
    assert third.merged_count == 2


PEOPLE = 8
ballots = st.dictionaries(st.integers(0, PEOPLE - 1), st.sampled_from([-1, 0, 1]), max_size=PEOPLE)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(left=ballots, right=ballots, author=st.integers(0, PEOPLE - 1))
def test_nobody_is_lost_and_nobody_counts_twice(
    app: Flask, left: dict[int, int], right: dict[int, int], author: int
) -> None:
    people: list[Member] = [a_member() for _number in range(PEOPLE)]
    small, large = an_idea(), an_idea(author=people[author])
    for idea, cast in ((small, left), (large, right)):
        for number, direction in cast.items():
            cast_vote(idea, people[number], origin=Origin.IMPORTED, direction=direction)
    merge_into(small, large, people[0])
    expected = left | right
    if author not in right:
        expected.pop(author, None)
    ids = {people[number].id: direction for number, direction in expected.items()}
    rows = db.session.execute(
        select(Vote.member_id, Vote.direction).where(Vote.contribution_id == large.id)
    ).all()
    assert {row[0]: row[1] for row in rows} == ids
    assert counters(large) == {1: 0, 0: 0, -1: 0} | Counter(ids.values())
    assert counters(small) == recount(small.id)
    assert large.hot == pytest.approx(heat(large.vote_count, large.published_at), abs=1e-6)
    assert len(voters(small) | voters(large)) == len(left.keys() | right.keys())


def test_staff_merge_by_number_or_address_and_others_do_not(browser: Browser) -> None:
    small, large = an_idea(), an_idea(title="Big bags")
    url = f"/ideas/{small.id}/merger"
    assert browser.stranger().sign_in(a_customer()).post(url, into=str(large.id)).status_code == 403
    staff = browser.stranger().sign_in(a_moderator())
    assert staff.get(url).status_code == 200
    for wrong in ("", "nothing", "999999", "9" * 30, "/ideas/"):
        assert staff.post(url, into=wrong).status_code == 422
    done = staff.post(url, into=f"http://localhost/ideas/{large.id}-big-bags?x=1")
    assert done.location == f"/ideas/{large.id}-big-bags"
    assert staff.post(url, into=str(large.id)).status_code == 409


def test_the_sum_is_what_the_merge_will_make(app: Flask) -> None:
    author, both, one = a_member(), a_member(), a_member()
    small, large = an_idea(votes=2), an_idea(author=author, votes=3)
    for idea, member in ((small, both), (large, both), (small, one), (small, author)):
        cast_vote(idea, member)
    db.session.refresh(small)
    db.session.refresh(large)
    told = sum_of(small, large)
    assert (told.stays, told.goes, told.both, told.own) == (4, 5, 1, 1)
    merge_into(small, large, a_product_manager())
    assert counters(large)[1] == told.united == 7


def test_both_are_seen_side_by_side_and_swapped_before_anything_happens(browser: Browser) -> None:
    small = an_idea(title="Gros sac", votes=2, author=a_member(name="Paul A."))
    large = an_idea(title="Big bags", votes=3, author=a_member(name="Odile M."))
    salome = browser.sign_in(a_product_manager())
    page = salome.get(f"/ideas/{small.id}/merger?with=/ideas/{large.id}-big-bags").text
    for part in ("Paul A.", "Odile M.", "Nobody voted for both", f'name="into" value="{large.id}"'):
        assert part in page
    assert f"/ideas/{large.id}/merger?with={small.id}" in page
    assert small.merged_into_id is None


def test_the_other_idea_is_found_by_its_words(browser: Browser) -> None:
    small = an_idea(title="Gros sac de décaféiné")
    for idea in (small, an_idea(title="Un grand sachet de décaféiné"), an_idea(title="Une boîte à lait")):
        search.touch(idea.id)
    db.session.commit()
    worker.drain()
    salome = browser.sign_in(a_product_manager(language="fr"))
    page = salome.get(f"/ideas/{small.id}/merger?with=grand+sachet").text
    assert "Un grand sachet" in page
    assert "Une boîte" not in page
    assert "Rien trouvé" not in salome.get(f"/ideas/{an_idea(title='Sans rapport').id}/merger").text
    assert "Rien trouvé" in salome.get(f"/ideas/{small.id}/merger?with=zzzzz").text


@pytest.mark.parametrize("words", ["999999", "9" * 30, "/ideas/", "%00", "self"])
def test_nonsense_in_the_address_leads_to_the_choice(browser: Browser, words: str) -> None:
    idea = an_idea()
    answer = browser.sign_in(a_product_manager()).get(
        f"/ideas/{idea.id}/merger?with={idea.id if words == 'self' else words}"
    )
    assert answer.status_code == 200
    assert "Which idea asks for the same?" in answer.text


def test_both_authors_are_told(browser: Browser, drain: Callable[[], int]) -> None:
    paul, odile = a_customer(), a_customer()
    merge_into(an_idea(title="Gros sac", author=paul), an_idea(title="Big bags", author=odile), a_moderator())
    drain()
    assert "Your idea “Gros sac” lives on in “Big bags”" in browser.sign_in(paul).get("/notices").text
    page = browser.stranger().sign_in(odile).get("/notices").text
    assert "asked for the same as your idea “Big bags”" in page


def test_nobody_is_told_the_title_of_what_a_circle_keeps(browser: Browser, drain: Callable[[], int]) -> None:
    paul, odile = a_customer(), a_customer()
    circle = a_space(audience="circle", circle=(paul,))
    secret = an_idea(title="Secret tin", author=paul, space=circle)
    merge_into(secret, an_idea(title="Big bags", author=odile, space=circle), a_moderator())
    drain()
    assert "Secret tin" not in browser.sign_in(odile).get("/notices").text
    assert "“Secret tin” lives on in “Big bags”" in browser.stranger().sign_in(paul).get("/notices").text


def test_an_idea_of_a_circle_merges_only_within_it(app: Flask) -> None:
    voter = a_customer()
    circle = a_space(audience=Audience.CIRCLE.value, circle=(voter,))
    sealed, public = an_idea(space=circle), an_idea()
    cast_vote(sealed, voter)
    with pytest.raises(StaysInCircle):
        merge_into(sealed, public, a_moderator())
    assert voters(public) == set()
    merge_into(sealed, an_idea(space=circle), a_moderator())
