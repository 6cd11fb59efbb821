"""Consultations brought in from elsewhere: the small file of this test, and a real one where it is at hand."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from accounts.models import Member
from community.contributions.models import Contribution
from community.notices.models import Notice
from community.spaces.models import Space
from community.votes.models import Vote
from foundation.database import db
from foundation.mail.models import MailMessage
from ideas.importing import import_polis
from ideas.models import Idea
from moderation.queries import queue
from tests.factories.accounts import a_moderator
from tests.factories.community import a_space
from tests.real_data import SHARED

REAL = SHARED / "polis"
COMMENTS = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1568101622999,x,0,7,2,1,1,"More bees, please: they need flowers on every roof, and everybody can plant some."
1568101623999,x,1,8,1,0,-1,spam spam spam
1568101624999,x,2,7,0,0,0,"Des abeilles sur les toits de la ville, et des fleurs pour elles"
1568101625999,x,3,7,0,0,0,
1568101626999,x,4,7,0,0,5,What moderation is this
1568101627999,x,0,7,0,0,1,The same number again
"""
VOTES = """timestamp,datetime,comment-id,voter-id,vote
1568101630000,x,0,1,1
1568101640000,x,0,1,-1
1568101650000,x,0,2,1
1568101650000,x,0,7,1
1568101650000,x,1,7,1
1568101650000,x,2,9,0
1568101650000,x,99,9,1
1568101650000,x,0,9,8
nonsense,x,0,9,1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small conversation with every fault a file can have."""
    (tmp_path / "comments.csv").write_text(COMMENTS, encoding="utf-8")
    (tmp_path / "votes.csv").write_text(VOTES, encoding="utf-8")
    (tmp_path / "summary.csv").write_text("topic,Bees\nurl,https://pol.is/2bees\n", encoding="utf-8")
    return tmp_path


def run(app: Flask, *words: str | Path) -> Result:
    """Do what `bin/ensemble ideas …` does."""
    return app.test_cli_runner().invoke(args=["ideas", *map(str, words)])


def test_statements_become_ideas_in_the_state_moderation_gave_them(app: Flask, folder: Path) -> None:
    report = import_polis(folder, a_space())
    rows = db.session.execute(select(Idea.title, Idea.state, Idea.language).order_by(Idea.created_at)).all()
    assert [(row.state, row.language) for row in rows] == [
        ("published", "en"),
        ("rejected", "en"),
        ("held", "fr"),
    ]
    assert (
        rows[0].title == "More bees, please: they need flowers on every roof, and everybody can plant some."
    )
    assert report.new_ideas == 3


def test_the_last_vote_of_each_person_counts(app: Flask, folder: Path) -> None:
    report = import_polis(folder, a_space())
    bees = db.session.scalars(select(Idea).where(Idea.imported_from == "polis:2bees:0")).one()
    assert (bees.vote_count, bees.against_count, bees.pass_count) == (2, 1, 0)
    votes = db.session.scalars(select(Vote).where(Vote.contribution_id == bees.id)).all()
    assert {vote.origin for vote in votes} == {"imported"}
    assert report.votes == 5
    assert report.differing == []


def test_authors_are_members_without_an_address(app: Flask, folder: Path) -> None:
    import_polis(folder, a_space())
    author = db.session.scalars(select(Member).where(Member.imported_from == "polis:2bees:7")).one()
    assert (author.name, author.email, author.password_hash) == ("Participant 7", None, None)


def test_what_was_not_carried_is_counted_with_its_reason(app: Flask, folder: Path) -> None:
    skipped = import_polis(folder, a_space()).skipped
    assert dict(skipped.reasons) == {
        "a statement without words": 1,
        "a statement that cannot be read": 1,
        "a statement whose number was there already": 1,
        "an earlier vote of somebody who voted again": 1,
        "a vote on a statement that was not carried": 1,
        "a vote that cannot be read": 2,
    }


def everything() -> tuple[object, ...]:
    """All that an import could change."""
    ideas = db.session.execute(select(*Contribution.__table__.c).order_by(Contribution.__table__.c.id)).all()
    counts = [
        db.session.scalar(select(func.count()).select_from(table)) for table in (Member, Vote, Idea, Notice)
    ]
    return [tuple(row) for row in ideas], counts


