"""What would hold a text that is only typed yet, and the same text with its private facts masked.

The words are looked at and forgotten: nothing of them is stored or logged, and they may be sent as they are.
"""

import re
from datetime import timedelta

from flask import current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import current_member
from foundation.database import db
from foundation.language import language
from foundation.limits import spend
from foundation.web import see_other, wants_fragment
from moderation.advice.telling import is_about_order, lines, would_hold
from moderation.blueprint import bp
from moderation.reasons import Because
from moderation.screening.personal import masked
from moderation.watching import Written

IN_TEN_MINUTES = (200, timedelta(minutes=10))
LONGEST = {"title": 200, "text": 10_000, "tags": 300}
# What the page without scripts carries on from the form it came from: what is hidden there, pictures already there.
NOT_CARRIED = {"csrf_token", "to", "mask", *LONGEST}
MOST_CARRIED, LONGEST_CARRIED = 60, 1_000
OURS = re.compile(r"/(?!/)[!-\[\]-~]*")
"""A path of this site: browsers read a backslash as a slash, and a tab not at all."""
SERVICE = "moderation.service_new"


@bp.post("/writing/advice")
def advise() -> ResponseReturnValue:
    member = current_member()
    spend(f"advice:{member.id if member else request.remote_addr}", *IN_TEN_MINUTES)
    db.session.commit()
    typed = _typed()
    if "mask" in request.form:
        typed = {name: masked(text) for name, text in typed.items()}
    if "mask" in request.form and request.accept_mimetypes.best == "application/json":
        return jsonify({name: text for name, text in typed.items() if name in request.form})
    written = Written("", typed["title"], typed["text"], language(), 0, member, more=typed["tags"])
    found = would_hold(written)
    given = {
        "lines": lines(found, written.parts),
        "private": {one.detail for one in found if one.because is Because.PRIVATE},
        "service": SERVICE in current_app.view_functions and member is not None,
        "order": is_about_order(f"{typed['title']} {typed['text']}"),
    }
    if wants_fragment():
        return render_template("moderation/advice/_advice.html", **given)
    to = request.form.get("to", "")
    if OURS.fullmatch(to) is None:
        return see_other("/")
    kept = [pair for pair in request.form.items(multi=True) if pair[0] not in NOT_CARRIED]
    if len(kept) > MOST_CARRIED or any(len(value) > LONGEST_CARRIED for _name, value in kept):
        return see_other("/")
    shown = {name: text for name, text in typed.items() if name in request.form}
    return render_template(
        "moderation/advice/page.html", typed=shown, kept=kept, to=to, longest=LONGEST, **given
    )


def _typed() -> dict[str, str]:
    """What was typed, with the ends of lines as the field has them."""
    return {name: request.form.get(name, "").replace("\r\n", "\n")[:limit] for name, limit in LONGEST.items()}
