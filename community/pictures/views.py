"""The files of a picture, for those who may see its contribution; and a picture that arrives ahead of its form."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from accounts.access import current_member, require_member
from accounts.models import Member
from community.blueprint import bp
from community.pictures import queries
from community.pictures.commands import keep, store
from community.pictures.models import Picture
from foundation import files
from foundation.database import db, reading
from foundation.errors import Invalid, NotFound
from foundation.pictures import cleaned
from foundation.pictures.cleaning import MOST_BYTES
from foundation.web import get_or_404

KEPT = 300
"""Seconds for which a browser may show a public picture again unasked: so long one outlives its removal."""
HEADERS = {"Content-Security-Policy": "default-src 'none'; sandbox", "Content-Disposition": "inline"}


@bp.get("/pictures/<key>/<any(full, page, small):size>.webp")
def picture(key: str, size: str) -> ResponseReturnValue:
    found: Picture = get_or_404(queries.picture(key, current_member()))
    shared = queries.is_public(found)
    try:
        with files.open_file(getattr(found, size)) as file:
            response = Response(file.read(), mimetype="image/webp", headers=HEADERS)
    except FileNotFoundError:
        raise NotFound from None
    response.headers["Cache-Control"] = f"public, max-age={KEPT}" if shared else "private, no-cache"
    response.set_etag(f"{key}-{size}")
    return response.make_conditional(request)


@bp.post("/pictures")
def send_picture() -> ResponseReturnValue:
    member_id = require_member().id
    sent = request.files.get("picture")
    if sent is None:
        raise Invalid
    with reading():
        made = cleaned(sent.stream.read(MOST_BYTES + 1))
    names = store(made)
    kept = keep(db.session.get_one(Member, member_id), made, names)
    db.session.commit()
    return {"key": kept.key}, 201
