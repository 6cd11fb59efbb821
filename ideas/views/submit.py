"""Propose an idea: write first, sign in last, and nothing typed is ever lost."""

from datetime import timedelta

from flask import Response, flash, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import current_member
from accounts.models import Member
from community.contributions.commands import ReadOnly
from community.spaces.models import Space
from community.spaces.queries import writable_for
from foundation import settings
from foundation.database import db
from foundation.errors import TooMany
from foundation.language import _, language
from foundation.limits import spend
from foundation.web import an_id, get_or_404, see_other
from ideas import commands, drafts, finding, lists, policy, queries
from ideas.forms import IdeaForm
from ideas.models import Idea
from ideas.shown import url_of
from ideas.views import bp
from ideas.words import language_of, title_from

HOURLY, DAILY = 5, 20


@bp.get("/ideas/new")
def new() -> ResponseReturnValue:
    kept = drafts.kept(request.cookies.get(_cookie()))
    form = IdeaForm(formdata=None, data=kept or _begun())
    return _page(form, resumed=kept is not None)


@bp.post("/ideas/new")
def propose() -> ResponseReturnValue:
    form, member = IdeaForm().offer(_spaces()), current_member()
    form.pictures.receive(member if member and policy.may_propose(member) else None)
    if "look" in request.form:
        return _page(form)
    if "join" in request.form:
        return _joined(form, member)
    if not form.validate():
        return _page(form, 422)
    if member is None or not policy.may_propose(member):
        return _kept(form, member)
    try:
        _spend(member)
    except TooMany as refusal:
        db.session.rollback()
        return _page(form, 429, refused=refusal)
    try:
        return _published(form, member)
    except ReadOnly as refusal:
        db.session.rollback()
        form.mark(refusal)
        return _page(form, refusal.status)


def _published(form: IdeaForm, member: Member) -> ResponseReturnValue:
    space = db.session.get_one(Space, form.space.data)
    idea = commands.submit_idea(
        member,
        space,
        form.title.data,
        form.text.data,
        tags=form.tag_names,
        language=language_of(f"{form.title.data} {form.text.data}", language()),
        nonce=form.nonce.data or None,
        pictures=form.pictures.choice,
    )
    drafts.forget(request.cookies.get(_cookie()))
    endpoint, values = idea.address
    public = idea.is_public
    db.session.commit()
    flash(
        _("Your idea is published. Thank you!") if public else _("Thank you! Your idea has arrived."), "good"
    )
    return _without_cookie(see_other(url_for(endpoint, **values)))


def _joined(form: IdeaForm, member: Member | None) -> ResponseReturnValue:
    """One's vote and one's words for an idea that is there already, in place of a second one."""
    found: Idea = get_or_404(queries.idea(request.form.get("join", 0, an_id), member))
    if not form.text.validate(form):
        return _page(form, 422)
    if member is None or not policy.may_propose(member):
        return _kept(form, member)
    url, title = url_of(found), found.title
    try:
        commands.join_idea(found, member, form.text.data, nonce=form.nonce.data or None)
    except TooMany as refusal:
        db.session.rollback()
        return _page(form, 429, refused=refusal)
    drafts.forget(request.cookies.get(_cookie()))
    db.session.commit()
    flash(_("You stand behind “%(title)s” now, and your words are with it.", title=title), "good")
    return _without_cookie(see_other(f"{url}#talk"))


def _without_cookie(answer: ResponseReturnValue) -> Response:
    response = make_response(answer)
    response.delete_cookie(_cookie(), secure=settings.current().secure_cookies, httponly=True, samesite="Lax")
    return response


@bp.after_app_request
def leave_nothing(response: Response) -> Response:
    """Who signs out takes along what they had begun: the next person may use the same device."""
    leaves = request.endpoint == "accounts.sign_out" and _cookie() in request.cookies
    return _without_cookie(response) if leaves else response


def _kept(form: IdeaForm, member: Member | None) -> ResponseReturnValue:
    """Keep the words for the moment the person has signed in, and lead there."""
    names = ("text", "title", "tags", "space", "nonce")
    token = drafts.keep({name: str(form[name].data or "") for name in names}, request.cookies.get(_cookie()))
    db.session.commit()
    if member is None:
        response = make_response(see_other(url_for("accounts.sign_in", next=url_for("ideas.new"))))
    else:
        response = make_response(_page(form, 403, unproved=True))
    age = int(drafts.KEPT.total_seconds())
    secure = settings.current().secure_cookies
    response.set_cookie(_cookie(), token, max_age=age, secure=secure, httponly=True, samesite="Lax", path="/")
    return response


def _page(
    form: IdeaForm,
    status: int = 200,
    *,
    resumed: bool = False,
    unproved: bool = False,
    refused: TooMany | None = None,
) -> Response:
    member = current_member()
    form.offer(_spaces())
    if request.method == "POST" and form.text.data and not form.title.data:
        form.title.data = title_from(form.text.data)
    words = f"{form.title.data or ''} {form.text.data or ''}"
    close = finding.similar(words, member)
    shown = render_template(
        "ideas/new.html",
        form=form,
        close=close,
        states=lists.vote_states(close, member),
        why=finding.reasons(words, close),
        resumed=resumed,
        unproved=unproved or (member is not None and not policy.may_propose(member)),
        refused=refused,
    )
    response = Response(shown, status)
    if refused is not None:
        response.headers["Retry-After"] = str(refused.details.get("retry_after", 60))
    return response


def _begun() -> dict[str, str]:
    """What a link or the box on the home page already says."""
    return {name: request.args.get(name, "")[:limit] for name, limit in (("text", 10_000), ("title", 120))}


def _spaces() -> list[Space]:
    return list(db.session.scalars(writable_for(current_member())))


def _spend(member: Member) -> None:
    if not member.role.is_staff:
        spend(f"idea:hour:{member.id}", HOURLY, timedelta(hours=1))
        spend(f"idea:day:{member.id}", DAILY, timedelta(days=1))


def _cookie() -> str:
    return "__Host-idea" if settings.current().secure_cookies else "idea"
