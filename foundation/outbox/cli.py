"""`bin/ensemble jobs work|list|resend`."""

import signal
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from foundation.database import db
from foundation.outbox import queries
from foundation.outbox.commands import resend
from foundation.outbox.models import OutboxJob
from foundation.outbox.worker import Worker, drain

jobs = AppGroup("jobs", help="The outbox: mail, indexing and all that happens after a commit.")


@jobs.command("work")
@click.option("--once", is_flag=True, help="Do what is due and stop.")
@with_appcontext
def work(once: bool) -> None:
    """Work until stopped (SIGTERM or Ctrl-C finish the job at hand)."""
    if once:
        click.echo(f"{drain(limit=100_000)} jobs done.")
        return
    worker = Worker()

    def stop(_signal: int, _frame: Any) -> None:
        worker.stopping.set()
        worker.bell.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    click.echo(f"Worker {worker.name} is at work.")
    worker.work(current_app._get_current_object())  # type: ignore[attr-defined]
    click.echo("Worker stopped.")


@jobs.command("list")
@click.argument("state", type=click.Choice(["parked", "waiting", "done"]), default="parked")
@click.option("--limit", default=50, show_default=True)
@with_appcontext
def listed(state: str, limit: int) -> None:
    """Show jobs of one state, newest first."""
    for job in db.session.execute(queries.lines(state).order_by(OutboxJob.id.desc()).limit(limit)):
        click.echo(
            f"{job.id}\t{job.kind}\t{job.attempts} tries\t{job.run_at:%Y-%m-%d %H:%M:%S}\t{job.last_error or ''}"
        )


@jobs.command("resend")
@click.argument("ids", type=int, nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every parked job.")
@with_appcontext
def again(ids: tuple[int, ...], everything: bool) -> None:
    """Give parked jobs a fresh start."""
    if not ids and not everything:
        raise click.UsageError("name jobs by their number, or say --all")
    freed = resend(*ids)
    db.session.commit()
    click.echo(f"{freed} jobs will be tried again.")
    if ids and freed != len(set(ids)):
        raise click.ClickException("some of these jobs were not parked")
