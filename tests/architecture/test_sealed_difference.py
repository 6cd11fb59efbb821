"""Nobody outside sees any difference when a circle fills: no list, count, order, suggestion or header may move."""

import re
from collections.abc import Callable, Iterator

from flask import Flask

from accounts import permissions
from accounts.models import Member, Role
from community.comments.commands import comment
from community.follows.commands import follow
from community.spaces.models import Audience, Space
from community.votes.commands import cast_vote
from feedback.commands import Words, answer_idea
from foundation.clock import frozen, now
from foundation.database import db
from ideas.commands import edit_idea
from ideas.models import Idea, IdeaStatus
from moderation.reasons import Reason
from moderation.reports import report
from tests.browser_client import Browser
from tests.factories.accounts import a_customer, a_member, a_product_manager
from tests.factories.community import a_space
from tests.factories.ideas import an_idea
from tests.factories.pictures import a_picture

LINES = permissions.read(permissions.FILE.read_text(encoding="utf-8"))
ONCE = re.compile(
    r'name="(?:csrf_token|nonce|begun)"[^>]*>|(?:csrf-token" content|value)="[\w.:-]{12,}"|nonce-[\w-]+|id="[\w-]*\d+"'
    r'|(?:for|aria-[a-z]+)="[\w -]*"'
)
# What the law has the house count over everything, and what runs the machine.
TOTALS = ("operations.", "moderation.transparency", "design.", "moderation.metrics")
QUERIES = (
    "",
    "?q=grinder",
    "?text=a+velvet+grinder+please",
    "?sort=new",
    "?status=all",
    "?tag=velvet",
    "?with=velvet",
)
SEARCHING = (
    "ideas.board",
    "ideas.similar",
    "ideas.new",
    "ideas.feed",
    "portal.search",
    "feedback.desk",
    "community.numbers",
)
ACTORS = ("visitor", Role.MODERATOR, Role.PRODUCT_MANAGER)


def test_a_circle_that_fills_changes_nothing_for_anybody_outside(
    app: Flask, drain: Callable[[], int]
) -> None:
    with frozen(now()):
        author, other, public = the_public()
        planner = a_product_manager()
        circle = a_space(audience=Audience.CIRCLE.value, circle=(author, other), slug="lab-nine")
        browsers = {str(actor): _browser(app, actor) for actor in ACTORS}
        where = list(addresses(app, author, public))
        drain()
        before = {actor: seen(browser, where) for actor, browser in browsers.items()}
        fill(circle, author, other, planner)
        drain()
        after = {actor: seen(browser, where) for actor, browser in browsers.items()}
        circle.audience = Audience.PUBLIC.value
        db.session.commit()
        opened = seen(browsers["visitor"], ["/ideas/"])
    moved = [
        f"{actor} {url}: {first!r} became {second!r}"
        for actor in before
        for url in where
        for first, second in difference(before[actor][url], after[actor][url])
    ]
    assert not moved, "\n".join(moved[:40])
    assert list(difference(after["visitor"]["/ideas/"], opened["/ideas/"])), "it would have been seen"


def the_public() -> tuple[Member, Member, Idea]:
    """What anybody reads, by the people who talk in the circle, too."""
    author, other = a_customer(name="Aline"), a_customer(name="Bruno")
    space = a_space(slug="open-house")
    public = an_idea(author=author, space=space, title="A velvet grinder for all", votes=2, tags=("velvet",))
    comment(public, other, "I would like a velvet grinder, too.")
    cast_vote(public, other)
    return author, other, public


def fill(circle: Space, author: Member, other: Member, planner: Member) -> None:
    """All that can happen in a circle."""
    idea = an_idea(
        author=author, space=circle, title="A velvet grinder in secret", votes=3, tags=("velvet", "hush")
    )
    edit_idea(
        idea, author, "A velvet grinder", "A velvet grinder, hidden.", expected=1, tags=["velvet", "hush"]
    )
    follow(other, idea)
    cast_vote(idea, other)
    said = comment(idea, other, "A velvet grinder for us alone.")
    report(said, author, Reason.OFF_TOPIC, "not here")
    a_picture(idea)
    answer_idea(idea, planner, IdeaStatus.PLANNED, Words("Planned, in secret."))


def addresses(app: Flask, author: Member, public: Idea) -> Iterator[str]:
    """Every page that can be named from outside."""
    values = {
        "contribution_id": public.id, "idea_id": public.id, "member_id": author.id, "slug": public.slug,
    }  # fmt: skip
    site = app.url_map.bind("localhost")
    for line in LINES:
        if "GET" not in line.methods or line.endpoint.startswith(TOTALS):
            continue
        for rule in app.url_map.iter_rules(line.endpoint):
            if "GET" in (rule.methods or ()) and rule.arguments <= set(values):
                given = {name: values[name] for name in rule.arguments}
                plain = site.build(line.endpoint, given, method="GET")
                yield from (plain + query for query in (QUERIES if line.endpoint in SEARCHING else ("",)))


def seen(browser: Browser, where: list[str]) -> dict[str, list[str]]:
    found = {}
    for url in where:
        answer = browser.get(url)
        text = ONCE.sub("", answer.get_data(as_text=True))
        found[url] = [f"{answer.status_code} {answer.headers.get('Location', '')}", *text.splitlines()]
    return found


def difference(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    if len(before) != len(after):
        yield f"{len(before)} lines", f"{len(after)} lines"
    yield from ((one[:160], other[:160]) for one, other in zip(before, after, strict=False) if one != other)


def _browser(app: Flask, actor: str) -> Browser:
    if actor == "visitor":
        return Browser(app)
    member = a_member(Role(actor))
    db.session.commit()
    return Browser(app).sign_in(member)
