"""Who decides an appeal reads nowhere who decided first, until it is decided."""

from accounts.models import Role
from foundation.database import db
from moderation.appeals import commands
from moderation.appeals.models import Outcome
from moderation.models import Decision
from moderation.statements.models import Statement
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.statements import a_statement, an_appeal

FIRST = "Philiberte Aucoin"


def case_of(statement: Statement) -> int:
    return db.session.get_one(Decision, statement.decision_id).case_id


def test_who_may_decide_an_appeal_reads_no_name_in_the_log_or_on_the_case(browser: Browser) -> None:
    first, other = a_member(Role.MODERATOR, name=FIRST), a_moderator()
    author = a_customer()
    made = a_statement(author, first)
    appeal = an_appeal(author, made)
    case_id = case_of(made)
    db.session.commit()
    browser.sign_in(other)
    for page in ("/moderation/decisions", f"/moderation/cases/{case_id}"):
        assert FIRST not in browser.get(page).text
        assert "an appeal waits" in browser.get(page).text
    commands.decide(appeal, other, Outcome.UPHELD, None, "It stays.")
    db.session.commit()
    for page in ("/moderation/decisions", f"/moderation/cases/{case_id}"):
        assert FIRST in browser.get(page).text


def test_who_decided_reads_their_own_name_while_an_appeal_waits(browser: Browser) -> None:
    first, author = a_member(Role.MODERATOR, name=FIRST), a_customer()
    an_appeal(author, a_statement(author, first))
    db.session.commit()
    browser.sign_in(first)
    assert FIRST in browser.get("/moderation/decisions").text.partition("<table")[2]
