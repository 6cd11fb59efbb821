"""`bin/ensemble accounts …`."""

import re

from flask import Flask
from flask.testing import FlaskCliRunner

from accounts import passwords, queries
from accounts.models import Role
from foundation.database import db
from tests.browser_client import Browser
from tests.factories.accounts import a_member, an_admin


def run(app: Flask, *words: str, given: str | None = None) -> tuple[int, str]:
    db.session.commit()
    result = FlaskCliRunner(app).invoke(args=["accounts", *words], input=given)
    db.session.expire_all()
    return result.exit_code, result.output


def test_a_first_admin_gets_a_link_to_choose_a_password_once(app: Flask, browser: Browser) -> None:
    code, said = run(app, "create", "odile@example.org", "--role", "admin")
    assert code == 0
    made = queries.by_email("odile@example.org")
    assert made is not None
    assert (made.name, made.role, made.is_verified) == ("odile", Role.ADMIN, True)
    link = re.search(r"http://localhost(/reset/\S+)", said)
    assert link
    assert browser.post(link.group(1), password="le vélo bleu dort").location == "/sign-in"
    assert browser.post(link.group(1), password="le vélo bleu dort").status_code == 410


def test_a_password_may_come_from_standard_input(app: Flask) -> None:
    code, said = run(app, "create", "ana@example.org", "--password-stdin", given="le vélo bleu dort\n")
    assert (code, "http" in said) == (0, False)
    made = queries.by_email("ana@example.org")
    assert made is not None
    assert passwords.matches(made.password_hash, "le vélo bleu dort")


def test_what_cannot_be_is_said_and_nothing_is_made(app: Flask) -> None:
    a_member(email="ana@example.org")
    assert run(app, "create", "ana@example.org", "--name", "Zoé")[0] == 1
    assert run(app, "create", "zoe@example.org", "--name", "Admin")[0] == 1
    assert run(app, "create", "zoe@example.org", "--password-stdin", given="short\n")[0] == 1
    assert run(app, "role", "nobody@example.org", "admin")[0] == 1
    assert queries.by_email("zoe@example.org") is None


def test_roles_bans_and_the_list(app: Flask) -> None:
    member = a_member(email="ana@example.org")
    assert run(app, "role", "ana@example.org", "moderator")[0] == 0
    assert member.role is Role.MODERATOR
    assert run(app, "ban", "ana@example.org")[0] == 0
    assert not member.is_active
    assert "ana@example.org\t" in run(app, "list", "--role", "moderator")[1]
    assert run(app, "ban", "ana@example.org", "--lift")[0] == 0
    assert member.is_active


def test_the_last_admin_keeps_the_role(app: Flask) -> None:
    an_admin(email="odile@example.org")
    assert run(app, "role", "odile@example.org", "member")[0] == 1
