"""bin/ensemble search …"""

import click
from flask.cli import AppGroup, with_appcontext

from foundation.search import sources
from foundation.search.engine import engine

search = AppGroup("search", help="The search index.")


@search.command("rebuild")
@with_appcontext
def rebuild() -> None:
    """Make the search index anew; searches go on in the old one until it is complete."""
    with click.progressbar(sources.everything(), label="Indexing", show_pos=True) as documents:
        done = engine().rebuild(documents)
    click.echo(f"{done} documents can be found.")


@search.command("health")
@with_appcontext
def health() -> None:
    """Say whether the index answers."""
    found = engine().health()
    click.echo(f"{found.backend}: {found.documents} documents{f' ({found.detail})' if found.detail else ''}")
    if not found.ok:
        raise click.ClickException("the index does not answer; searches use the rows. Try: search rebuild")
