"""The page of a member."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import current_member
from accounts.models import Member
from community.blueprint import bp
from community.contributions.models import Contribution
from community.contributions.queries import totals_of, written_by
from community.profiles.queries import profiles_for
from foundation.database import db
from foundation.web import get_or_404, page_of

SIZE = 20
KEYS = (Contribution.published_at, Contribution.id)


@bp.get("/people/<int:member_id>")
def profile(member_id: int) -> ResponseReturnValue:
    person: Member = get_or_404(profiles_for(current_member()).where(Member.id == member_id))
    written = written_by(person.id, current_member())
    count, votes = db.session.execute(totals_of(written)).one()
    page = page_of(written, KEYS, request.args.get("after"), SIZE)
    return render_template("community/profile.html", person=person, page=page, count=count, votes=votes)
