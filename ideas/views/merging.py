"""Merge an idea with another: find it, see both side by side, decide which one stays."""

import re

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from accounts.models import Member
from community.readings.commands import opened
from foundation.database import db
from foundation.errors import Invalid
from foundation.language import _
from foundation.web import LARGEST_ID, see_other
from ideas import merging, policy, queries, uniting
from ideas.forms import MergeForm
from ideas.models import Idea
from ideas.views import bp
from ideas.views.change import allowed_for, url_of


@bp.get("/ideas/<int:idea_id>/merger")
def merger(idea_id: int) -> ResponseReturnValue:
    found, member = allowed_for(policy.may_merge, idea_id)
    words = request.args.get("with", "").strip()[:300]
    other = _named(words, member)
    if other is not None and uniting.may_be_one(found, other):
        opened(found)
        opened(other)
        return render_template("ideas/merge.html", goes=found, stays=other, sum=uniting.sum_of(found, other))
    return _choose(found, member, MergeForm(formdata=None), words)


@bp.post("/ideas/<int:idea_id>/merger")
def merge(idea_id: int) -> ResponseReturnValue:
    found, member = allowed_for(policy.may_merge, idea_id)
    form = MergeForm()
    if not form.validate():
        return _choose(found, member, form, ""), 422
    target = _named(form.into.data, member)
    if target is None:
        raise Invalid(_("There is no such idea."), field="into")
    merging.merge_into(found, target, member)
    url = url_of(target)
    db.session.commit()
    flash(_("The two ideas are one now; every vote was kept, and nobody is counted twice."), "good")
    return see_other(url)


def _choose(found: Idea, member: Member, form: MergeForm, words: str) -> str:
    searched = "" if _number_in(words) else words
    close = uniting.candidates(found, member, searched)
    opened(found)
    return render_template("ideas/merge_choose.html", idea=found, form=form, words=words, close=close)


def _named(text: str, member: Member) -> Idea | None:
    """The idea with this number or address, if the member may see it."""
    number = _number_in(text)
    return db.session.scalars(queries.idea(number, member)).first() if number else None


def _number_in(text: str) -> int:
    """The number in "42", "#42" or the address of an idea; 0 in any other words."""
    found = re.search(r"^\s*#?(\d{1,15})\s*$|/ideas/(\d{1,15})|/contributions/(\d{1,15})", text)
    number = int(next(part for part in found.groups() if part)) if found else 0
    return number if number <= LARGEST_ID else 0
