"""The views of accounts, by noun."""

from accounts.views import account, entry, factor, joining, leaving

__all__ = ["account", "entry", "factor", "joining", "leaving"]
