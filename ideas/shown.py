"""How ideas appear in templates: their addresses, and the small print of an answer."""

from collections.abc import Iterable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from flask import Flask, url_for
from markupsafe import Markup, escape

from foundation import pages
from foundation.clock import now
from foundation.html.mentions import unnamed
from foundation.language import _, _n, ago, day, lasting
from foundation.page import cleaned, here
from ideas.models import Answer, DeclineReason, slug_of
from ideas.words import DECLINED_BECAUSE

ONE_DAY = timedelta(days=1)
BACK = "/back-to-this-page-of-the-board"


def url_of(row: Any) -> str:
    """The address of an idea, from its row or itself."""
    return url_for("ideas.idea", idea_id=row.id, slug=slug_of(row.title))


def with_url(rows: Iterable[Any]) -> list[SimpleNamespace]:
    """Rows with their address, as the list of similar ideas wants them."""
    return [SimpleNamespace(**row._mapping, url=url_of(row)) for row in rows]


def stands(row: Any, sort: str) -> str:
    """Why a card stands where it stands: what its order weighs, in words."""
    if sort == "wanted" or not row.published_at:
        return ""
    if sort == "hot" and row.vote_count and now() - row.published_at >= ONE_DAY:
        votes = _n("%(num)d vote", "%(num)d votes", row.vote_count)
        return _("%(votes)s in %(time)s", votes=votes, time=lasting(now() - row.published_at))
    return ago(row.published_at)


def card(row: Any, state: str, said: Any = None, highlight: Any = None, why: str = "") -> Markup:
    """A card of the board; who sees the same is given the same."""
    same = (tuple(row), state, said, highlight, why)
    made = pages.piece(
        "ideas/_card.html",
        same=same,
        idea=row,
        state=state,
        said=said,
        highlight=highlight,
        why=why,
        url=url_of(row),
        back=BACK,
    )
    return cleaned(made.replace(BACK, escape(here())))


def board_rail(filters: Any, rail: Any, mine: bool) -> Markup:
    """The filters beside the board: the same for all who may read the same spaces."""
    same = (filters, rail, mine)
    return cleaned(pages.piece("ideas/_rail.html", same=same, filters=filters, rail=rail, mine=mine))


def terms(answer: Answer) -> list[tuple[str, str]]:
    """The reason of a no, and when the house looks again."""
    said = []
    if answer.decline_reason:
        said.append((_("Why"), str(DECLINED_BECAUSE[DeclineReason(answer.decline_reason)])))
    again = [day(answer.look_again_at)] if answer.look_again_at else []
    again += [answer.look_again_when] if answer.look_again_when else []
    return [*said, (_("We look again"), ", ".join(again))] if again else said


def init_app(app: Flask) -> None:
    """Give templates these words."""
    app.add_template_filter(slug_of, "slug")
    app.add_template_filter(with_url, "with_url")
    app.add_template_filter(unnamed, "unnamed")
    app.jinja_env.globals.update(terms=terms, card=card, stands=stands, board_rail=board_rail)
