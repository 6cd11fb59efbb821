"""The review desk: the list, one idea with its evidence, and the answer."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from accounts.access import may, require
from accounts.models import Member
from community.readings.commands import opened
from community.spaces.queries import spaces_for
from feedback import commands, policy, previews, queries, value
from feedback.forms import AnswerForm
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.language import _, language_name
from foundation.releasing import SureNeeded
from foundation.web import Page, get_or_404, page_of, see_other
from ideas.models import Idea, IdeaStatus
from ideas.owing import owed_for
from ideas.policy import may_merge

bp = Blueprint("feedback", __name__)
SIZE = 25


@bp.get("/feedback/")
def desk() -> ResponseReturnValue:
    member = require(policy.may_review)
    shown = _shown()
    page = _listed(member, shown, request.args.get("after"))
    counted = queries.counts(member)
    said = queries.last_words([row.id for row in page.items])
    return render_template(
        "feedback/desk.html",
        page=page,
        support=queries.support_of([row.id for row in page.items]),
        owed={
            row.id: owed_for(IdeaStatus(row.stage), row.published_at, _steps(said, row.id), now())
            for row in page.items
        },
        nobody=value.Support(),
        few=policy.may_see_few(member),
        shown=shown,
        kept=_kept(shown),
        counts=counted,
        waiting=sum(counted.get(stage, 0) for stage in queries.AWAITING),
        spaces=db.session.scalars(spaces_for(member)).all(),
        statuses=list(IdeaStatus),
        printed=now(),
    )


def _steps(said: dict[int, Any], idea_id: int) -> list[Any]:
    return [said[idea_id]] if idea_id in said else []


def _listed(member: Member, shown: dict[str, Any], after: str | None = None) -> Page[Row[*tuple[Any, ...]]]:
    stages = {"awaiting": queries.AWAITING, "all": ()}.get(shown["status"], (shown["status"],))
    few = policy.may_see_few(member)
    question, keys = queries.ranked(member, shown["sort"], stages=stages, space_id=shown["space"], few=few)
    return page_of(question, keys, after, SIZE)


def _shown() -> dict[str, Any]:
    status, sort = request.args.get("status", "awaiting"), request.args.get("sort", "votes")
    known = {"awaiting", "all", *IdeaStatus}
    space = request.args.get("space", "")
    return {
        "status": status if status in known else "awaiting",
        "sort": sort if sort in queries.SORTS else "votes",
        "space": int(space) if space.isascii() and space.isdigit() and len(space) < 16 else None,
    }


def _kept(shown: dict[str, Any]) -> dict[str, Any]:
    """What of the list goes along from page to page; what is usual is left out."""
    usual = {"status": "awaiting", "sort": "votes", "space": None}
    return {name: value for name, value in shown.items() if value != usual[name]}


@bp.get("/feedback/ideas/<int:idea_id>")
def idea(idea_id: int) -> ResponseReturnValue:
    member = require(policy.may_review)
    found: Idea = get_or_404(queries.idea(idea_id, member))
    return _page(found, AnswerForm(formdata=None, expected=found.answer_count))


@bp.post("/feedback/ideas/<int:idea_id>/preview")
def show_answer(idea_id: int) -> ResponseReturnValue:
    member = require(policy.may_answer)
    found: Idea = get_or_404(queries.idea(idea_id, member))
    form = AnswerForm()
    if not form.validate_on_submit():
        return _page(found, form), 422
    return _page(
        found, form, preview=previews.preview(found, member, IdeaStatus(form.verdict.data), _words(form))
    )


@bp.post("/feedback/ideas/<int:idea_id>/answer")
def answer(idea_id: int) -> ResponseReturnValue:
    member = require(policy.may_answer)
    found: Idea = get_or_404(queries.idea(idea_id, member))
    form = AnswerForm()
    if not form.validate_on_submit():
        return _page(found, form), 422
    try:
        commands.answer_idea(
            found, member, IdeaStatus(form.verdict.data), _words(form), expected=form.expected.data
        )
    except SureNeeded:
        raise
    except Refused as refusal:
        return _refused(idea_id, form, refusal)
    db.session.commit()
    flash(_("Published. Everybody concerned is being told in their own language."), "good")
    return see_other(url_for(".idea", idea_id=idea_id, **_kept(_shown()), _anchor="content"))


def _words(form: AnswerForm) -> commands.Words:
    return commands.Words(
        form.text.data, form.decline_reason.data, form.look_again_at.data, form.look_again_when.data or ""
    )


def _refused(idea_id: int, form: AnswerForm, refusal: Refused) -> ResponseReturnValue:
    """Show the page again as it stands now, with what was typed and why it did not go through."""
    db.session.rollback()
    found: Idea = get_or_404(queries.idea(idea_id, require(policy.may_answer)))
    form.expected.raw_data, form.expected.data = None, found.answer_count
    return _page(found, form, str(refusal.message)), refusal.status


def _page(found: Idea, form: AnswerForm, refused: str = "", preview: previews.Preview | None = None) -> str:
    member = require(policy.may_review)
    opened(found)
    filters = _shown()
    return render_template(
        "feedback/idea.html",
        idea=found,
        form=form,
        refused=refused,
        preview=preview,
        told=previews.told(found, member),
        me=member,
        language_name=language_name,
        listed=_listed(member, filters).items,
        kept=_kept(filters),
        origins=queries.origins(found.id),
        rank=queries.rank_among(found, member),
        answers=queries.answers_to(found.id),
        comments=queries.said(found.id),
        before=queries.neighbour(found, member, after=False),
        after=queries.neighbour(found, member, after=True),
        can={"answer": may(policy.may_answer), "merge": may(may_merge, found) and found.is_public},
        **_evidence(found, policy.may_see_few(member)),
    )


def _evidence(found: Idea, few: bool) -> dict[str, Any]:
    """The customers behind an idea, as far as the reader may know them."""
    customers = queries.supporting_customers(found.id)
    lens = value.lens([(int(one.year_cents), int(one.spend_cents), one.purchase_count) for one in customers])
    currencies = {one.currency for one in customers if one.purchase_count}
    return {
        "lens": lens,
        "currency": currencies.pop() if len(currencies) == 1 else None,
        "shown": few or lens.customers >= value.FEWEST,
        "customers": customers[:10] if few else [],
    }
