"""Follows: who wants to hear what becomes of a contribution."""
