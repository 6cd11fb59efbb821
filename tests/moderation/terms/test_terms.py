"""The rules of the house in versions."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Role
from community.notices.models import Notice
from foundation.audit import AuditLine, Unchangeable
from foundation.database import db
from foundation.language import LANGUAGES
from moderation.reasons import FAULTS
from moderation.terms import commands, queries
from moderation.terms.first import PARAGRAPHS, first
from moderation.terms.models import TermsVersion
from moderation.terms.wording import numbers, sections
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, an_admin

TEXTS = {
    "en": "# Be kind\n\nTo people.\n\nTo animals.",
    "fr": "# Soyez aimables\n\nAvec les gens.\n\nAvec les bêtes.",
}
SUMMARIES = {"en": "Animals are people too.", "fr": "Les bêtes comptent aussi."}


def published(*, significant: bool = False, on: int = 1) -> TermsVersion:
    given = {"significant": significant, "written_on": on}
    return commands.publish(an_admin(), TEXTS, SUMMARIES, {"spam": "1.2"}, **given)


def fields(**given: str) -> dict[str, str]:
    texts = {f"text_{code}": TEXTS[code] for code in LANGUAGES} | {
        f"summary_{code}": SUMMARIES[code] for code in LANGUAGES
    }
    return texts | {"written_on": "1", "paragraphs": "spam 1.2"} | given


def test_paragraphs_are_numbered_under_their_heading() -> None:
    (one, two) = sections("before\n\n# First\nsaid at once\n\nand\nmore\n## Second\n\nend")
    assert [(part.number, part.text) for part in one.paragraphs] == [
        ("1.1", "said at once"),
        ("1.2", "and more"),
    ]
    assert (two.number, two.title, two.paragraphs[0].number) == ("2", "Second", "2.1")


def test_the_first_rules_have_the_same_paragraphs_in_every_language_and_one_for_each_fault() -> None:
    assert numbers(first().texts["en"]) == numbers(first().texts["fr"])
    assert {reason.value for reason in FAULTS} <= set(PARAGRAPHS)
    assert set(PARAGRAPHS.values()) <= set(numbers(first().texts["en"]))


def test_the_house_begins_with_version_one(browser: Browser) -> None:
    assert queries.current_version() == 1
    page = browser.get("/rules").text
    assert "2.5" in page
    assert "Version 1" in page
    assert browser.get("/rules.json").json["version"] == 1


def test_a_new_version_holds_at_once_and_the_former_one_stays_as_it_was(browser: Browser) -> None:
    published()
    db.session.commit()
    assert queries.current_version() == 2
    assert [one.paragraphs["spam"] for one in queries.versions()] == ["1.2", "2.5"]
    assert "To animals." in browser.get("/rules").text
    former = browser.get("/rules/versions/1").text
    assert "To animals." not in former
    assert "Read the rules of today" in former
    assert browser.get("/rules/versions/3").status_code == 404


def test_a_published_version_is_never_changed(app: Flask) -> None:
    made = published()
    made.summaries = {"en": "x", "fr": "x"}
    with pytest.raises(Unchangeable):
        db.session.flush()
    db.session.rollback()


def test_programs_read_each_paragraph_with_its_reasons(app: Flask, browser: Browser) -> None:
    published()
    db.session.commit()
    read = browser.get("/rules/versions/2.json").json
    assert read["sections"]["fr"][0]["paragraphs"][1] == {
        "number": "1.2", "text": "Avec les bêtes.", "reasons": ["spam"],
    }  # fmt: skip


def test_every_member_is_told_once_of_a_change_that_matters(
    app: Flask, drain: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("moderation.terms.listeners.AT_ONCE", 2)
    people = {a_customer().id for _number in range(5)}
    published(significant=True)
    drain()
    told = list(db.session.scalars(select(Notice.member_id).where(Notice.kind == "moderation.terms")))
    assert people < set(told)
    assert len(told) == len(set(told))


def test_the_notice_says_what_changes_in_the_language_of_its_reader(
    browser: Browser, drain: Callable[[], int]
) -> None:
    reader = a_customer(language="fr")
    published(significant=True)
    drain()
    assert "Les bêtes comptent aussi." in browser.sign_in(reader).get("/notices").text


def test_a_corrected_word_is_told_to_nobody(app: Flask, drain: Callable[[], int]) -> None:
    a_customer()
    published()
    drain()
    assert not list(db.session.scalars(select(Notice)))


def test_an_admin_looks_at_a_version_before_it_is_published(browser: Browser) -> None:
    browser.sign_in(an_admin())
    seen = browser.post("/moderation/terms", **fields(preview="1")).text
    assert "nothing is published yet" in seen
    assert queries.current_version() == 1
    assert browser.post("/moderation/terms", **fields()).status_code == 303
    assert queries.current_version() == 2
    line = db.session.scalars(select(AuditLine).where(AuditLine.action == "moderation.terms.published")).one()
    assert line.object_id == 2


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"text_fr": "# Soyez aimables\n\nAvec tous."}, 422),
        ({"paragraphs": "spam 4.7"}, 422),
        ({"text_en": ""}, 422),
        ({"written_on": "7"}, 409),
        ({"text_en": "no heading", "text_fr": "sans titre"}, 422),
    ],
)
def test_what_cannot_be_published_keeps_what_was_typed(
    browser: Browser, given: dict[str, str], status: int
) -> None:
    answer = browser.sign_in(an_admin()).post("/moderation/terms", **fields(**given))
    assert answer.status_code == status
    assert "Animals are people too." in answer.text
    assert queries.current_version() == 1


def test_only_admins_write_rules(browser: Browser) -> None:
    assert browser.sign_in(a_member(Role.MODERATOR)).post("/moderation/terms", **fields()).status_code == 403
