"""bin/ensemble moderation …: what an operator does about moderation."""

import click
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select

from accounts.holds.models import Held
from accounts.holds.queries import hold_on
from foundation import audit
from foundation.database import db
from moderation.learning import commands as learning
from moderation.models import Decision
from moderation.modes import commands as modes
from moderation.modes.queries import running

cli = AppGroup("moderation", help="The log of decisions, and the model that learns from them.")
WHAT = {
    "altered": "line {number} (id {name}) was altered",
    "missing": "line {number} is missing",
    "moved": "line {number} (id {name}) does not follow the line before it",
    "erased": "line {number} (id {name}) was emptied, and no erasure is on record",
    "forged": "the newest link does not carry the mark of this site: it was written by hand, or the secret was changed",
    "unsealed": "the line with id {name} is not in the chain",
}


@cli.command("verify-log")
@click.option("--head", help="The newest link as it was kept elsewhere, in hexadecimal.")
@with_appcontext
def verify_log(head: str | None) -> None:
    """Hold every line of the audit against the chain, and name each that was altered, taken out or moved."""
    faults = list(audit.faults())
    for fault in faults:
        click.echo(WHAT[fault.what].format(number=fault.number, name=fault.name))
    lines, newest = audit.head()
    if head and not audit.has_link(head.strip()):
        raise click.ClickException(f"no line has the link {head}: the log was written anew")
    if not lines and db.session.scalar(select(Decision.id).limit(1)):
        raise click.ClickException("the log is empty, and decisions were taken: it was thrown away")
    if faults:
        raise click.ClickException(f"{len(faults)} faults in {lines} lines")
    click.echo(f"{lines} lines, all in place. The newest link is {newest}.")


@cli.command("erase-log")
@click.argument("kind")
@click.argument("number", type=int)
@with_appcontext
def erase_log(kind: str, number: int) -> None:
    """Forget what the audit says about a thing, such as `contribution 17`, as the law may ask; its lines stay in place."""
    if kind in list(Held) and hold_on(Held(kind), number):
        raise click.ClickException(
            f"{kind} {number} is held for the law; its hold is on the page of legal holds"
        )
    lines = audit.erase(kind, number, None)
    if not lines:
        raise click.ClickException(f"the log says nothing about {kind} {number}")
    db.session.commit()
    click.echo(f"{lines} lines emptied; the chain holds, and the erasure stands in it.")


@cli.command("learn")
@with_appcontext
def learn() -> None:
    """Train the model on everything decided, and say how good it is on what it had not seen."""
    model = learning.learn()
    stage = learning.look_at_bands()
    db.session.commit()
    if model is None:
        raise click.ClickException("no topic has enough examples: 20 of one kind, some of them recent")
    click.echo(f"model {model.id} learned from {model.decisions} decisions; it is {stage.value}")
    for topic, seen in model.quality.items():
        click.echo(
            f"{topic}: recall {seen['recall_sorting']:.2f} at 5 % false alarms, {seen['recall']:.2f} where it may hold,"
            f" calibration error {seen['calibration_error']:.3f}, on {seen['texts']} texts"
        )


@cli.command("crisis")
@click.argument("deed", type=click.Choice(["begin", "prolong", "end", "status"]))
@click.option("--why", default="", help="What colleagues read while it runs.")
@with_appcontext
def crisis(deed: str, why: str) -> None:
    """Let everything be read before it appears, for 24 hours from now; or end that, or say whether it runs."""
    try:
        if deed == "begin":
            modes.begin(None, why[:300])
        elif deed != "status":
            (modes.prolong if deed == "prolong" else modes.end)(None)
    except modes.NoCrisis as refusal:
        raise click.ClickException("no crisis runs") from refusal
    db.session.commit()
    found = running()
    click.echo(f"runs until {found.ends_at:%Y-%m-%d %H:%M} UTC: {found.why}" if found else "no crisis")
