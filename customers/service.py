"""Service cases on the customer’s time: told by moderation, kept while the member allows a record."""

from sqlalchemy import delete, select

from accounts.models import Member
from customers import queries
from customers.models import CustomerService, Purpose
from foundation.database import db
from moderation.service.models import ServiceCase
from moderation.service.queries import cases_of, seen_by


def settle(member_id: int) -> None:
    """Bring the service cases on record in line with the member’s cases, link and consent."""
    cases = cases_of(member_id)
    db.session.execute(
        delete(CustomerService).where(CustomerService.case_id.in_([case.id for case in cases]))
    )
    customer_id = _customer_of(member_id)
    if customer_id is None:
        return
    db.session.add_all(
        CustomerService(
            case_id=case.id,
            customer_id=customer_id,
            subject=case.subject,
            language=case.language,
            opened_at=case.opened_at,
            closed_at=case.closed_at,
            settled=case.settled,
        )
        for case in cases
    )
    db.session.flush()


def on_record(customer_id: int, reader: Member) -> list[CustomerService]:
    """The service cases of a customer, the latest first, but those about what a circle keeps to itself."""
    joined = select(CustomerService).join(ServiceCase, ServiceCase.id == CustomerService.case_id)
    its = (CustomerService.customer_id == customer_id, seen_by(reader))
    question = joined.outerjoin(ServiceCase.contribution).where(*its)
    return list(db.session.scalars(question.order_by(CustomerService.opened_at.desc())))


def _customer_of(member_id: int) -> int | None:
    """Whose record it is, when the member is known as a customer and allows one."""
    member, link = db.session.get(Member, member_id), queries.link_of(member_id)
    said = queries.consents_of(member_id).get(Purpose.RECORD.value)
    allowed = member is not None and member.erased_at is None and said is not None and said.given
    return link.customer_id if link is not None and allowed else None
