"""The page of an idea, and its former words."""

from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from accounts.access import current_member, may
from accounts.models import Member
from community.comments.queries import thread_of
from community.contributions.mentions import names_in, readable
from community.follows.queries import follows
from community.pictures.queries import shown_of
from community.readings.commands import opened
from community.votes.queries import voted_among
from foundation.clock import now
from foundation.pages import shown
from foundation.web import LARGEST_ID, get_or_404
from ideas import journeys, lists, neighbours, policy, queries
from ideas.models import Answer, Idea
from ideas.owing import owed_for
from ideas.shown import url_of
from ideas.views import bp
from moderation.notices import explained, stated_at
from moderation.service.policy import may_serve
from moderation.service.queries import evidence_for


class Answers(list[tuple[Answer, str]]):
    """Answers of the house with their HTML as it is read."""


@bp.get("/ideas/<int:idea_id>")
@bp.get("/ideas/<int:idea_id>-<slug>")
def idea(idea_id: int, slug: str = "") -> ResponseReturnValue:
    member = current_member()
    found: Idea = get_or_404(queries.idea(idea_id, member))
    if slug != found.slug:
        asked = request.query_string.decode("ascii", "ignore")
        return redirect(url_of(found) + (f"?{asked}" if asked else ""), 308)
    opened(found)
    steps = queries.steps_of(found.id)
    parts = _around(found, member, steps) | _house(found, steps)
    same = None if member else (_facts(found), [(key, _plain(parts[key])) for key in sorted(parts)])
    return shown("ideas/idea.html", same=same, idea=found, **parts)


@bp.get("/ideas/<int:idea_id>/history")
def history(idea_id: int) -> ResponseReturnValue:
    member = current_member()
    found: Idea = get_or_404(queries.idea(idea_id, member))
    opened(found)
    return render_template("ideas/history.html", idea=found, revisions=queries.revisions_of(found, member))


def _after() -> int:
    """After which comment the conversation goes on."""
    number = request.args.get("after", 0, type=int)
    return number if 0 <= number <= LARGEST_ID else 0


def _facts(found: Idea) -> tuple[object, ...]:
    """All that the page shows of the idea itself."""
    author = found.author and (found.author.name, found.author.erased_at)
    place = (found.space.slug, found.space.name)
    own = {column.key: getattr(found, column.key) for column in found.__mapper__.column_attrs}
    return author, place, tuple(own.items())


def _plain(part: Any) -> object:
    """A part of the page by what it says; of an answer its number, for answers never change."""
    return [(answer.id, html) for answer, html in part] if part and isinstance(part, Answers) else part


def _around(found: Idea, member: Member | None, steps: Sequence[Row[Any]]) -> dict[str, Any]:
    """The people round an idea, what is near it, and what its reader may do."""
    close = neighbours.close_to(found, member)
    voted = found.id in voted_among(member, [found.id])
    supporters = queries.supporters_of(found.id)
    return {
        "close": close,
        "states": lists.vote_states(close, member),
        "state": lists.vote_state(found, member, voted=voted),
        "supporters": supporters,
        "others": max(0, found.vote_count - len(supporters)),
        "tags": queries.tags_of(found.id),
        "merged": queries.merged_into(found.id, member) if found.merged_count else [],
        "target": queries.target_of(found, member),
        "thread": thread_of(found, member, after=_after(), events=queries.as_events(steps)),
        "followed": follows(member, found.id),
        "mine": member is not None and found.author_id == member.id,
        "because": explained(found),
        "stated": stated_at(found, member),
        "service_cases": evidence_for(found.id, member) if may(may_serve) and member else [],
        "can": {name: may(getattr(policy, f"may_{name}"), found) for name in ("edit", "withdraw", "merge")},
    }


def _house(found: Idea, steps: Sequence[Row[Any]]) -> dict[str, Any]:
    """What the house said, the way of the idea, and who owes its next step."""
    answers = [answer for answer in queries.answers_of(found.id) if answer.html] if found.answer_count else []
    names = names_in([found.html, *(answer.html for answer in answers)])
    return {
        "html": readable(found.html, names),
        "pictures": shown_of([found.id]).get(found.id, []),
        "answers": Answers((answer, readable(answer.html, names)) for answer in answers),
        "stops": journeys.journey(found.created_at, steps, found.status),
        "owed": owed_for(found.status, found.published_at, steps, now()),
    }
