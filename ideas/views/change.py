"""Edit and withdraw an idea."""

from collections.abc import Callable

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.access import current_member, may, require, require_member
from accounts.models import Member
from community.contributions.commands import EditedMeanwhile
from community.contributions.mentions import names_in
from community.readings.commands import opened
from foundation.database import db
from foundation.errors import NotFound
from foundation.html import source_with_names
from foundation.language import _
from foundation.web import get_or_404, see_other
from ideas import commands, policy, queries
from ideas.forms import EditForm
from ideas.models import Idea
from ideas.views import bp
from moderation.notices import explained


@bp.get("/ideas/<int:idea_id>/edit")
def edit(idea_id: int) -> ResponseReturnValue:
    found, _member = allowed_for(policy.may_edit, idea_id)
    tags = ", ".join(name for _slug, name in queries.tags_of(found.id))
    source = source_with_names(found.source, names_in([found.html]))
    form = EditForm(
        formdata=None, data={"title": found.title, "text": source, "tags": tags, "revision": found.revision}
    )
    form.pictures.show(found)
    return _page(form, found)


@bp.post("/ideas/<int:idea_id>/edit")
def change(idea_id: int) -> ResponseReturnValue:
    found, member = allowed_for(policy.may_edit, idea_id)
    form = EditForm()
    form.pictures.receive(member, found)
    if not form.validate():
        return _page(form, found), 422
    words = (form.title.data, form.text.data)
    try:
        commands.edit_idea(
            found,
            member,
            *words,
            expected=form.revision.data,
            tags=form.tag_names,
            pictures=form.pictures.choice,
        )
    except EditedMeanwhile as refusal:
        db.session.rollback()
        found, _again = allowed_for(policy.may_edit, idea_id)
        form.revision.data, form.revision.raw_data = found.revision, None
        return _page(form, found, refused=refusal), 409
    url = url_of(found)
    db.session.commit()
    flash(_("Your changes are saved."), "good")
    return see_other(url)


@bp.post("/ideas/<int:idea_id>/withdrawal")
def withdraw(idea_id: int) -> ResponseReturnValue:
    found, _member = allowed_for(policy.may_withdraw, idea_id)
    commands.withdraw_idea(found)
    url = url_of(found)
    db.session.commit()
    flash(_("Your idea is withdrawn. Only you can see it now."), "good")
    return see_other(url)


def _page(form: EditForm, found: Idea, refused: EditedMeanwhile | None = None) -> str:
    opened(found)
    because = explained(found)
    return render_template("ideas/edit.html", form=form, idea=found, refused=refused, because=because)


def url_of(found: Idea) -> str:
    """The address of an idea's page."""
    endpoint, values = found.address
    return url_for(endpoint, **values)


def allowed_for(rule: Callable[[Member, Idea], bool], idea_id: int) -> tuple[Idea, Member]:
    """The idea and the member who may do this to it; what the public cannot see is not refused but unknown."""
    member = require_member()
    found: Idea = get_or_404(queries.idea(idea_id, current_member()))
    if not found.is_public and not may(rule, found):
        raise NotFound
    return found, require(rule, found) or member
