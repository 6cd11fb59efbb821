"""The report of a period for everybody, as page, CSV and JSON; and the figures of the team."""

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from accounts.access import require
from foundation.clock import now
from foundation.errors import NotFound
from moderation import policy
from moderation.blueprint import bp
from moderation.meanings import CATEGORIES, GROUNDS
from moderation.reasons import BECAUSE, WORDS
from moderation.transparency import report, team, words
from moderation.transparency.figures import as_csv
from moderation.transparency.periods import Period

DAYS = (30, 90, 365)


@bp.get("/transparency")
@bp.get("/transparency/<name>")
def transparency(name: str = "") -> ResponseReturnValue:
    period = _period(name) if name else Period.of(now())
    named = {"category_words": CATEGORIES, "ground_words": GROUNDS, "words": words}
    return render_template(
        "moderation/transparency/page.html",
        it=report.counted(period),
        texts=report.TEXTS,
        periods=_periods(period),
        **named,
    )


@bp.get("/transparency/<name>.<any(csv, json):form>")
def transparency_file(name: str, form: str) -> ResponseReturnValue:
    found = report.counted(_period(name))
    if form == "json":
        return jsonify(found.as_data())
    answer = Response(as_csv(found.period.name, found.figures), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename=transparency-{found.period.name}.csv"
    return answer


@bp.get("/moderation/figures")
def metrics() -> ResponseReturnValue:
    moderator = require(policy.may_moderate)
    asked = request.args.get("days", "")
    days = next((one for one in DAYS if str(one) == asked), DAYS[0])
    shown = team.figures(moderator, days)
    named = {"reason_words": WORDS, "because_words": BECAUSE, "ages": words.AGES}
    return render_template("moderation/transparency/team.html", it=shown, days=days, choices=DAYS, **named)


def _period(name: str) -> Period:
    """The period of that name, if it has begun."""
    period = Period.named(name)
    if period is None or period.since > now():
        raise NotFound
    return period


def _periods(shown: Period) -> list[Period]:
    """The years one can choose, and the months of the one that is shown."""
    year = now().year
    years = sorted({shown.year, year, year - 1, year - 2}, reverse=True)
    return [*(Period(one) for one in years), *shown.months(now())]
