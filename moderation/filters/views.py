"""Keeping, changing and deleting filters of the queue."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import require
from accounts.models import Member
from foundation.database import db
from foundation.errors import Invalid
from foundation.language import NAMES, _
from foundation.web import get_or_404, see_other
from moderation import policy
from moderation.blueprint import bp
from moderation.filters import commands, queries
from moderation.filters.models import KeptFilter
from moderation.filters.narrowing import AGE_WORDS, KINDS, READ_WORDS, Narrowed
from moderation.filters.policy import may_change_filter
from moderation.lanes import LANE_WORDS
from moderation.reasons import BECAUSE, Because
from moderation.rules import targets


@bp.get("/moderation/filters")
def filters() -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    return render_template(
        "moderation/filters/filters.html",
        kept=queries.filters_of(moderator),
        narrowed=Narrowed.of(request.args),
        may=lambda one: may_change_filter(moderator, one),
        **choices(moderator),
    )


@bp.post("/moderation/filters")
def keep_filter() -> ResponseReturnValue:
    moderator, narrowed = require(policy.may_moderate), Narrowed.of(request.form)
    shared = request.form.get("shared") == "1"
    try:
        kept = commands.keep(moderator, request.form.get("name", ""), narrowed, shared=shared)
        flash(_("“%(name)s” is kept.", name=kept.name), "good")
    except Invalid as refusal:
        flash(str(refusal.message), "warn")
    db.session.commit()
    return see_other(url_for("moderation.filters", **narrowed.asked))


@bp.post("/moderation/filters/<int:filter_id>")
def change_filter(filter_id: int) -> ResponseReturnValue:
    found: KeptFilter = get_or_404(queries.a_filter(filter_id))
    moderator = require(may_change_filter, found)
    try:
        commands.change(
            found, moderator, request.form.get("name", ""), shared=request.form.get("shared") == "1"
        )
        flash(_("“%(name)s” is changed.", name=found.name), "good")
    except Invalid as refusal:
        flash(str(refusal.message), "warn")
    db.session.commit()
    return see_other(url_for("moderation.filters"))


@bp.post("/moderation/filters/<int:filter_id>/removal")
def remove_filter(filter_id: int) -> ResponseReturnValue:
    found: KeptFilter = get_or_404(queries.a_filter(filter_id))
    moderator = require(may_change_filter, found)
    commands.let_go(found, moderator)
    db.session.commit()
    flash(_("The filter is deleted."), "good")
    return see_other(url_for("moderation.filters"))


def choices(moderator: Member) -> dict[str, Any]:
    """What each part of a filter can be, with its words."""
    return {
        "spaces": queries.spaces_to_choose(moderator),
        "rule_tags": {
            tag: targets.spoken(tag) if kind == Because.ROUTE else tag
            for kind, tag in queries.tags_to_choose()
        },
        "kinds": KINDS,
        "languages": NAMES,
        "age_words": AGE_WORDS,
        "read_words": READ_WORDS,
        "because_words": BECAUSE,
        "lane_words": LANE_WORDS,
    }
