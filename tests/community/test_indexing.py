"""What members write can be found, as long as it may be read."""

from collections.abc import Callable

from community.comments.models import Comment
from community.contributions import commands
from community.contributions.models import Contribution, State
from community.contributions.transitions import Cause
from foundation.search import index, sources
from tests.factories.accounts import a_customer
from tests.factories.community import a_contribution, a_space

Drain = Callable[[], int]


def found(text: str) -> list[int]:
    return sorted(index().query(text, "en").ids)


def written(title: str, source: str = "", **given: object) -> Contribution:
    return Contribution(space_id=a_space().id, title=title, source=source, **given)


def test_what_is_published_is_found_by_the_words_of_its_text(drain: Drain) -> None:
    idea = commands.submit(
        written("Refill **bags**", "With a [deposit](https://a.example)", language="en"), None
    )
    drain()
    assert found("deposits") == [idea.id]
    assert found("example") == []


def test_what_is_hidden_is_not_found_and_comes_back_when_published(drain: Drain) -> None:
    idea = commands.submit(written("Refill bags"), None)
    drain()
    commands.hide(idea, State.REMOVED, Cause())
    drain()
    assert found("refill") == []
    commands.publish(idea, Cause())
    drain()
    assert found("refill") == [idea.id]


def test_what_is_edited_is_found_by_its_new_words_only(drain: Drain) -> None:
    author = a_customer()
    idea = commands.submit(written("Refill bags"), author)
    drain()
    commands.revise(idea, author, "Glass jars", "", expected=1)
    drain()
    assert (found("jars"), found("bags")) == ([idea.id], [])


def test_a_comment_is_found_only_while_what_it_is_about_is(drain: Drain) -> None:
    idea = commands.submit(written("Refill bags"), None)
    about = {"about_id": idea.id, "space_id": idea.space_id}
    comment = commands.submit(Comment(source="My grandmother did that", **about), None)
    drain()
    assert found("grandmother") == [comment.id]
    commands.hide(idea, State.ARCHIVED, Cause())
    drain()
    assert found("grandmother") == []
    commands.publish(idea, Cause())
    drain()
    assert found("grandmother") == [comment.id]


def test_a_rebuild_finds_what_can_be_read(drain: Drain) -> None:
    kept = a_contribution(title="Refill bags")
    a_contribution(title="Refill cups", state=State.HELD.value)
    drain()
    assert found("refill") == []
    index().rebuild(sources.everything())
    assert found("refill") == [kept.id]


def test_names_of_members_are_not_in_the_index(drain: Drain) -> None:
    member = a_customer(name="Sidonie")
    commands.submit(written("Thanks", f"Thank you @{member.name}"), None)
    drain()
    assert found("sidonie") == []
