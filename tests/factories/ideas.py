"""Ideas in every state and status."""

from itertools import count
from typing import Any

from accounts.models import Member
from community.contributions.commands import tag
from community.contributions.models import State, heat
from community.spaces.models import Space
from community.votes.commands import cast_vote
from foundation.clock import now
from foundation.database import db
from foundation.html import SANITISER_VERSION, plain, render_markdown
from ideas.models import Idea, IdeaStatus
from tests.factories.accounts import a_member
from tests.factories.community import a_space

_numbers = count(1)


def an_idea(
    *,
    author: Member | None = None,
    space: Space | None = None,
    status: IdeaStatus = IdeaStatus.NEW,
    state: State = State.PUBLISHED,
    votes: int = 0,
    tags: tuple[str, ...] = (),
    **given: Any,
) -> Idea:
    """A published idea, proposed by somebody and voted for by as many others as asked."""
    number = next(_numbers)
    values = {
        "title": f"Idea number {number}",
        "source": f"Because of reason number {number}.",
        "language": "en",
    }
    values |= {"published_at": now()} | given
    idea = Idea(
        author_id=(author or a_member()).id,
        space_id=(space or a_space()).id,
        state=State.PUBLISHED.value,
        stage=IdeaStatus(status).value,
        html=render_markdown(values["source"]).html,
        excerpt=plain(values["source"], 300),
        sanitiser_version=SANITISER_VERSION,
        hot=heat(0, values["published_at"]),
        **values,
    )
    db.session.add(idea)
    db.session.flush()
    if tags:
        tag(idea, list(tags))
    idea.stage = IdeaStatus.NEW.value
    for _place in range(votes):
        cast_vote(idea, a_member())
    idea.stage, idea.state = IdeaStatus(status).value, State(state).value
    db.session.flush()
    db.session.expire(idea)
    return idea
