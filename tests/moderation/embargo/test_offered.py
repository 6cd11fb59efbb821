"""What would be refused for an embargoed term is not offered, and the page says why."""

import pytest
from flask import Flask
from sqlalchemy import select

from foundation.database import db
from moderation.batches.queries import chosen
from moderation.embargo.commands import end_term
from moderation.embargo.models import EmbargoTerm
from moderation.queries import open_case
from moderation.reasons import Verdict
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_moderator, an_admin
from tests.factories.moderation import a_term
from tests.moderation.embargo.test_calendar import TERM, a_manager, said

OFFERS = (
    'value="approve"',
    'value="limit"',
    'value="archive"',
    'data-key="a"',
    "<kbd>a</kbd>",
    "<kbd>s</kbd>",
)


def a_held_case() -> int:
    a_term(TERM, an_admin())
    case = open_case(said(a_customer(), f"I heard of {TERM}").id)
    assert case is not None
    db.session.commit()
    return case.id


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_moderator_is_offered_only_what_is_not_refused(browser: Browser, language: str) -> None:
    where = f"/moderation/cases/{a_held_case()}"
    page = browser.sign_in(a_moderator(language=language)).get(where).text
    decide = page.partition("data-decide")[2]
    assert not [one for one in OFFERS if one in decide]
    assert 'value="reject"' in decide
    assert 'value="changes"' in decide
    assert ("may refuse it" in decide) is (language == "en")
    keeper = browser.stranger().sign_in(a_manager()).get(where).text.partition("data-decide")[2]
    assert 'value="approve"' in keeper
    assert "may refuse it" not in keeper


def test_several_at_once_leave_out_what_a_moderator_may_not_let_through(app: Flask) -> None:
    case_id = a_held_case()
    moderator, manager = a_moderator(), a_manager()
    for verdict in (Verdict.APPROVE, Verdict.LIMIT, Verdict.ARCHIVE):
        [(_label, why)] = chosen([case_id], moderator, verdict).left_out
        assert "embargoed" in why
        assert not chosen([case_id], manager, verdict).left_out
    assert not chosen([case_id], moderator, Verdict.REJECT).left_out


def test_when_the_term_has_ended_everything_is_offered_again(browser: Browser) -> None:
    where = f"/moderation/cases/{a_held_case()}"
    end_term(db.session.scalars(select(EmbargoTerm)).one(), a_manager())
    db.session.commit()
    page = browser.sign_in(a_moderator()).get(where).text
    assert 'value="approve"' in page.partition("data-decide")[2]
