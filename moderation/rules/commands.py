"""Write rules, try them, and let them act: every step is noted, and none is taken over a colleague's head."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update

from accounts.models import Member
from foundation import audit
from foundation.clock import now
from foundation.database import db, rows_changed
from foundation.errors import Conflict, Invalid
from foundation.language import _l
from moderation.rules.conditions import Condition
from moderation.rules.models import NAME, Action, Rule, RuleTest, RuleVersion
from moderation.rules.trial import STALE, Trial
from moderation.screening.views import fold

MOST_RULES = 200
MOST_ACTING = 50


class ChangedMeanwhile(Conflict):
    """A colleague saved the same rule."""

    message = _l("A colleague has saved this rule meanwhile. What you typed is kept below.")


class MovedOn(Conflict):
    """The rule is not where the page said it was."""

    message = _l("A colleague has moved this rule on meanwhile. Look at it as it is now.")


class NameTaken(Invalid):
    """Two rules of one name could not be told apart on a case."""

    field = "name"
    message = _l("Another rule has this name already. Give this one a name of its own.")


class TooManyRules(Invalid):
    """So many that nobody knows any more what happens."""

    message = _l("There are %(num)d rules already. Change one of them instead.", num=MOST_RULES)


class TooManyActing(Conflict):
    """So many that writing would become slow."""

    message = _l("%(num)d rules act or count already. Retire one of them first.", num=MOST_ACTING)


class TryFirst(Conflict):
    """Nothing acts on what is written before somebody saw what it would have done."""

    message = _l(
        "The test of this version is missing or older than a week. Test it again, look at it, then go on."
    )


class SayYouMeanIt(Invalid):
    """It would stop nearly everything."""

    message = _l(
        "It matches nearly everything that is written. Tick that you mean it, or change its conditions."
    )


@dataclass(frozen=True)
class Wording:
    """What somebody writes in a version: its name, why there is such a rule, what it asks and what it does."""

    name: str
    why: str
    conditions: Sequence[Condition]
    action: Action
    target: str = ""
    restored_from: int | None = None


def write_rule(wording: Wording, found: Trial, by: Member) -> Rule:
    """Begin a rule, as a draft, with its back-test."""
    if (db.session.scalar(select(func.count(Rule.id))) or 0) >= MOST_RULES:
        raise TooManyRules
    _refuse_taken(wording.name)
    rule = Rule(name=wording.name, folded=fold(wording.name)[:NAME])
    db.session.add(rule)
    db.session.flush()
    _add(rule, 1, wording, found, by)
    return rule


def rewrite_rule(rule: Rule, wording: Wording, found: Trial, by: Member, *, made_from: int) -> None:
    """Add a version; what acts or counts goes on unchanged until somebody moves the new one there."""
    _refuse_taken(wording.name, rule)
    advanced = update(Rule).where(Rule.id == rule.id, Rule.newest == made_from).values(newest=made_from + 1)
    if rows_changed(advanced) != 1:
        raise ChangedMeanwhile
    db.session.refresh(rule)
    rule.name, rule.folded = wording.name, fold(wording.name)[:NAME]
    rule.retired_at, rule.failing, rule.failing_at = None, "", None
    _add(rule, made_from + 1, wording, found, by)


def keep_trial(version: RuleVersion, found: Trial, by: Member) -> None:
    """Remember another back-test of a version."""
    db.session.add(RuleTest(version_id=version.id, result=found.kept, by_id=by.id))
    audit.note(by.id, "moderation.rule.tested", ("rule", version.rule_id), after=_in_short(version, found))


def count_in_shadow(rule: Rule, by: Member, *, number: int) -> None:
    """Let the newest version count what it would do; a live version goes on acting meanwhile."""
    if number != rule.newest or rule.live_number == number:
        raise MovedOn
    _room_for(rule)
    _move(rule, by, "shadow", shadow_number=number, retired_at=None)


def go_live(rule: Rule, version: RuleVersion, latest: RuleTest | None, by: Member, *, meant: bool) -> None:
    """Let the version in shadow act from now on."""
    if rule.shadow_number != version.number:
        raise MovedOn
    if latest is None or latest.tested_at < now() - STALE:
        raise TryFirst
    if Trial.of(latest.result).is_nearly_everything and not meant:
        raise SayYouMeanIt
    _move(rule, by, "live", live_number=version.number, shadow_number=None)


def only_count(rule: Rule, by: Member, *, number: int) -> None:
    """Let the live version act no more, and go on counting."""
    if rule.live_number != number:
        raise MovedOn
    _move(rule, by, "paused", live_number=None, shadow_number=number)


def retire(rule: Rule, by: Member) -> None:
    """Put a rule away: it neither acts nor counts; what it found stays."""
    _move(rule, by, "retired", live_number=None, shadow_number=None, retired_at=now())


def _add(rule: Rule, number: int, wording: Wording, found: Trial, by: Member) -> None:
    version = RuleVersion(
        rule_id=rule.id,
        number=number,
        name=wording.name,
        why=wording.why,
        conditions=[one.as_row() for one in wording.conditions],
        action=wording.action.value,
        target=wording.target,
        restored_from=wording.restored_from,
        made_by_id=by.id,
    )
    db.session.add(version)
    db.session.flush()
    db.session.add(RuleTest(version_id=version.id, result=found.kept, by_id=by.id))
    audit.note(by.id, "moderation.rule.saved", ("rule", rule.id), after=_in_short(version, found))


def _in_short(version: RuleVersion, found: Trial) -> dict[str, Any]:
    said = {
        "name": version.name,
        "version": version.number,
        "action": version.action,
        "target": version.target,
    }
    matched = {"looked_at": found.looked_at, "matched": found.matched, "approved": found.approved}
    return said | {"conditions": version.conditions, "test": matched}


def _move(rule: Rule, by: Member, deed: str, **values: Any) -> None:
    """Move a rule on from where it stands now, unless a colleague has just done so."""
    before = _stands(rule)
    unmoved = (
        Rule.newest == rule.newest,
        Rule.live_number.is_not_distinct_from(rule.live_number),
        Rule.shadow_number.is_not_distinct_from(rule.shadow_number),
    )
    if rows_changed(update(Rule).where(Rule.id == rule.id, *unmoved).values(**values)) != 1:
        raise MovedOn
    db.session.refresh(rule)
    audit.note(by.id, f"moderation.rule.{deed}", ("rule", rule.id), before, _stands(rule))


def _stands(rule: Rule) -> dict[str, Any]:
    return {"stage": rule.stage.value, "live": rule.live_number, "shadow": rule.shadow_number}


def _room_for(rule: Rule) -> None:
    acting = select(func.count(Rule.id)).where(
        (Rule.live_number.is_not(None)) | (Rule.shadow_number.is_not(None)), Rule.id != rule.id
    )
    if (db.session.scalar(acting) or 0) >= MOST_ACTING:
        raise TooManyActing


def _refuse_taken(name: str, but: Rule | None = None) -> None:
    same = select(Rule.id).where(Rule.folded == fold(name)[:NAME])
    if db.session.scalar(same.where(Rule.id != but.id) if but else same) is not None:
        raise NameTaken