def test_a_second_import_changes_nothing(app: Flask, folder: Path) -> None:
    space = a_space()
    import_polis(folder, space)
    db.session.commit()
    before = everything()
    again = import_polis(folder, space)
    assert (again.new_ideas, again.new_members, again.new_votes) == (0, 0, 0)
    assert everything() == before


def test_nobody_is_told_of_an_import(app: Flask, folder: Path, drain: object) -> None:
    import_polis(folder, a_space())
    drain()  # type: ignore[operator]
    assert db.session.scalar(select(func.count()).select_from(Notice)) == 0
    assert db.session.scalar(select(func.count()).select_from(MailMessage)) == 0


def test_what_is_held_waits_for_the_moderators_of_this_house(app: Flask, folder: Path) -> None:
    import_polis(folder, a_space())
    db.session.commit()
    assert [waiting.label for waiting in queue(a_moderator())] == [
        "Des abeilles sur les toits de la ville, et des fleurs pour elles"
    ]


@pytest.mark.slow
@pytest.mark.skipif(not REAL.is_dir(), reason="no real consultations here: set ENSEMBLE_SHARED_DATA")
@pytest.mark.parametrize(
    ("name", "ideas", "votes", "agreeing"),
    [("scoop-hivemind.biodiversity", 316, 29_719, 267), ("football-concussions", 297, 14_327, 251)],
)
def test_a_real_consultation_has_its_tallies(
    app: Flask, name: str, ideas: int, votes: int, agreeing: int
) -> None:
    report = import_polis(REAL / name, a_space())
    assert (report.new_ideas, report.new_votes) == (ideas, votes)
    assert report.found - len(report.differing) == agreeing
    rows = select(Vote.contribution_id, Vote.direction, func.count()).group_by(
        Vote.contribution_id, Vote.direction
    )
    counted = {(one, way): count for one, way, count in db.session.execute(rows)}
    for idea in db.session.scalars(select(Idea)):
        told = {1: idea.vote_count, 0: idea.pass_count, -1: idea.against_count}
        assert told == {way: counted.get((idea.id, way), 0) for way in told}


def test_a_dry_run_keeps_nothing_and_says_the_same(app: Flask, folder: Path) -> None:
    db.session.commit()
    a_space(slug="bees")
    db.session.commit()
    tried = run(app, "import", "--from", "polis", folder, "--space", "bees", "--dry-run")
    assert tried.exit_code == 0, tried.output
    assert "Would carry into bees from 2bees" in tried.output
    assert "3 new ideas" in tried.output
    assert db.session.scalar(select(func.count()).select_from(Idea)) == 0
    done = run(app, "import", "--from", "polis", folder, "--space", "bees")
    assert done.output.split(":", 1)[1] == tried.output.split(":", 1)[1]


def test_a_missing_space_is_said_with_those_there_are(app: Flask, folder: Path) -> None:
    a_space(slug="shops")
    db.session.commit()
    answer = run(app, "import", "--from", "polis", folder, "--space", "nowhere")
    assert answer.exit_code != 0
    assert "shops" in answer.output
    made = run(app, "import", "--from", "polis", folder, "--space", "bees", "--make-space", "Bees")
    assert made.exit_code == 0
    assert db.session.scalars(select(Space).where(Space.slug == "bees")).one().name == "Bees"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("comments.csv", None),
        ("votes.csv", None),
        ("comments.csv", b"\xff\xfe\x00\x01"),
        ("votes.csv", b"a,b\n1,2\n"),
        ("comments.csv", b""),
    ],
)
def test_files_that_are_no_consultation_are_refused_in_words(
    app: Flask, folder: Path, name: str, content: bytes | None
) -> None:
    (folder / name).unlink() if content is None else (folder / name).write_bytes(content)
    a_space(slug="bees")
    db.session.commit()
    answer = run(app, "import", "--from", "polis", folder, "--space", "bees")
    assert answer.exit_code == 1
    assert name in answer.output
    assert db.session.scalar(select(func.count()).select_from(Idea)) == 0


def test_an_export_runs_nothing_in_a_spreadsheet(app: Flask, tmp_path: Path) -> None:
    from tests.factories.ideas import an_idea

    space = a_space(slug="out")
    an_idea(title="=HYPERLINK(1)", source="+1 for this, says everybody in the shop", space=space)
    db.session.commit()
    file = tmp_path / "out.csv"
    answer = run(app, "export", file, "--space", "out")
    assert answer.exit_code == 0, answer.output
    text = file.read_text("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert "'+1 for this" in text
