"""The board, the roadmap and what shipped."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import current_member
from foundation.pages import shown
from ideas import finding, leading, lists
from ideas.filters import Filters
from ideas.views import bp


@bp.get("/ideas/")
def board() -> ResponseReturnValue:
    member, filters = current_member(), Filters.of(request.args)
    rail = lists.rail_for(member, filters.space)
    page = finding.found(filters, rail) if filters.q else lists.board(filters, rail, member)
    said = lists.said_on(page.items)
    return shown(
        "ideas/board.html",
        same=(rail, page, said) if member is None else None,
        filters=filters,
        rail=rail,
        page=page,
        said=said,
        states=lists.vote_states([*page.items, *getattr(page, "near", ())], member),
    )


@bp.get("/ideas/similar")
def similar() -> ResponseReturnValue:
    member = current_member()
    text = request.args.get("text", "")
    close = finding.similar(text, member)
    shared = {"states": lists.vote_states(close, member), "why": finding.reasons(text, close)}
    return render_template("ideas/_similar.html", close=close, **shared)


@bp.get("/roadmap")
def roadmap() -> ResponseReturnValue:
    member = current_member()
    columns = leading.roadmap(member)
    rows = [row for rows in columns.values() for row in rows]
    states, said = lists.vote_states(rows, member), lists.said_on(rows)
    rail = lists.rail_for(member)
    return render_template("ideas/roadmap.html", columns=columns, states=states, said=said, rail=rail)


@bp.get("/changelog")
def changelog() -> ResponseReturnValue:
    member = current_member()
    page = leading.shipped(member, request.args.get("after"))
    said, joined = lists.said_on(page.items), leading.joined_by(page.items, member)
    return render_template("ideas/changelog.html", page=page, said=said, joined=joined)


@bp.get("/changelog.atom")
def feed() -> ResponseReturnValue:
    page = leading.shipped(None, None)
    told = render_template("ideas/changelog.xml", page=page, said=lists.said_on(page.items))
    return Response(told, mimetype="application/atom+xml")
