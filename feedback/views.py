"""The review desk: the list, one idea with its evidence, and the answer."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import may, require
from community.spaces.queries import spaces_for
from feedback import commands, policy, queries, value
from feedback.forms import AnswerForm
from foundation.database import db
from foundation.errors import Refused
from foundation.language import _
from foundation.web import get_or_404, page_of, see_other
from ideas.models import Idea, IdeaStatus

bp = Blueprint("feedback", __name__)
SIZE = 25


@bp.get("/feedback/")
def desk() -> ResponseReturnValue:
    member = require(policy.may_review)
    few = policy.may_see_few(member)
    shown = _shown()
    stages = {"awaiting": queries.AWAITING, "all": ()}.get(shown["status"], (shown["status"],))
    question, keys = queries.ranked(member, shown["sort"], stages=stages, space_id=shown["space"], few=few)
    page = page_of(question, keys, request.args.get("after"), SIZE)
    counted = queries.counts(member)
    return render_template(
        "feedback/desk.html",
        page=page,
        support=queries.support_of([row.id for row in page.items]),
        nobody=value.Support(),
        few=few,
        shown=shown,
        counts=counted,
        waiting=sum(counted.get(stage, 0) for stage in queries.AWAITING),
        spaces=db.session.scalars(spaces_for(member)).all(),
        statuses=list(IdeaStatus),
    )


def _shown() -> dict[str, Any]:
    status, sort = request.args.get("status", "awaiting"), request.args.get("sort", "votes")
    known = {"awaiting", "all", *IdeaStatus}
    space = request.args.get("space", "")
    return {
        "status": status if status in known else "awaiting",
        "sort": sort if sort in queries.SORTS else "votes",
        "space": int(space) if space.isascii() and space.isdigit() and len(space) < 16 else None,
    }


@bp.get("/feedback/ideas/<int:idea_id>")
def idea(idea_id: int) -> ResponseReturnValue:
    member = require(policy.may_review)
    found: Idea = get_or_404(queries.idea(idea_id, member))
    return _page(found, AnswerForm(formdata=None, expected=found.answer_count))


@bp.post("/feedback/ideas/<int:idea_id>/answer")
def answer(idea_id: int) -> ResponseReturnValue:
    member = require(policy.may_answer)
    found: Idea = get_or_404(queries.idea(idea_id, member))
    form = AnswerForm()
    if not form.validate_on_submit():
        return _page(found, form), 422
    words = commands.Words(
        form.text.data, form.decline_reason.data, form.look_again_at.data, form.look_again_when.data or ""
    )
    try:
        commands.answer_idea(found, member, IdeaStatus(form.verdict.data), words, expected=form.expected.data)
    except Refused as refusal:
        return _refused(idea_id, form, refusal)
    db.session.commit()
    flash(_("Published. Everybody concerned is being told in their own language."), "good")
    return see_other(url_for(".idea", idea_id=idea_id))


def _refused(idea_id: int, form: AnswerForm, refusal: Refused) -> ResponseReturnValue:
    """Show the page again as it stands now, with what was typed and why it did not go through."""
    db.session.rollback()
    found: Idea = get_or_404(queries.idea(idea_id, require(policy.may_answer)))
    form.expected.raw_data, form.expected.data = None, found.answer_count
    return _page(found, form, str(refusal.message)), refusal.status


def _page(found: Idea, form: AnswerForm, refused: str = "") -> str:
    member = require(policy.may_review)
    customers = queries.supporting_customers(found.id)
    lens = value.lens([(int(one.year_cents), int(one.spend_cents), one.purchase_count) for one in customers])
    currencies = {one.currency for one in customers if one.purchase_count}
    few = policy.may_see_few(member)
    return render_template(
        "feedback/idea.html",
        idea=found,
        form=form,
        refused=refused,
        lens=lens,
        currency=currencies.pop() if len(currencies) == 1 else None,
        shown=few or lens.customers >= value.FEWEST,
        customers=customers[:10] if few else [],
        origins=queries.origins(found.id),
        rank=queries.rank_among(found, member),
        answers=queries.answers_to(found.id),
        comments=queries.said(found.id),
        before=queries.neighbour(found, member, after=False),
        after=queries.neighbour(found, member, after=True),
        can_answer=may(policy.may_answer),
    )
