"""The customer desk: the list, one customer, links and notes."""

from decimal import Decimal
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from accounts.access import require
from accounts.models import Member
from customers import commands, listing, months, queries, service, timeline
from customers.blueprint import bp
from customers.contact import normal_email
from customers.forms import LinkForm, NoteForm, UnlinkForm
from customers.models import Customer, Purpose
from customers.policy import may_change_customers, may_read_customers
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.language import _
from foundation.web import get_or_404, page_of, see_other

SIZE = 50
FIRST = 12  # events of a story that are open at once


@bp.get("/customers/")
def index() -> ResponseReturnValue:
    reader = require(may_read_customers)
    asked = request.args
    text, who = asked.get("q", "")[:120], asked.get("who", "")
    sort = asked.get("sort", "") if asked.get("sort") in listing.SORTS else "recent"
    page = page_of(
        listing.cards(reader, text, who), [listing.SORTS[sort], Customer.id], asked.get("after"), SIZE
    )
    return render_template(
        "customers/index.html",
        page=page,
        rhythm=listing.rhythm([row.id for row in page.items]),
        counts=listing.counts(reader),
        shown={"q": text, "sort": sort, "who": who},
        quiet_since=now() - listing.QUIET,
    )


@bp.get("/customers/<int:customer_id>")
def customer(customer_id: int) -> ResponseReturnValue:
    require(may_read_customers)
    return _page(get_or_404(queries.customer(customer_id)))


@bp.post("/customers/<int:customer_id>/link")
def link(customer_id: int) -> ResponseReturnValue:
    staff = require(may_change_customers)
    found: Customer = get_or_404(queries.customer(customer_id))
    form = LinkForm()
    if not form.validate_on_submit():
        return _page(found, link_form=form), 422
    member = db.session.scalar(
        select(Member).where(Member.email == normal_email(form.email.data), Member.erased_at.is_(None))
    )
    if member is None:
        form.email.errors = [_("No member has this address.")]
        return _page(found, link_form=form), 422
    try:
        commands.link_reviewed(member, found, staff, form.reason.data)
    except Refused as refusal:
        form.mark(refusal, "email")
        return _page(found, link_form=form), refusal.status
    db.session.commit()
    return see_other(url_for(".customer", customer_id=customer_id))


@bp.post("/customers/<int:customer_id>/unlink")
def unlink(customer_id: int) -> ResponseReturnValue:
    staff = require(may_change_customers)
    found: Customer = get_or_404(queries.customer(customer_id))
    form = UnlinkForm()
    if not form.validate_on_submit():
        return _page(found, unlink_form=form), 422
    for held in queries.links_of(found.id):
        commands.unlink(held, staff, form.reason.data)
    db.session.commit()
    return see_other(url_for(".customer", customer_id=customer_id))


@bp.post("/customers/<int:customer_id>/notes")
def note(customer_id: int) -> ResponseReturnValue:
    staff = require(may_change_customers)
    found: Customer = get_or_404(queries.customer(customer_id))
    form = NoteForm()
    if not form.validate_on_submit():
        return _page(found, note_form=form), 422
    commands.write_note(found, staff, form.text.data)
    db.session.commit()
    return see_other(url_for(".customer", customer_id=customer_id))


def _page(found: Customer, **forms: Any) -> str:
    reader = require(may_read_customers)
    purchases, evidence = queries.purchases_of(found.id), queries.evidence_on(found.id, reader)
    links = queries.links_of(found.id)
    held = next((one for one in links if one.revoked_at is None), None)
    told = service.on_record(found.id, reader)
    events = timeline.story_of(purchases, evidence, queries.notes_on(found.id), links, told)
    show = request.args.get("show", "")
    chosen = [event for event in events if show in ("", event.group)]
    consents = queries.consents_of(held.member_id) if held else {}
    allowed = consents.get(Purpose.RECORD.value)
    return render_template(
        "customers/customer.html",
        customer=found,
        points=queries.contact_points(found.id),
        purchases=purchases,
        months=months.of(purchases, found.currency),
        year_spend=queries.spent_since(found.id) if purchases else Decimal(),
        evidence=evidence,
        link=held,
        member=held.member if held and allowed and allowed.given else None,
        consents=consents,
        events=events,
        story=timeline.by_year(chosen[:FIRST]),
        earlier=timeline.by_year(chosen[FIRST:]),
        earlier_count=len(chosen[FIRST:]),
        show=show,
        is_quiet=found.purchase_count > 0 and found.last_purchase_at < now() - listing.QUIET,
        printed_at=now(),
        **{
            "link_form": LinkForm(formdata=None),
            "unlink_form": UnlinkForm(formdata=None),
            "note_form": NoteForm(formdata=None),
        }
        | forms,
    )
