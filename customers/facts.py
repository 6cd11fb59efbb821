"""What can have happened to what is known of a member as a customer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ConsentChanged:
    """A member gave or withdrew a consent."""

    member_id: int
    purpose: str


@dataclass(frozen=True)
class LinkChanged:
    """A member was linked to a customer, or no longer is."""

    member_id: int


@dataclass(frozen=True)
class CustomersImported:
    """Customers came in from outside; some may be members."""

    source: str
