"""Say something, change it, take it back."""

import secrets

from flask import flash, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from accounts.access import current_member, require
from accounts.models import Member
from community.blueprint import bp
from community.comments import commands, policy
from community.comments.forms import CommentForm, EditCommentForm
from community.comments.models import Comment
from community.comments.queries import Said, comment_for, comment_of, said, thread_of
from community.contributions.mentions import typed
from community.contributions.models import Contribution
from community.contributions.queries import contribution as one
from community.readings.commands import opened
from foundation.database import db
from foundation.errors import Conflict, NotFound
from foundation.language import _
from foundation.web import an_id, get_or_404, see_other, wants_fragment


@bp.get("/contributions/<int:contribution_id>/comments")
def comments(contribution_id: int) -> ResponseReturnValue:
    about: Contribution = get_or_404(one(contribution_id, current_member()))
    opened(about)
    parent = _parent(request.args.get("parent", type=an_id), about)
    form = new_form(parent.id if parent else None)
    if wants_fragment() and parent is None:
        return _fragment(about, form, after=request.args.get("after", 0, type=an_id))
    return _alone(about, form)


@bp.post("/contributions/<int:contribution_id>/comments")
def comment(contribution_id: int) -> ResponseReturnValue:
    about: Contribution = get_or_404(one(contribution_id, current_member()))
    author = require(policy.may_comment, about)
    form = CommentForm()
    form.pictures.receive(author)
    if not form.validate():
        if form.parent.errors:
            raise NotFound
        return make_response(_again(about, form), 422)
    try:
        written = _written(contribution_id, author, form)
    except Conflict as refusal:
        form.mark(refusal)
        return make_response(_again(about, form), refusal.status)
    if not wants_fragment():
        return _to(written)
    return _fragment(get_or_404(one(contribution_id, author)), None)


@bp.get("/comments/<int:comment_id>/edit")
def edit_comment(comment_id: int) -> ResponseReturnValue:
    found: Comment = get_or_404(comment_of(comment_id, current_member()))
    require(policy.may_edit_comment, found)
    opened(found)
    form = EditCommentForm(formdata=None, revision=found.revision, text=typed(found.source, found.html))
    form.pictures.show(found)
    return render_template("community/edit_comment.html", form=form, it=found)


@bp.post("/comments/<int:comment_id>/edit")
def save_comment(comment_id: int) -> ResponseReturnValue:
    found: Comment = get_or_404(comment_of(comment_id, current_member()))
    editor = require(policy.may_edit_comment, found)
    form = EditCommentForm()
    form.pictures.receive(editor, found)
    if not form.validate():
        return render_template("community/edit_comment.html", form=form, it=found), 422
    try:
        chosen = form.pictures.choice
        commands.edit_comment(found, editor, form.text.data, expected=form.revision.data, pictures=chosen)
    except Conflict as refusal:
        return _stale(comment_id, form, refusal)
    db.session.commit()
    return _to(found)


@bp.post("/comments/<int:comment_id>/deletion")
def delete_comment(comment_id: int) -> ResponseReturnValue:
    found: Comment = get_or_404(comment_of(comment_id, current_member()))
    require(policy.may_delete_comment, found)
    back = url_for("community.contribution", contribution_id=found.about_id, _anchor="talk")
    commands.delete_comment(found)
    db.session.commit()
    flash(_("Your comment is deleted. The answers to it stay."), "good")
    return see_other(back)


def new_form(parent_id: int | None = None) -> CommentForm:
    """An empty form with a number used once, so that a form sent twice speaks once."""
    return CommentForm(formdata=None, parent=parent_id, nonce=secrets.token_urlsafe(16))


def _written(contribution_id: int, author: Member, form: CommentForm) -> Comment:
    """The comment of this form; of two sendings at once the second finds what the first wrote."""
    author_id = author.id
    for last in (False, True):
        about: Contribution = get_or_404(one(contribution_id, author))
        parent = _parent(form.parent.data, about)
        try:
            written = commands.comment(
                about,
                author,
                form.text.data,
                parent=parent,
                nonce=form.nonce.data,
                pictures=form.pictures.choice,
            )
            db.session.commit()
        except IntegrityError:
            db.session.rollback()
            author = db.session.get_one(Member, author_id)
            if last:
                raise
        else:
            return written
    raise AssertionError


def _parent(parent_id: int | None, about: Contribution) -> Comment | None:
    if parent_id is None:
        return None
    parent: Comment = get_or_404(comment_for(parent_id, current_member()).where(Comment.about_id == about.id))
    return parent


def _to(written: Comment) -> ResponseReturnValue:
    """Its place in the page of what it is about."""
    anchor = f"comment-{written.id}"
    return see_other(url_for("community.contribution", contribution_id=written.about_id, _anchor=anchor))


def _again(about: Contribution, form: CommentForm) -> ResponseReturnValue:
    """The form with what was typed and why it was not taken."""
    if wants_fragment() and form.parent.data is None:
        return _fragment(about, form)
    response = make_response(_alone(about, form))
    if wants_fragment():
        response.headers["HX-Retarget"] = f"#answer-{form.parent.data}"
        response.headers["HX-Reswap"] = "innerHTML"
    return response


def _fragment(about: Contribution, form: CommentForm | None, after: int = 0) -> str:
    thread = thread_of(about, current_member(), after=after)
    return render_template("community/_thread.html", thread=thread, comment_form=form)


def _alone(about: Contribution, form: CommentForm) -> str:
    """The form without the conversation: within the page for htmx, else on a page of its own."""
    found = _parent(form.parent.data, about)
    parent = said(found.id, current_member()) if found else None
    shown = {"about": about, "about_id": about.id, "form": form, "parent": parent}
    template = "community/_comment_form.html" if wants_fragment() else "community/comment.html"
    return render_template(template, answering=_name(parent), **shown)


def _name(parent: Said | None) -> str | None:
    return None if parent is None else parent.name or _("a former member")


def _stale(comment_id: int, form: EditCommentForm, refusal: Conflict) -> ResponseReturnValue:
    """What was typed, beside what somebody saved meanwhile; saving again replaces that."""
    db.session.rollback()
    now: Comment = get_or_404(comment_of(comment_id, current_member()))
    form.revision.data = now.revision
    form.revision.raw_data = None
    form.mark(refusal)
    return render_template(
        "community/edit_comment.html", form=form, it=now, meanwhile=now.html
    ), refusal.status
