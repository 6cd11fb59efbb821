"""Pages of the customer file: the desk, files in and out, and what a member sees of it."""

from customers.views import desk, files, own

__all__ = ["desk", "files", "own"]
