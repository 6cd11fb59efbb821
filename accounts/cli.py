"""`bin/ensemble accounts …`: members from the terminal."""

import sys

import click
from flask.cli import AppGroup
from sqlalchemy import select

from accounts import commands, letters, passwords, queries, tokens
from accounts.models import Member, Role
from foundation import brand
from foundation.database import db
from foundation.errors import Refused
from foundation.language import LANGUAGES
from foundation.settings import current

cli = AppGroup("accounts", help="Members: create, list, change their role, shut out.")
ROLES = click.Choice([role.value for role in Role])


@cli.command("create")
@click.argument("email")
@click.option(
    "--role", type=ROLES, default=Role.MEMBER.value, show_default=True, help="What the member does here."
)
@click.option("--name", help="The name others see; by default the part before the @.")
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="The language of letters; by default the site's."
)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def create(email: str, role: str, name: str | None, language: str | None, password_stdin: bool) -> None:
    """Create an account; without a password, print a link to choose one, good once and for a day."""
    name = name or email.split("@")[0]
    kept = _password(name, email) if password_stdin else None
    try:
        member = commands.create(
            name, email, password_hash=kept, language=language or current().default_language, role=Role(role)
        )
        commands.verify(member)
        link = (
            None if kept else letters.link("accounts.reset", token=tokens.issue(member, tokens.INVITE, email))
        )
    except Refused as refusal:
        raise click.ClickException(str(refusal.message)) from refusal
    db.session.commit()
    click.echo(f"{member.name} <{member.email}> is {member.role.value}.")
    if link:
        click.echo(f"To choose a password (once, within a day): {link}")


def _password(name: str, email: str) -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    try:
        passwords.check(password, about=(name, email.split("@")[0], brand.name()))
    except Refused as refusal:
        raise click.ClickException(str(refusal.message)) from refusal
    return passwords.hashed(password)


@cli.command("role")
@click.argument("email")
@click.argument("role", type=ROLES)
def change_role(email: str, role: str) -> None:
    """Give a member another role; every session ends, so it holds at once."""
    member = _member(email)
    try:
        commands.set_role(member, Role(role))
    except Refused as refusal:
        raise click.ClickException("This is the last admin; make somebody else admin first.") from refusal
    db.session.commit()
    click.echo(f"{member.name} <{member.email}> is {member.role.value}.")


@cli.command("ban")
@click.argument("email")
@click.option("--lift", is_flag=True, help="Let the member in again.")
def ban(email: str, lift: bool) -> None:
    """Shut a member out, or let one in again."""
    member = _member(email)
    try:
        commands.lift_ban(member) if lift else commands.ban(member, by=None)
    except Refused as refusal:
        raise click.ClickException("This is the last admin; make somebody else admin first.") from refusal
    db.session.commit()
    click.echo(f"{member.name} <{member.email}> {'may sign in' if lift else 'is shut out'}.")


@cli.command("list")
@click.option("--role", type=ROLES, help="Only members of a role.")
def list_members(role: str | None) -> None:
    """List accounts: id, role, address, name, state."""
    question = select(Member).where(Member.erased_at.is_(None), Member.email.is_not(None)).order_by(Member.id)
    if role:
        question = question.where(Member.role_name == role)
    for member in db.session.scalars(question):
        click.echo(
            "\t".join((str(member.id), member.role.value, str(member.email), member.name, _state(member)))
        )


def _state(member: Member) -> str:
    if member.banned_at:
        return "shut out"
    return "" if member.is_verified else "address not confirmed"


def _member(email: str) -> Member:
    member = queries.by_email(email)
    if member is None:
        raise click.ClickException(f"nobody has the address {email}")
    return member
