"""Contributions: everything a member writes, in whatever kind, with its state and its counters."""
