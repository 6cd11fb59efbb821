"""`bin/ensemble ideas import|export`."""

from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select

from community.spaces.models import Space
from foundation.database import db
from ideas.exporting import export
from ideas.importing import Report, import_polis
from ideas.polis import NotPolis

ideas = AppGroup("ideas", help="Product ideas: bring them in, take them out.")
SHOWN = 10


@ideas.command("import")
@click.option("--from", "source", type=click.Choice(["polis"]), required=True, help="What the files are.")
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--space", "slug", required=True, help="The space that takes the ideas.")
@click.option("--make-space", "name", help="Make the space with this name if there is none.")
@click.option("--dry-run", is_flag=True, help="Say what would be carried, and keep nothing.")
@click.option("--verbose", is_flag=True, help="List every statement whose tally differs.")
@with_appcontext
def import_(source: str, path: Path, slug: str, name: str | None, dry_run: bool, verbose: bool) -> None:
    """Carry a consultation from PATH: statements, authors, and every last vote with its time and direction."""
    space = _space(slug, name)
    try:
        with click.progressbar(length=_size(path), label="Reading votes") as bar:
            report = import_polis(path, space, bar.update)
    except NotPolis as fault:
        db.session.rollback()
        raise click.ClickException(str(fault)) from fault
    if dry_run:
        db.session.rollback()
    else:
        db.session.commit()
    _tell(report, slug, dry_run=dry_run, verbose=verbose)


@ideas.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--space", "slug", required=True, help="The space whose ideas are written.")
@with_appcontext
def export_(file: Path, slug: str) -> None:
    """Write the published ideas of a space to FILE.csv, safe to open in a spreadsheet."""
    try:
        count = export(_space(slug, None), file)
    except OSError as fault:
        raise click.ClickException(f"{file} cannot be written: {fault.strerror}") from fault
    click.echo(f"{count} ideas written to {file}.")


def _space(slug: str, name: str | None) -> Space:
    found = db.session.scalars(select(Space).where(Space.slug == slug)).first()
    if found is None and name:
        found = Space(slug=slug, name=name[:80])
        db.session.add(found)
        db.session.flush()
    if found is None:
        known = (
            ", ".join(db.session.scalars(select(Space.slug).order_by(Space.position, Space.id))) or "none yet"
        )
        raise click.ClickException(f"There is no space {slug}. Spaces: {known}. --make-space NAME makes it.")
    return found


def _size(folder: Path) -> int:
    try:
        return (folder / "votes.csv").stat().st_size
    except OSError:
        return 0


def _tell(report: Report, slug: str, *, dry_run: bool, verbose: bool) -> None:
    states = ", ".join(f"{count} {state}" for state, count in sorted(report.states.items()))
    would = "Would carry" if dry_run else "Carried"
    click.echo(f"{would} into {slug} from {report.conversation}:")
    click.echo(f"  {report.new_ideas} new ideas; {report.found} statements in all ({states})")
    click.echo(f"  {report.new_members} new members without an address")
    click.echo(f"  {report.new_votes} new votes; {report.votes} last votes in all")
    click.echo("Not carried:")
    for reason, count in sorted(report.skipped.reasons.items()):
        lines = ", ".join(map(str, report.skipped.examples[reason]))
        click.echo(
            f"  {count} × {reason} (line {lines}{', …' if count > len(report.skipped.examples[reason]) else ''})"
        )
    if not report.skipped.reasons:
        click.echo("  nothing was left behind")
    same = report.found - len(report.differing)
    click.echo(
        f"Tallies: {same} of {report.found} statements count as the file's own numbers say; the votes decide."
    )
    for line in report.differing if verbose else report.differing[:SHOWN]:
        click.echo(f"  {line}")
    if not verbose and len(report.differing) > SHOWN:
        click.echo(f"  … and {len(report.differing) - SHOWN} more; --verbose lists them")
