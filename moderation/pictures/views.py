"""The pictures of a case and the list of banned ones."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from accounts.access import require
from community.pictures.models import Picture
from foundation.database import db
from foundation.errors import Conflict
from foundation.language import _
from foundation.web import by_id, get_or_404, see_other
from moderation import policy
from moderation.blueprint import bp
from moderation.models import Case
from moderation.pictures import commands, queries
from moderation.pictures.forms import BanForm
from moderation.pictures.models import BannedPicture
from moderation.queries import case_for
from moderation.reasons import WORDS, Reason


@bp.get("/moderation/pictures")
def banned_pictures() -> ResponseReturnValue:
    require(policy.may_moderate)
    return render_template("moderation/pictures/banned.html", bans=queries.listed(), reason_words=WORDS)


@bp.post("/moderation/cases/<int:case_id>/pictures/<key>/ban")
def ban_picture(case_id: int, key: str) -> ResponseReturnValue:
    case: Case = get_or_404(case_for(case_id, require(policy.may_moderate)))
    moderator = require(policy.may_decide, case.contribution)
    its = (Picture.contribution_id == case.contribution_id, Picture.key == key)
    picture: Picture = get_or_404(select(Picture).where(*its))
    form = BanForm()
    try:
        if not form.validate():
            raise Conflict(_("Choose a reason and how long the ban lasts."))
        reason, note = Reason(form.reason.data), form.note.data or ""
        commands.ban(picture, moderator, reason, note, days=form.days.data, case_id=case_id)
        flash(_("The picture is banned: a text that shows it again waits here."), "good")
    except Conflict as refusal:
        flash(str(refusal.message), "warn")
    db.session.commit()
    return see_other(url_for("moderation.case", case_id=case_id, _anchor="pictures"))


@bp.post("/moderation/pictures/<int:ban_id>/lift")
def lift_ban(ban_id: int) -> ResponseReturnValue:
    by = require(policy.may_moderate)
    commands.lift(by_id(BannedPicture, ban_id), by)
    db.session.commit()
    flash(_("The ban is lifted. What waits because of it still waits."), "good")
    return see_other(url_for("moderation.banned_pictures"))
