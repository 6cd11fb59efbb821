"""The list of rules, one rule with its record, and the steps it takes from draft to live."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import require
from accounts.models import Member
from foundation.clock import now
from foundation.database import db, reading
from foundation.errors import Conflict, Invalid, Refused
from foundation.language import _
from foundation.web import by_id, get_or_404, see_other
from moderation.blueprint import bp
from moderation.rules import commands, policy, queries, wording
from moderation.rules.conditions import BadCondition, read
from moderation.rules.examples import EXAMPLES
from moderation.rules.models import Rule, RuleVersion, Stage
from moderation.rules.trial import STALE, Trial, trial

SPOKEN = {"spoken": wording.spoken, "deed": wording.deed, "stage_words": wording.STAGES}


@bp.get("/moderation/rules")
def rules() -> ResponseReturnValue:
    require(policy.may_write_rules)
    lines = queries.lines()
    counts = {stage: sum(line.rule.stage is stage for line in lines) for stage in Stage}
    shown = request.args.get("stage", "")
    kept = [line for line in lines if line.rule.stage == shown] if shown in set(Stage) else lines
    return render_template(
        "moderation/rules/index.html",
        lines=kept,
        total=len(lines),
        counts=counts,
        shown=shown,
        examples=EXAMPLES,
        **SPOKEN,
    )


@bp.get("/moderation/rules/<int:rule_id>")
def rule(rule_id: int) -> ResponseReturnValue:
    member = require(policy.may_write_rules)
    return _page(by_id(Rule, rule_id), member)


@bp.post("/moderation/rules/<int:rule_id>/test")
def test_rule(rule_id: int) -> ResponseReturnValue:
    member = require(policy.may_write_rules)
    number = _number()
    try:
        with reading():
            version: RuleVersion = get_or_404(queries.version_of(rule_id, number))
            found = trial(read(version.conditions), member)
    except BadCondition:
        flash(_("A condition of this version is not known any more. Edit the rule and remove it."), "warn")
        return see_other(url_for("moderation.rule", rule_id=rule_id))
    commands.keep_trial(get_or_404(queries.version_of(rule_id, number)), found, member)
    db.session.commit()
    flash(_("Tested again: this is what it would have done until today."), "good")
    return see_other(url_for("moderation.rule", rule_id=rule_id, _anchor="trial"))


@bp.post("/moderation/rules/<int:rule_id>/shadow")
def shadow_rule(rule_id: int) -> ResponseReturnValue:
    member = require(policy.may_write_rules)
    found = by_id(Rule, rule_id)
    said = _("It counts what it would have done, and touches nothing.")
    return _stepped(found, said, lambda: commands.count_in_shadow(found, member, number=_number()))


@bp.post("/moderation/rules/<int:rule_id>/live")
def run_rule(rule_id: int) -> ResponseReturnValue:
    member = require(policy.may_run_rules)
    found = by_id(Rule, rule_id)
    version: RuleVersion = get_or_404(queries.version_of(rule_id, _number()))
    meant = bool(request.form.get("meant"))

    def step() -> None:
        commands.go_live(found, version, queries.last_test(version), member, meant=meant)

    return _stepped(found, _("It acts on what is written from now on."), step)


@bp.post("/moderation/rules/<int:rule_id>/pause")
def pause_rule(rule_id: int) -> ResponseReturnValue:
    member = require(policy.may_run_rules)
    found = by_id(Rule, rule_id)
    said = _("It acts no more, and goes on counting. What it held still waits.")
    return _stepped(found, said, lambda: commands.only_count(found, member, number=_number()))


@bp.post("/moderation/rules/<int:rule_id>/retirement")
def retire_rule(rule_id: int) -> ResponseReturnValue:
    found = by_id(Rule, rule_id)
    member = require(policy.may_retire_rule, found)
    said = _("It is retired. What it held still waits, and its record stays.")
    return _stepped(found, said, lambda: commands.retire(found, member))


def _stepped(found: Rule, said: str, step: Any) -> ResponseReturnValue:
    """Take a step and say what is now so; a refusal is said instead, and nothing has changed."""
    number, member = found.id, require(policy.may_write_rules)
    try:
        step()
    except Invalid as refusal:
        return _page(found, member, refused=str(refusal.message)), refusal.status
    except Conflict as refusal:
        return _refused(number, refusal)
    db.session.commit()
    flash(said, "good")
    return see_other(url_for("moderation.rule", rule_id=number))


def _refused(rule_id: int, refusal: Refused) -> ResponseReturnValue:
    db.session.rollback()
    return _page(
        by_id(Rule, rule_id), require(policy.may_write_rules), refused=str(refusal.message)
    ), refusal.status


def _number() -> int:
    """Which version the page was about; none is 0."""
    sent = request.form.get("number", "")
    return int(sent) if sent.isdecimal() and len(sent) < 8 else 0


def _page(found: Rule, member: Member, refused: str = "") -> str:
    versions = queries.versions_of(found)
    newest = versions[0]
    test = queries.last_test(newest)
    tested = Trial.of(test.result) if test else None
    return render_template(
        "moderation/rules/rule.html",
        rule=found,
        newest=newest,
        versions=versions,
        test=test,
        trial=tested,
        stale=test is None or test.tested_at < now() - STALE,
        examples=examples_of(tested, member),
        records=_records(found),
        lately=queries.found_lately(found, member),
        deeds=queries.deeds(found),
        refused=refused,
        would=wording.would(newest.action),
        can={
            "run": policy.may_run_rules(member),
            "retire": policy.may_retire_rule(member, found) and not found.retired_at,
        },
        **SPOKEN,
    )


def examples_of(tested: Trial | None, member: Member) -> dict[str, Any]:
    """Some of what a trial matched, by what people had made of it, as far as the member may read it."""
    if tested is None:
        return {}
    kinds = {"wrongly": tested.wrongly, "rightly": tested.rightly, "passed": tested.passed_examples}
    return {kind: queries.named(ids, member) for kind, ids in kinds.items() if ids}


def _records(found: Rule) -> list[tuple[str, int, queries.Record | None]]:
    """What acts and what counts, each with what became of it."""
    which = (("live", found.live_number, True), ("shadow", found.shadow_number, False))
    return [
        (name, number, queries.record(found.id, number, acted=acted))
        for name, number, acted in which
        if number is not None
    ]
