"""The slow way to the same numbers: for pages without a socket."""

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from accounts.access import current_member
from community.blueprint import bp
from community.live import queries
from community.notices.queries import unread_count
from foundation.web import LARGEST_ID

MOST = 60


@bp.get("/contributions/numbers")
def numbers() -> ResponseReturnValue:
    member = current_member()
    found = queries.visible_numbers(_ids(), member)
    unread = unread_count(member)
    return jsonify(moved=found, unread=unread)


def _ids() -> set[int]:
    words = request.args.get("ids", "")[:1200].split(",")[:MOST]
    return {int(word) for word in words if word.isascii() and word.isdigit() and int(word) <= LARGEST_ID}
