"""`bin/ensemble customers …`: files in and out, links, the ledger."""

import os
import sys
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import click
from flask.cli import AppGroup

from customers import commands, exports
from customers.imports import running
from customers.imports.reading import Report, Unreadable
from foundation.database import db

group = AppGroup("customers", help="The customer file.")
KINDS = click.Choice(["customers", "purchases"])


@group.command("import")
@click.argument("kind", type=KINDS)
@click.argument("file", type=click.File("rb"))
@click.option("--strict", is_flag=True, help="Keep nothing when any line is wrong.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; keep nothing.")
@click.option("--currency", default="EUR", show_default=True, help="Currency of purchases that name none.")
@click.option(
    "--encoding", default="", help="Encoding of the file when it is not UTF-8 or UTF-16, such as cp1252."
)
def import_file(kind: str, file: BinaryIO, strict: bool, dry_run: bool, currency: str, encoding: str) -> None:
    """Load customers or purchases from a CSV file; loading it twice changes nothing.

    customers: customer_ref, name, email, phone, language (en, fr), kind (person, company); only customer_ref is needed.
    purchases: customer_ref, purchased_at, amount; quantity, currency, product, purchase_ref if there are any.
    """
    size = os.fstat(file.fileno()).st_size
    with click.progressbar(
        length=size * (2 if strict else 1), label=Path(file.name).name, file=sys.stderr
    ) as bar:
        report = _run(kind, file, bar, strict=strict, write=not dry_run, currency=currency, encoding=encoding)
    _say(report, dry_run=dry_run)
    sys.exit(1 if strict and report.bad else 0)


def _run(kind: str, file: BinaryIO, bar: Any, **how: Any) -> Report:
    passed, last = 0, 0

    def after_batch() -> None:
        nonlocal passed, last
        db.session.commit()
        here = file.tell()
        passed += here - last if here >= last else here
        last = here
        bar.update(passed - bar.pos)

    try:
        return running.run(kind, file, after_batch=after_batch, **how)
    except (Unreadable, LookupError) as fault:
        db.session.rollback()
        raise click.ClickException(str(fault)) from fault


def _say(report: Report, *, dry_run: bool) -> None:
    for line, reason in report.faults:
        click.echo(f"line {line}: {reason}", err=True)
    if report.bad > len(report.faults):
        click.echo(f"… and {report.bad - len(report.faults)} more", err=True)
    done = "would be new" if dry_run else "new or changed"
    click.echo(
        f"{report.rows} rows: {report.new} {done}, {report.known} known already, {report.bad} wrong, in {report.seconds:.1f} s"
    )
    if not report.kept:
        click.echo("Nothing was kept.")


@group.command("export")
@click.argument("kind", type=click.Choice(exports.KINDS))
@click.option(
    "--output", "-o", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="File to write."
)
def export_file(kind: str, output: TextIO) -> None:
    """Write customers, purchases or needs as CSV, safe to open in a spreadsheet."""
    for line in exports.lines(kind):
        output.write(line)


@group.command("link")
def link() -> None:
    """Link every member whose verified address exactly one customer has."""
    made = commands.link_members()
    db.session.commit()
    click.echo(f"{made} linked")


@group.command("settle")
def settle() -> None:
    """Bring the ledger of needs in line with votes, links and consents."""
    written = commands.settle_all()
    db.session.commit()
    click.echo(f"{written} rows written")
