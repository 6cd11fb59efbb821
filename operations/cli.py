"""`bin/ensemble backup|restore|recount|move-to|demo`."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext

from foundation import counters
from foundation.database import db
from foundation.settings import current
from operations import archive, restoring
from operations.archive import Unsound
from operations.demo import loading
from operations.snapshots import NotEmpty

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("backup")
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Replace a file of that name.")
@with_appcontext
def backup(file: Path, force: bool) -> None:
    """Write everything into one file while the site goes on: rows, uploads, checksums."""
    file = file.resolve()
    if file.exists() and not force:
        raise click.ClickException(f"{file} is there already; say --force to replace it")
    if not file.parent.is_dir():
        raise click.ClickException(f"there is no folder {file.parent}")
    made = archive.write(file, db.engine, current().data_dir / "files", lambda _line: None)
    rows = sum(said["rows"] for said in made.tables.values())
    click.echo(
        f"{file}: {rows} rows of {len(made.tables)} tables, {len(made.files)} files, {file.stat().st_size} bytes."
    )


@click.command("restore")
@click.argument("file", type=FILE)
@click.option("--verify", is_flag=True, help="Only try it, in a database of its own.")
@click.option("--force", is_flag=True, help="Put it in the place of what is here, which is kept aside.")
@with_appcontext
def restore(file: Path, verify: bool, force: bool) -> None:
    """Put a backup back: rows, uploads, search index; counters are checked. Stop the site first."""
    try:
        made = restoring.verify(file, _say) if verify else restoring.restore(file, _say, force=force)
    except FileNotFoundError as fault:
        raise click.ClickException(f"there is no file {file}") from fault
    except NotEmpty as fault:
        raise click.ClickException(f"{fault}; say --force to put the backup in its place") from fault
    except (Unsound, RuntimeError) as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(f"The backup of {made.made_at} {'is sound' if verify else 'is in place'}.")


@click.command("move-to")
@click.argument("url")
@with_appcontext
def move_to(url: str) -> None:
    """Copy every row into another, empty database, and make its search index."""
    try:
        restoring.move(db.engine, url, _say)
    except (NotEmpty, RuntimeError, ValueError) as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo("Done. Now set ENSEMBLE_DATABASE_URL to the new database and start the site.")


@click.command("recount")
@click.option(
    "--check", "mode", flag_value="check", default="check", help="Say which counters are wrong (the default)."
)
@click.option("--fix", "mode", flag_value="fix", help="Set them right.")
@with_appcontext
def recount(mode: str) -> None:
    """Compare every counter with the rows it counts."""
    wrong = list(counters.drifts())
    for drift in wrong[:100]:
        click.echo(f"{drift.name} of {drift.id}: {drift.stored} stored, {drift.counted} counted")
    if mode == "fix":
        mended = counters.mend()
        db.session.commit()
        click.echo(f"{mended} counters set right.")
    elif wrong:
        raise click.ClickException(
            f"{len(wrong)} counters are wrong; bin/ensemble recount --fix sets them right"
        )
    else:
        click.echo("All counters agree with their rows.")


demo = AppGroup("demo", help="Maison Brume, the site that is shown.")


@demo.command("load")
@with_appcontext
def load_demo() -> None:
    """Fill an empty database with the demo."""
    _play(loading.load)


@demo.command("reset")
@with_appcontext
def reset_demo() -> None:
    """Throw a loaded demo away and load it anew."""
    _play(loading.reset)


def _play(begin: Callable[[Path, Callable[[str], object]], object]) -> None:
    began = time.monotonic()
    try:
        begin(current().data_dir, partial(click.echo, err=True))
    except loading.NotForDemo as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(f"loaded in {time.monotonic() - began:.0f} s", err=True)
    click.echo(loading.sign_ins())


def _say(line: str) -> None:
    if line:
        click.echo(line)


def init_app(app: Flask) -> None:
    """Add the commands."""
    for command in (backup, restore, move_to, recount, demo):
        app.cli.add_command(command)
