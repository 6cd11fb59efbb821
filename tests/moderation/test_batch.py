"""Deciding several cases at once: counted first, what changed is left out and named, undone together."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.contributions.models import Contribution, State
from foundation.audit import AuditLine
from foundation.clock import now
from foundation.database import db
from moderation.batches.commands import TooManyChosen, decide_together
from moderation.batches.models import Batch
from moderation.batches.queries import MOST
from moderation.claims.commands import claim
from moderation.models import Case, Decision
from moderation.reasons import Reason, Verdict
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_moderator
from tests.factories.community import a_contribution
from tests.factories.moderation import a_case, written_by


def some_held(number: int, **given: Any) -> list[Case]:
    return [
        a_case(a_contribution(a_customer(), state=State.HELD.value, title=f"Held {one}", **given))
        for one in range(1, number + 1)
    ]


def sent(cases: list[Case], verdict: str, **given: str) -> dict[str, Any]:
    """The form as the page that counts makes it."""
    return {"case": [f"{one.id}:{one.version}" for one in cases], "verdict": verdict} | given


def test_what_will_happen_is_counted_before_it_does(browser: Browser) -> None:
    helene, malo = a_moderator(), a_moderator(name="Malo")
    cases = some_held(2)
    public = a_case(a_contribution(a_customer(), title="Public"))
    own = a_case(written_by(helene, title="Mine"))
    closed = a_case(a_contribution(title="Done"), closed_at=now())
    read = a_case(a_contribution(state=State.HELD.value, title="In hands"))
    claim(read.id, malo)
    ids = "&".join(f"case={one.id}" for one in (*cases, public, own, closed, read))
    page = browser.sign_in(helene).get(f"/moderation/batch?verdict=reject&{ids}").text
    assert "Refuse 3 texts" in page
    assert '<b class="batch__count">2</b>' in page
    assert "3 authors are told" in page
    assert "“Mine”: you wrote it yourself" in page
    assert "“Done”: it is decided already" in page
    assert "“In hands”: Malo is reading it" in page
    assert not db.session.scalars(select(Decision)).all()


def test_all_are_decided_for_one_reason_and_undone_together(browser: Browser, in_time: None) -> None:
    cases = some_held(3)
    browser.sign_in(a_moderator())
    answer = browser.post("/moderation/batch", data=sent(cases, "reject", reason="spam", note="Not here."))
    assert answer.location == "/moderation/"
    decisions = db.session.scalars(select(Decision)).all()
    assert {(one.verdict, one.reason, one.note) for one in decisions} == {("reject", "spam", "Not here.")}
    assert "3 texts." in browser.get("/moderation/").text
    batch = db.session.scalars(select(Batch)).one()
    browser.post(f"/moderation/batches/{batch.id}/undo")
    db.session.expire_all()
    assert all(case.is_open for case in cases)
    states = db.session.scalars(select(Contribution.state)).all()
    assert set(states) == {State.HELD.value}
    lines = db.session.scalars(select(AuditLine.action).where(AuditLine.object_kind == "batch")).all()
    assert lines == ["moderation.batch", "moderation.batch.undone"]


def test_what_changed_meanwhile_is_left_out_and_named(browser: Browser) -> None:
    cases = some_held(3)
    fields = sent(cases, "reject", reason="spam")
    cases[0].version += 1
    cases[1].closed_at = now()
    page = browser.sign_in(a_moderator()).get(browser.post("/moderation/batch", data=fields).location).text
    assert "1 decided." in page
    assert "“Held 1”: The author changed the text meanwhile" in page
    assert "“Held 2”: it is decided already" in page
    db.session.expire_all()
    assert cases[0].is_open


def test_a_reason_is_needed_and_nothing_happens_without(browser: Browser) -> None:
    cases = some_held(2)
    answer = browser.sign_in(a_moderator()).post(
        "/moderation/batch", data=sent(cases, "reject", note="Because.")
    )
    assert answer.status_code == 422
    assert "Because." in answer.text
    assert "Refuse 2 texts" in answer.text
    assert not db.session.scalars(select(Decision)).all()
    assert not db.session.scalars(select(Batch)).all()


@pytest.mark.parametrize(
    "asked", ["", "verdict=reject", "case=x&verdict=reject", "verdict=%00&case=1", "case=99999&verdict=x"]
)
def test_nonsense_leads_back_to_the_queue(browser: Browser, asked: str) -> None:
    assert browser.sign_in(a_moderator()).get(f"/moderation/batch?{asked}").location == "/moderation/"


def test_a_batch_has_an_end(app: Flask) -> None:
    with pytest.raises(TooManyChosen):
        decide_together(dict.fromkeys(range(1, MOST + 2), 1), a_moderator(), Verdict.REJECT, Reason.SPAM, "")


def test_a_text_twice_in_the_form_is_decided_once(browser: Browser) -> None:
    [case] = some_held(1)
    fields = sent([case, case], "approve")
    browser.sign_in(a_moderator()).post("/moderation/batch", data=fields)
    browser.post("/moderation/batch", data=fields)
    assert db.session.scalar(select(func.count()).select_from(Decision)) == 1


def test_nobody_undoes_a_colleague_s_batch(browser: Browser, in_time: None) -> None:
    browser.sign_in(a_moderator()).post("/moderation/batch", data=sent(some_held(2), "approve"))
    batch = db.session.scalars(select(Batch)).one()
    other = browser.stranger().sign_in(a_moderator())
    assert other.post(f"/moderation/batches/{batch.id}/undo").status_code == 403


def test_members_decide_nothing(browser: Browser) -> None:
    browser.sign_in(a_customer())
    assert browser.post("/moderation/batch", data=sent(some_held(1), "approve")).status_code == 403
