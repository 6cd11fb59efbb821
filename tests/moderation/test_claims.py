"""Who reads what: a lease that is seen by colleagues, runs out, and keeps nobody from deciding."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from accounts.models import Member
from community.contributions.models import State
from foundation.audit import AuditLine
from foundation.clock import frozen, now
from foundation.database import db
from moderation.claims.commands import LASTS, claim, release
from moderation.claims.listeners import may_watch
from moderation.claims.models import Lease
from moderation.claims.queries import colleague_at, holders, with_a_colleague
from moderation.models import Decision
from moderation.queries import next_open
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_moderator
from tests.factories.community import a_contribution
from tests.factories.moderation import a_case, written_by

SAYS_JSON = {"headers": {"Accept": "application/json"}}


def test_opening_a_case_claims_it_and_colleagues_read_who_has_it(browser: Browser) -> None:
    helene, malo = a_moderator(name="Hélène"), a_moderator(name="Malo")
    case = a_case(a_contribution(state=State.HELD.value, title="First"), priority=60)
    other = a_case(a_contribution(state=State.HELD.value, title="Second"))
    page = browser.sign_in(helene).get(f"/moderation/cases/{case.id}").text
    assert "You are reading this" in page
    desk = browser.stranger().sign_in(malo).get("/moderation/").text
    assert "Read by Hélène" in desk
    assert "Second</h2>" in desk, "the first card is one that nobody reads"
    seen = browser.stranger().sign_in(malo).get(f"/moderation/cases/{case.id}").text
    assert "Hélène is reading this." in seen
    assert 'value="approve"' in seen, "a claim blocks nobody"
    assert next_open(malo, other, ~with_a_colleague(malo)) == other.id, (
        "the next one is never what a colleague reads"
    )


def test_a_lease_runs_out_and_activity_renews_it(app: Flask) -> None:
    helene, malo, case = a_moderator(), a_moderator(), a_case()
    begin = now()
    with frozen(begin):
        assert claim(case.id, helene)
        assert not claim(case.id, malo)
    with frozen(begin + LASTS - timedelta(seconds=1)):
        assert claim(case.id, helene)
    with frozen(begin + LASTS + timedelta(seconds=1)):
        assert not claim(case.id, malo)
    with frozen(begin + 2 * LASTS):
        assert claim(case.id, malo)
        assert [one.member_id for one in holders(helene).values()] == [malo.id]


def test_who_opens_another_case_lays_the_first_one_down(app: Flask) -> None:
    helene, malo, first, second = a_moderator(), a_moderator(), a_case(), a_case()
    assert claim(first.id, helene)
    assert claim(second.id, helene)
    assert colleague_at(first.id, malo) is None
    release(second.id, malo.id)
    assert colleague_at(second.id, malo) is not None
    release(second.id, helene.id)
    assert colleague_at(second.id, malo) is None


def held_by(case_id: int, member: Member) -> bool:
    found = db.session.scalars(select(Lease).where(Lease.case_id == case_id)).first()
    return found is not None and found.member_id == member.id


def test_a_case_is_taken_over_and_the_log_says_so(browser: Browser) -> None:
    helene, malo, case = a_moderator(), a_moderator(), a_case()
    browser.sign_in(helene).get(f"/moderation/cases/{case.id}")
    other = browser.stranger().sign_in(malo)
    other.post(f"/moderation/cases/{case.id}/claim")
    assert held_by(case.id, helene)
    other.post(f"/moderation/cases/{case.id}/claim", over="1")
    assert held_by(case.id, malo)
    line = db.session.scalars(select(AuditLine).where(AuditLine.action == "moderation.case.taken_over")).one()
    assert (line.before, line.after) == ({"held_by": helene.id}, {"held_by": malo.id})


def test_a_colleague_decides_after_being_told_and_keeps_what_they_typed(browser: Browser) -> None:
    helene, malo, case = a_moderator(name="Hélène"), a_moderator(), a_case()
    address = f"/moderation/cases/{case.id}/decision"
    given = {"verdict": "reject", "reason": "spam", "version": str(case.version), "note": "Buy nothing here."}
    browser.sign_in(helene).get(f"/moderation/cases/{case.id}")
    other = browser.stranger().sign_in(malo)
    answer = other.post(address, **given)
    assert answer.status_code == 409
    assert "Buy nothing here." in answer.text
    assert f'name="despite" value="{helene.id}"' in answer.text
    assert not db.session.scalars(select(Decision)).all()
    assert other.post(address, **given, despite=str(helene.id)).status_code == 303
    late = browser.post(address, **given)
    assert late.status_code == 409
    assert "Buy nothing here." in late.text
    assert "A colleague has decided meanwhile" in late.text


def test_deciding_lays_the_case_down(browser: Browser) -> None:
    helene, case = a_moderator(), a_case()
    browser.sign_in(helene).get(f"/moderation/cases/{case.id}")
    browser.post(f"/moderation/cases/{case.id}/decision", verdict="approve", version=str(case.version))
    assert not db.session.scalars(select(Lease)).all()


def test_who_reads_what_is_told_in_words_and_never_beyond_what_one_may_see(browser: Browser) -> None:
    helene, malo, case = a_moderator(name="Hélène"), a_moderator(), a_case()
    assert claim(case.id, helene)
    told = browser.sign_in(malo).get(f"/moderation/claims?case={case.id}").json
    assert told["held"] == {str(case.id): "Read by Hélène"}
    assert "Take it over" in told["lease"]
    for nonsense in ("999999", "9" * 30, "-1", "x"):
        assert browser.get(f"/moderation/claims?case={nonsense}").json["lease"].strip() == ""
    mine = browser.post(f"/moderation/cases/{case.id}/claim", how=SAYS_JSON).json
    assert "Hélène is reading this." in mine["lease"]
    assert browser.stranger().sign_in(a_customer()).get("/moderation/claims").status_code == 403


def test_one_s_own_text_and_what_is_closed_are_not_claimed(browser: Browser) -> None:
    helene = a_moderator()
    own, closed = a_case(written_by(helene)), a_case(closed_at=now())
    browser.sign_in(helene)
    for case in (own, closed):
        assert browser.get(f"/moderation/cases/{case.id}").status_code == 200
    assert browser.post(f"/moderation/cases/{own.id}/claim").status_code == 403
    assert not db.session.scalars(select(Lease)).all()


def test_the_desk_s_room_is_for_who_moderates(app: Flask) -> None:
    assert may_watch(a_moderator(), 1)
    assert not may_watch(a_moderator(), 2)
    assert not may_watch(a_member(), 1)
