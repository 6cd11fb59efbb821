"""Every screen: which page, as whom, showing what. A test holds the list against the table of permissions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for
from sqlalchemy.exc import NoResultFound

from accounts.models import Member
from tests.face import sights

VISITOR = "visitor"


@dataclass(frozen=True)
class Screen:
    """A page as somebody sees it; `sight` names the thing on it, `note` tells it from others of its kind."""

    endpoint: str
    who: str = VISITOR
    sight: str = ""
    note: str = ""
    query: tuple[tuple[str, str], ...] = ()
    at: str = ""  # the address itself, of a page that no endpoint has
    sent: bool = False  # its form was sent empty, so that it shows what is missing
    status: int = 200

    @property
    def name(self) -> str:
        """Its name as a file."""
        parts = (self.who, self.endpoint.replace(".", "-"), self.sight, self.note)
        return "-".join(part for part in parts if part)

    def path(self) -> str:
        """Its address in the demo."""
        if self.at:
            return self.at
        values: dict[str, Any] = sights.found(self.sight).values if self.sight else {}
        wanted = {name for rule in current_app.url_map.iter_rules(self.endpoint) for name in rule.arguments}
        return url_for(
            self.endpoint, **{name: values[name] for name in wanted if name in values}, **dict(self.query)
        )

    def member(self) -> Member | None:
        """Who looks at it."""
        return None if self.who == VISITOR else sights.person(self.who, self.sight)


def _seen(who: str, *endpoints: str) -> tuple[Screen, ...]:
    return tuple(Screen(endpoint, who) for endpoint in endpoints)


PUBLIC = (
    *_seen(VISITOR, "portal.home", "ideas.board", "ideas.roadmap", "ideas.changelog", "ideas.new", "community.spaces"),
    *_seen(VISITOR, "accounts.sign_in", "accounts.register", "accounts.registered", "accounts.forgotten", "accounts.reset_sent"),
    *_seen(VISITOR, "portal.offline", "portal.rules", "portal.privacy", "portal.accessibility"),
    Screen("accounts.sign_in", note="incomplete", sent=True, status=422),
    Screen("accounts.register", note="incomplete", sent=True, status=422),
    Screen("accounts.verify", sight="verify_link"),
    Screen("accounts.reset", sight="reset_link"),
    Screen("accounts.change_address", sight="address_link"),
    Screen("accounts.verify", sight="old_link", status=410),
    Screen("portal.stop_letters", sight="stop_link"),
    Screen("moderation.terms_version", sight="terms"),
    *_seen(VISITOR, "moderation.illegal_form", "moderation.illegal_received"),
    Screen("moderation.illegal_form", note="incomplete", sent=True, status=422),
    Screen("moderation.illegal_receipt", sight="receipt"),
    Screen("accounts.code", "half"),
    Screen("ideas.board", note="nothing", query=(("status", "declined"), ("space", "atelier"))),
    Screen("ideas.idea", sight="answered"),
    Screen("ideas.idea", sight="pictured"),
    Screen("ideas.idea", sight="new"),
    Screen("ideas.idea", sight="declined"),
    Screen("ideas.idea", sight="shipped"),
    Screen("ideas.idea", sight="merged"),
    Screen("ideas.history", sight="answered"),
    Screen("portal.search", query=(("q", "café"),)),
    Screen("portal.search", note="nothing", query=(("q", "zeppelin"),)),
    Screen("portal.search", note="empty"),
    Screen("community.profile", sight="talker"),
    Screen("community.comments", sight="thread"),
    Screen("moderation.transparency"),
    Screen("lost", at="/nothing-here", status=404),
)  # fmt: skip
MEMBER = (
    *_seen("member", "portal.home", "ideas.board", "ideas.new", "community.notices", "community.spaces"),
    *_seen("member", "accounts.account", "accounts.security", "accounts.password", "accounts.address", "accounts.sessions"),
    *_seen("member", "accounts.second_factor_setup", "accounts.confirm", "accounts.erase", "customers.my_data"),
    *_seen("newcomer", "moderation.statements", "moderation.my_texts"),
    Screen("moderation.my_texts", "writer", "held"),
    Screen("moderation.statement", "writer", "statement"),
    Screen("moderation.statement", "writer", "appealed"),
    *_seen("newcomer", "portal.home", "community.notices", "customers.my_data"),
    Screen("ideas.board", "newcomer", note="nothing", query=(("mine", "1"),)),
    Screen("ideas.new", "member", note="incomplete", sent=True, status=422),
    Screen("ideas.idea", "member", "answered"),
    Screen("ideas.idea", "writer", "held"),
    Screen("ideas.edit", "writer", "pictured"),
    Screen("ideas.edit", "writer", "held"),
    Screen("community.confirm_vote", "member", "new_vote"),
    Screen("moderation.report", "member", "report"),
    Screen("community.edit_comment", "writer", "comment"),
    *_seen("member", "moderation.service_new", "moderation.service_mine", "moderation.standing"),
    Screen("moderation.standing", "writer", "restricted"),
    Screen("moderation.service_case", "writer", "service_case"),
    Screen("moderation.service_settled", sight="service_link"),
    Screen("community.profile", "newcomer", "newcomer"),
    Screen("operations.admin", "member", note="refused", status=403),
)  # fmt: skip
DESKS = (
    *_seen("moderator", "moderation.decisions", "moderation.word_list", "moderation.host_list",
          "moderation.banned_pictures", "moderation.model"),
    Screen("moderation.queue", "moderator"),
    Screen("moderation.queue", "moderator", note="narrowed", query=(("kind", "idea"), ("age", "hour"))),
    Screen("moderation.filters", "moderator"),
    *_seen("moderator", "moderation.rules", "moderation.new_rule"),
    Screen("moderation.new_rule", "moderator", note="example", query=(("example", "links"),)),
    Screen("moderation.rule", "community_manager", "rule"),
    Screen("moderation.edit_rule", "moderator", "rule"),
    Screen("moderation.batch", "moderator", at="/moderation/batch?verdict=limit&" + "&".join(f"case={one}" for one in range(1, 50))),
    Screen("moderation.service_desk", "moderator"),
    Screen("moderation.members", "moderator"),
    Screen("moderation.members", "admin", note="found", query=(("q", ""),)),
    Screen("moderation.members", "moderator", note="nobody", query=(("q", "nobody at all"),)),
    Screen("moderation.member", "moderator", "restricted"),
    Screen("moderation.service_case", "moderator", "service_case"),
    Screen("moderation.case", "moderator", "case_held"),
    Screen("moderation.case", "moderator", "case_pictured"),
    Screen("moderation.case", "moderator", "case_reported"),
    Screen("moderation.case", "moderator", "case_closed"),
    Screen("ideas.merger", "moderator", "new"),
    *_seen("community_manager", "moderation.embargo", "moderation.competitor_list", "moderation.metrics"),
    Screen("community.new_space", "community_manager"),
    Screen("moderation.crisis", "community_manager"),
    Screen("community.edit_space", "community_manager", "circle"),
    Screen("community.readings", "community_manager", "circle"),
    Screen("community.on_behalf", "community_manager", "new_vote"),
    Screen("feedback.desk", "product_manager"),
    Screen("feedback.desk", "product_manager", note="nothing", query=(("status", "duplicate"), ("space", "atelier"))),
    Screen("feedback.idea", "product_manager", "answered_desk"),
    Screen("feedback.idea", "product_manager", "new_desk"),
    Screen("ideas.idea", "product_manager", "answered"),
    *_seen("crm_manager", "customers.index", "customers.import_page"),
    Screen("customers.index", "crm_manager", note="nothing", query=(("q", "zeppelin"),)),
    Screen("customers.customer", "crm_manager", "customer"),
    Screen("customers.customer", "crm_manager", "unlinked"),
    *_seen("admin", "portal.home", "operations.admin", "operations.mail", "operations.jobs", "operations.brand_page"),
    Screen("operations.message", "admin", "message"),
    Screen("moderation.write_terms", "admin"),
    Screen("moderation.illegal_desk", "moderator"),
    Screen("moderation.flaggers", "admin"),
    Screen("moderation.objection", "admin", "objection"),
    Screen("moderation.holds", "admin", at="/moderation/holds?member=2"),
    Screen("moderation.appeals", "moderator"),
    Screen("moderation.appeal_case", "moderator", "appeal"),
)  # fmt: skip
SCREENS = (*PUBLIC, *MEMBER, *DESKS)
ONE_OF_EACH = tuple({screen.endpoint: screen for screen in reversed(SCREENS)}.values())
DESIGN = Screen("design.sheet")
# Pages nobody looks at: answers for machines, files to take along, and what only forwards.
NOT_SCREENS = {
    "ideas.feed",
    "portal.manifest",
    "portal.worker",
    "portal.brand_logo",
    "community.picture",
    "portal.brand_icon",
    "portal.brand_mark",
    "portal.brand_style",
    "operations.preview_style",
    "operations.healthz",
    "operations.readyz",
    "operations.numbers",
    "community.numbers",
    "ideas.similar",
    "community.contribution",
    "community.space",
    "community.readings_file",
    "moderation.transparency_file",
    "customers.export",
    "customers.my_export",
    "moderation.claims",
    "moderation.terms_data",
    "moderation.statement_data",
    "moderation.statement_about",
    "moderation.terms_now",
    "design.letters",
    "design.letter",
}


def chosen(words: list[str]) -> Iterator[Screen]:
    """The screens whose name or path is meant by one of the words; without words, all that the demo has."""
    by_name = bool(words) and not any(word.startswith("/") for word in words)
    for screen in SCREENS:
        if by_name and not any(word in screen.name for word in words):
            continue
        try:
            path = screen.path()
            screen.member()
        except NoResultFound:
            print(f"{screen.name}: the demo has no such thing")
            continue
        if not words or any(_meant(word, screen, path) for word in words):
            yield screen


def _meant(word: str, screen: Screen, path: str) -> bool:
    """`/` is the home page, `/ideas/` the board and all below it, anything else a part of a name."""
    if not word.startswith("/"):
        return word in screen.name
    plain = path.split("?")[0]
    return word in (path, plain) or (word != "/" and word.endswith("/") and plain.startswith(word))
