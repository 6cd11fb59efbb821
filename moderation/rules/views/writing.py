"""Writing a rule: its form, which is tried before it is saved and keeps everything that was typed."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import require
from accounts.models import Member
from foundation.database import db, reading
from foundation.errors import Conflict, Invalid
from foundation.language import _, _l
from foundation.web import an_id, by_id, get_or_404, see_other
from moderation.blueprint import bp
from moderation.rules import commands, policy, queries, wording
from moderation.rules.commands import Wording
from moderation.rules.conditions import MOST_CONDITIONS, Condition
from moderation.rules.examples import EXAMPLES
from moderation.rules.forms import Row, RuleForm, changed, conditions_of, filled, rows_of
from moderation.rules.models import Action, Rule, RuleVersion
from moderation.rules.trial import Trial, trial
from moderation.rules.views.pages import examples_of

NO_ROWS = _l("Add at least one condition: a rule without one would match nothing.")


@bp.get("/moderation/rules/new")
def new_rule() -> ResponseReturnValue:
    require(policy.may_write_rules)
    copied = request.args.get("copy", type=an_id)
    if copied is not None:
        rule = by_id(Rule, copied)
        version: RuleVersion = get_or_404(queries.version_of(rule.id, rule.newest))
        return _form(filled(version, name=_("%(name)s, copy", name=version.name)[:80]), _rows(version))
    example = EXAMPLES.get(request.args.get("example", ""))
    if example is None:
        return _form(RuleForm(formdata=None), [])
    given = {"name": str(example.name), "why": str(example.why), "action": example.action.value}
    rows = [Row(place, name, how, [str(value)]) for place, (name, how, value) in enumerate(example.rows)]
    return _form(RuleForm(formdata=None, tag=str(example.target), **given), rows)


@bp.post("/moderation/rules/new")
def write_rule() -> ResponseReturnValue:
    return _sent(require(policy.may_write_rules), None)


@bp.get("/moderation/rules/<int:rule_id>/edit")
def edit_rule(rule_id: int) -> ResponseReturnValue:
    require(policy.may_write_rules)
    rule = by_id(Rule, rule_id)
    number = request.args.get("version", rule.newest, type=an_id)
    version: RuleVersion = get_or_404(queries.version_of(rule.id, number))
    former = number if number != rule.newest else None
    return _form(filled(version, made_from=rule.newest, restored_from=former), _rows(version), rule)


@bp.post("/moderation/rules/<int:rule_id>/edit")
def rewrite_rule(rule_id: int) -> ResponseReturnValue:
    member = require(policy.may_write_rules)
    return _sent(member, by_id(Rule, rule_id))


def _sent(member: Member, rule: Rule | None) -> ResponseReturnValue:
    """A row more or less, a trial, or a version: in this order of asking."""
    form, rows, deed = RuleForm(), rows_of(request.form), request.form.get("do", "try")
    if deed == "add" or deed.startswith("remove-"):
        return _form(form, changed(rows, deed, form.add.data or ""), rule)
    conditions, complete = conditions_of(rows), form.validate() if deed == "save" else True
    if conditions is None or not complete:
        return _form(form, rows, rule, missing=str(NO_ROWS) if not rows else ""), 422
    rule_id = rule.id if rule else None
    with reading():
        found = trial(conditions, member)
    rule = db.session.get_one(Rule, rule_id) if rule_id else None
    if deed != "save":
        return _form(form, rows, rule, trial=found, examples=examples_of(found, member))
    return _saved(form, rows, rule, conditions, found)


def _saved(
    form: RuleForm, rows: list[Row], rule: Rule | None, conditions: list[Condition], found: Trial
) -> ResponseReturnValue:
    member, rule_id = require(policy.may_write_rules), rule.id if rule else 0
    action = Action(form.action.data)
    said = (form.name.data, form.why.data or "", conditions, action, form.target, form.restored_from.data)
    try:
        if rule is None:
            rule_id = commands.write_rule(Wording(*said), found, member).id
        else:
            commands.rewrite_rule(rule, Wording(*said), found, member, made_from=form.made_from.data or 0)
    except Invalid as refusal:
        form.mark(refusal, "name")
        return _form(form, rows, rule), refusal.status
    except Conflict as refusal:
        return _collided(form, rows, rule_id, refusal)
    db.session.commit()
    flash(_("Saved, with what it would have done. Nothing acts yet: let it count in shadow first."), "good")
    return see_other(url_for("moderation.rule", rule_id=rule_id))


def _collided(form: RuleForm, rows: list[Row], rule_id: int, refusal: Conflict) -> ResponseReturnValue:
    """Everything that was typed, beside what the colleague saved; saving again goes on from theirs."""
    db.session.rollback()
    rule = by_id(Rule, rule_id)
    form.made_from.data, form.made_from.raw_data = rule.newest, None
    theirs = queries.versions_of(rule)[0]
    return _form(form, rows, rule, collision=str(refusal.message), theirs=theirs), refusal.status


def _rows(version: RuleVersion) -> list[Row]:
    return [Row.of(place, stored) for place, stored in enumerate(version.conditions)]


def _form(form: RuleForm, rows: list[Row], rule: Rule | None = None, **given: Any) -> str:
    action = url_for("moderation.rewrite_rule", rule_id=rule.id) if rule else url_for("moderation.write_rule")
    return render_template(
        "moderation/rules/form.html",
        form=form,
        rows=rows,
        rule=rule,
        action=action,
        most=MOST_CONDITIONS,
        said=wording.SAID,
        options={row.field: wording.options(row.field) for row in rows},
        comparisons={row.field: wording.comparisons(row.field) for row in rows},
        spoken=wording.spoken,
        deed=wording.deed,
        action_words=wording.ACTIONS,
        would=wording.would(form.action.data or Action.HOLD.value),
        **given,
    )
